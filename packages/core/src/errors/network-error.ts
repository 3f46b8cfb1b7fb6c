import { ChattiError } from './chatti-error.ts';

/**
 * The connection failed and there is no reply. `outcome` is `not_sent` where the failure proves that the request
 * never reached the server (no such host, connection refused, TLS not agreed), else `unknown`. `cause` holds the
 * platform's error, without the request.
 */
export class NetworkError extends ChattiError {
  override name = 'NetworkError';
}
