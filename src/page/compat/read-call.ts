import { isRecord } from '../../lib/is-record.js';

/** The arguments of a call of Zephr's `run`. */
export interface Run {
  /** Address of the config, for a page without one of its own. */
  readonly config: string;
  readonly jwt: string | null;
  readonly customData: Readonly<Record<string, unknown>>;
  readonly fetcher?: typeof fetch | undefined;
  readonly debug: boolean;
}

/** The custom data of a call without any. */
export const NO_DATA: Readonly<Record<string, unknown>> = {};

/**
 * Reads the arguments of Zephr's `run`: `(options)`, and the older `(baseUrl, jwt, customData)`. Arguments of the wrong type
 * count as missing. `automaticPolyfills` is ignored, since no polyfill is needed.
 */
export function readCall(call: readonly unknown[]): Run {
  const [first, ...rest] = call;
  const options = isRecord(first) ? first : { cdnApi: first, jwt: rest[0], customData: rest[1] };
  const { cdnApi, jwt, customData, fetcher, debug } = options;
  const base = typeof cdnApi === 'string' || cdnApi instanceof URL ? String(cdnApi) : '';
  return {
    config: `${withoutSlashes(base)}/zephr.json`,
    jwt: typeof jwt === 'string' && jwt !== '' ? jwt : null,
    customData: isRecord(customData) ? customData : NO_DATA,
    fetcher: typeof fetcher === 'function' ? (fetcher as typeof fetch) : undefined,
    debug: debug === true,
  };
}

function withoutSlashes(base: string): string {
  let end = base.length;
  while (base[end - 1] === '/') end--;
  return base.slice(0, end);
}
