import type { ReceiveOptions, WebhookStore } from '@chatti/core/webhooks';

/** Where webhooks arrive. */
export interface WebhooksPlace {
  /** The path of the receiver, literally, such as `/webhooks/chatti`. */
  readonly path: string;
  /**
   * Receive in a controller of Nest instead of on the HTTP adapter: the global prefix, guards and interceptors then
   * apply, and the app needs `NestFactory.create(AppModule, { rawBody: true })`. Default false.
   */
  readonly asController?: boolean | undefined;
}

/** How webhooks are received. */
export interface WebhooksOptions
  extends Partial<WebhooksPlace>, Pick<ReceiveOptions, 'toleranceMs' | 'leaseMs' | 'bodyLimitBytes' | 'now'> {
  /** The webhook's signing secret, or several during a rotation. */
  readonly secrets?: ReceiveOptions['secrets'] | undefined;
  /**
   * Where it is kept what was handled. Default the memory of this process: where several processes receive the same
   * webhook, or a restart must not handle anything twice, give a shared one.
   */
  readonly store?: WebhookStore | undefined;
}
