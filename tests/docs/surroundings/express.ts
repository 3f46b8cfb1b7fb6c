import express, { type Request } from 'express';
import { type Chatti, createChatti } from '@chatti/core';

declare global {
  // The form in which Express takes additions to its request.
  namespace Express {
    interface Request {
      session: { readonly user?: { readonly id: string } };
    }
  }
}

export { express, type Request };
export const app = express();
export const client: Chatti = createChatti();
export const secret = '0123456789abcdef0123456789abcdef';
export const routes = express.Router();
export const orders = {
  find: async (id: string): Promise<{ phone: string; id: string }> => ({ phone: '+447700900123', id }),
  reached: (_reference: string | null): void => undefined,
};
export const inbox = { add: async (..._facts: readonly unknown[]): Promise<void> => undefined };
export const log = { info: (_line: unknown): void => undefined, warn: (_line: string): void => undefined };
export async function messageOfOrder(id: string): Promise<string> {
  return `msg_${id}`;
}
export function recipientOf(_request: unknown): string {
  return '+447700900123';
}
