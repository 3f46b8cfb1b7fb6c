import type { Plugin } from '@chatti/core';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { settledWithin } from './settled-within.ts';

/** The calls of one client that have not ended. A closing app waits for them, so that no send is cut in the middle. */
@Injectable()
export class CallsUnderWay implements OnApplicationShutdown {
  readonly #calls = new Set<Promise<unknown>>();

  /** Counts the calls of a client. */
  plugin(): Plugin {
    return {
      name: 'calls under way',
      wrap: async (_call, next) => {
        const call = next();
        this.#calls.add(call);
        try {
          return await call;
        } finally {
          this.#calls.delete(call);
        }
      },
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await settledWithin(this.#calls);
  }
}
