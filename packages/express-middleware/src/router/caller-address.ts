import { isIPv6 } from 'node:net';
import type { WebRequest } from '../http/web-request.ts';

/**
 * Who calls, where the app does not say: the address, after Express's `trust proxy` setting. Of an IPv6 address only
 * the first 64 bits, since one subscriber has all addresses behind them.
 */
export function callerAddress(request: WebRequest): string {
  const address = request.ip ?? request.socket.remoteAddress ?? '';
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('%', 1)[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
