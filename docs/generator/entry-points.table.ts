/** An entry point of a package. */
interface EntryPoint {
  /** Its source file. */
  readonly source: string;
  /** What it is, in a sentence. */
  readonly about: string;
}

/** Every entry point that the packages export, by the name it is imported under. */
export const ENTRY_POINTS: Readonly<Record<string, EntryPoint>> = {
  '@chatti/core': {
    source: 'packages/core/src/index.ts',
    about:
      'The client: `createChatti`, its calls and options, and the errors that say what happened to a send.',
  },
  '@chatti/core/rules': {
    source: 'packages/core/src/rules/index.ts',
    about:
      'The rules of SMS as pure functions: segments and encodings, opt-out, senders, phone numbers, times and media.',
  },
  '@chatti/core/contract': {
    source: 'packages/core/src/contract/index.ts',
    about:
      'The API as one table of rows, the schemas they are made of, and what a contract of your own is built with.',
  },
  '@chatti/core/plugins': {
    source: 'packages/core/src/plugins/index.ts',
    about: 'Habits for a client: a default sender, smart encoding, limits, rate, logging.',
  },
  '@chatti/core/tracing': {
    source: 'packages/core/src/plugins/tracing.ts',
    about: 'OpenTelemetry spans for every call, as a plugin.',
  },
  '@chatti/core/webhooks': {
    source: 'packages/core/src/webhooks/index.ts',
    about: 'Receive webhooks in any framework: verify, claim, handle, done. And sign them, for tests.',
  },
  '@chatti/core/openapi': {
    source: 'packages/core/src/openapi/index.ts',
    about: 'The OpenAPI document of a contract.',
  },
  '@chatti/sandbox': {
    source: 'packages/sandbox/src/index.ts',
    about:
      'The API on your own machine, in a test or as a command: messages arrive, faults happen when you say so.',
  },
  '@chatti/nest-module': {
    source: 'packages/nest-module/src/index.ts',
    about: 'The client in the dependency injection of NestJS, webhook handlers and problems as replies.',
  },
  '@chatti/nest-module/terminus': {
    source: 'packages/nest-module/src/terminus/index.ts',
    about: 'A health indicator for Terminus.',
  },
  '@chatti/nest-module/testing': {
    source: 'packages/nest-module/src/testing/index.ts',
    about: 'A sandbox in place of the network, for tests of a Nest application.',
  },
  '@chatti/express-middleware': {
    source: 'packages/express-middleware/src/index.ts',
    about: 'The client on the request of Express, route helpers, webhooks and problems as replies.',
  },
  '@chatti/express-middleware/env': {
    source: 'packages/express-middleware/src/env.ts',
    about: 'Types only: declares `request.chatti` for all of Express.',
  },
  '@chatti/express-middleware/upload': {
    source: 'packages/express-middleware/src/upload/index.ts',
    about: 'Files of a form as the media of an MMS.',
  },
};

/** The page of an entry point in the site: `@chatti/core/rules` has `/reference/core/rules/`. */
export function pageOf(name: string): string {
  return `/reference/${name.replace('@chatti/', '')}/`;
}

/** The package of an entry point: `@chatti/core/rules` is of `@chatti/core`. */
export function packageOf(name: string): string {
  return name.split('/').slice(0, 2).join('/');
}
