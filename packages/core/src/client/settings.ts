import type { Next } from '../contract/plugin.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { checkedBaseUrl } from './base-url.ts';
import { hasUndici, isBrowser } from './environment.ts';
import { type HeaderSet, withHeaders } from './header-set.ts';
import type { ClientOptions, SharedOptions, Warning } from './options.ts';
import type { Platform } from './platform.ts';
import { RetryBudget } from './retry-budget.ts';
import { type Fetch, platformFetch } from './transport.ts';

/** A plugin, whatever contract it is written for. */
export interface AnyPlugin {
  readonly name: string;
  wrap(call: never, next: Next): Promise<unknown>;
}

/** Options of a client or a call, whatever contract its plugins are written for. */
export interface AnyOptions extends Omit<SharedOptions, 'plugins'> {
  readonly plugins?: readonly AnyPlugin[] | undefined;
}

/** As {@link AnyOptions}, of a client. */
export interface AnyClientOptions extends AnyOptions, Omit<ClientOptions, keyof SharedOptions> {}

/** The options of a call, checked and complete. Kept in closures, so that no client shows its key. */
export interface Settings {
  readonly apiKey: string | (() => string | Promise<string>);
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly retryLimit: number;
  readonly idempotencyKeys: boolean;
  readonly fetch: Fetch;
  /** Whether the error codes of `fetch` prove anything. */
  readonly provesConnects: boolean;
  /** All headers but the key's value and the idempotency key. */
  readonly headers: HeaderSet;
  /** Values of headers that the caller added: not to be repeated in errors. */
  readonly secrets: readonly string[];
  /** Plugins of the client's own, which options cannot replace. */
  readonly observers: readonly AnyPlugin[];
  readonly plugins: readonly AnyPlugin[];
  readonly onWarning: ((warning: Warning) => void) | undefined;
  readonly allowHttp: boolean;
  readonly budget: RetryBudget;
  readonly platform: Platform;
}

const maxTimer = 2_147_483_647;
const maxRetries = 10;

/**
 * Checks the options of a client.
 *
 * @throws `ConfigurationError`, which names the option and never holds a key.
 */
export function settingsOf(options: AnyClientOptions, platform: Platform): Settings {
  if (isBrowser() && options.dangerouslyAllowBrowser !== true) {
    throw new ConfigurationError(
      'dangerouslyAllowBrowser',
      'this is a browser, where every visitor can read the API key; send from a server',
    );
  }
  for (const option of Object.keys(options)) {
    if (!clientOptions.has(option)) throw new ConfigurationError(option, 'is not an option of a client');
  }
  const allowHttp = options.dangerouslyAllowHttp === true;
  const defaults: Settings = {
    apiKey: checkedKey(options.apiKey),
    baseUrl: checkedBaseUrl(options.baseUrl, allowHttp),
    timeoutMs: 30_000,
    totalTimeoutMs: 90_000,
    retryLimit: 2,
    idempotencyKeys: false,
    fetch: platformFetch,
    provesConnects: hasUndici(),
    headers: defaultHeaders(options.appInfo),
    secrets: [],
    observers: [],
    plugins: [],
    onWarning: undefined,
    allowHttp,
    budget: new RetryBudget(),
    platform,
  };
  return withOverrides(defaults, { ...options, apiKey: undefined, baseUrl: undefined });
}

/** Settings with some options set anew; what is undefined stays. */
export function withOverrides(base: Settings, options: AnyOptions): Settings {
  let settings = base;
  for (const [option, check] of Object.entries(checks)) {
    const value: unknown = Reflect.get(options, option);
    if (value !== undefined) settings = { ...settings, ...check(value, base) };
  }
  return settings;
}

/** What each option becomes in the settings. */
const checks: Readonly<Record<keyof AnyOptions, (value: unknown, base: Settings) => Partial<Settings>>> = {
  apiKey: (value) => ({ apiKey: checkedKey(value) }),
  baseUrl: (value, { allowHttp }) => ({ baseUrl: checkedBaseUrl(value, allowHttp) }),
  timeoutMs: (value) => ({ timeoutMs: checkedNumber('timeoutMs', value, isTime) }),
  totalTimeoutMs: (value) => ({ totalTimeoutMs: checkedNumber('totalTimeoutMs', value, isTime) }),
  retryLimit: (value) => ({ retryLimit: checkedNumber('retryLimit', value, isLimit) }),
  idempotencyKeys: (value) => {
    if (typeof value !== 'boolean') throw new ConfigurationError('idempotencyKeys', 'is not true or false');
    return { idempotencyKeys: value };
  },
  fetch: (value) => {
    // Called with a URL text and a plain init, which every fetch takes.
    const fetch = checkedFunction('fetch', value) as Fetch;
    return { fetch, provesConnects: fetch.connectErrors === 'undici' };
  },
  headers: (value, base) => {
    const own = Object(value) as Readonly<Record<string, string | null>>;
    // Shorter values are words such as `true`, which any sentence may hold.
    const texts = Object.values(own).filter((value) => typeof value === 'string');
    const secrets = texts.filter((text) => text.length >= 8);
    return { headers: withHeaders(base.headers, own), secrets: [...base.secrets, ...secrets] };
  },
  plugins: (value) => {
    if (Array.isArray(value) && value.every(isPlugin)) return { plugins: value.slice() };
    throw new ConfigurationError('plugins', 'is not a list of { name, wrap }');
  },
  // What it is called with is the client's business.
  onWarning: (value) => ({ onWarning: checkedFunction('onWarning', value) as (warning: Warning) => void }),
};

/** The names of all options of a client: another one is a typo that would be ignored. */
const clientOptions: ReadonlySet<string> = new Set([
  ...Object.keys(checks),
  'appInfo',
  'dangerouslyAllowBrowser',
  'dangerouslyAllowHttp',
]);

/** What a key can be: visible ASCII. Anything else would make the platform's own error, which holds the key. */
const visible = /^[\x21-\x7e]+$/;

/**
 * Checks an API key, also one that a function gave.
 *
 * @throws `ConfigurationError`, without the key.
 */
export function checkedKey(key: unknown): Settings['apiKey'] {
  // What it gives is checked when it is called.
  if (typeof key === 'function') return key as () => string | Promise<string>;
  if (key === undefined || key === '')
    throw new ConfigurationError('apiKey', 'is required (option or CHATTI_API_KEY)');
  if (typeof key !== 'string') throw new ConfigurationError('apiKey', 'is not text');
  if (!visible.test(key)) {
    throw new ConfigurationError(
      'apiKey',
      'holds a space, a line break or another character that no key has',
    );
  }
  return key;
}

const isTime = (value: number): boolean => value >= 1 && value <= maxTimer;
const isLimit = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= maxRetries;

function checkedNumber(option: string, value: unknown, holds: (value: number) => boolean): number {
  if (typeof value === 'number' && holds(value)) return value;
  const range =
    holds === isLimit ? `a whole number from 0 to ${maxRetries}` : `milliseconds from 1 to ${maxTimer}`;
  throw new ConfigurationError(option, `is not ${range}`);
}

function checkedFunction(option: string, value: unknown): unknown {
  if (typeof value === 'function') return value;
  throw new ConfigurationError(option, 'is not a function');
}

function isPlugin(value: unknown): value is AnyPlugin {
  return typeof value === 'object' && value !== null && 'wrap' in value && typeof value.wrap === 'function';
}

function defaultHeaders(appInfo: ClientOptions['appInfo']): HeaderSet {
  const agent = [
    'chatti-typescript',
    appInfo && `${appInfo.name}${appInfo.version ? `/${appInfo.version}` : ''}`,
  ];
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    // The value is put in at each call; here it can be removed.
    'x-api-key': '',
  };
  // A header that a browser's preflight would have to allow.
  return isBrowser() ? headers : withHeaders(headers, { 'user-agent': agent.filter(Boolean).join(' ') });
}
