import { isRecord } from '../../lib/is-record.js';

/** What a call of Zephr's `run` says. */
export interface Run {
  /** Address of the config that a page without one of its own starts with. */
  readonly config: string;
  readonly jwt: string | null;
  readonly customData: Readonly<Record<string, unknown>>;
  readonly fetcher?: typeof fetch | undefined;
  readonly debug: boolean;
}

/** The custom data of a call that has none. */
export const NO_DATA: Readonly<Record<string, unknown>> = {};

/**
 * Reads the arguments of Zephr's `run`: `(options)`, and the older `(baseUrl, jwt, customData)`. What is of the wrong kind
 * is not there. `automaticPolyfills` is left alone, as there is nothing to fill in.
 */
export function readCall(call: readonly unknown[]): Run {
  const [first, ...rest] = call;
  const options = isRecord(first) ? first : { cdnApi: first, jwt: rest[0], customData: rest[1] };
  const { cdnApi, jwt, customData, fetcher, debug } = options;
  const base = typeof cdnApi === 'string' || cdnApi instanceof URL ? String(cdnApi) : '';
  return {
    config: `${base.replace(/\/+$/, '')}/zephr.json`,
    jwt: typeof jwt === 'string' && jwt !== '' ? jwt : null,
    customData: isRecord(customData) ? customData : NO_DATA,
    fetcher: typeof fetcher === 'function' ? (fetcher as typeof fetch) : undefined,
    debug: debug === true,
  };
}
