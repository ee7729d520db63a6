import { fail } from './fail.js';

/** A config before it is checked. */
export interface RawConfig {
  readonly value: unknown;
  /** Whether it is known to hold no secret, so that it need not be searched. */
  readonly _noSecret: boolean;
  /** The text that it was read from. */
  readonly _json?: string;
}

/** The part of `fetch` that reading a config needs. */
export type FetchText = (
  url: string,
  init: { readonly referrerPolicy: 'no-referrer' },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/** Fetches the text of a config. Rejects where the status is no success and where the body breaks off. */
export async function fetchText(url: string, fetch: FetchText): Promise<string> {
  // The address of the page may still hold a token.
  const response = await fetch(url, { referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.text();
}

/**
 * Reads a config from a text that is on its way.
 *
 * @throws {ConfigError} (rejects) `config-unreachable` or `config-not-json`.
 */
export async function readConfig(text: Promise<string>): Promise<RawConfig> {
  return parseConfig(await text.catch((cause: unknown) => fail('config-unreachable', '', { cause })));
}

/** Reads a config from JSON text. Throws `config-missing` when there is no text, or `config-not-json`. */
export function parseConfig(text: string | undefined): RawConfig {
  if (text === undefined) fail('config-missing', '');
  try {
    const value: unknown = JSON.parse(text);
    // An escape may disguise a secret; what JSON.stringify writes has none of letters.
    return { value, _json: text, _noSecret: lacksSecret(text.includes('\\u') ? JSON.stringify(value) : text) };
  } catch (cause) {
    // The words for the mistake look for its likely cause in the text.
    fail('config-not-json', '', { cause: Object.assign(cause as SyntaxError, { text }) });
  }
}

/** Takes a config that a page passes as an object. Throws `config-missing` if the page passes nothing. */
export function takeConfig(value: unknown): RawConfig {
  if (value == null) fail('config-missing', '');
  try {
    return { value, _noSecret: lacksSecret(JSON.stringify(value)) };
  } catch {
    // It holds itself, or something that is no JSON.
    return { value, _noSecret: false };
  }
}

/**
 * A part of every secret: most configs have none. A sealing key has the form of other texts, so its name counts as well: "key"
 * or "seal" in any case, and few others. A pattern that ignores case takes longer to make ready than to search with.
 */
const SECRET = /"(secret|oct|d)"|PRIVATE KEY--|[KkSs][EeAa]{1,2}[YyLl][Ss]?"\s*:\s*"[\w:-]{20}/;

/** Tells whether JSON has none of the texts that a secret cannot do without. */
function lacksSecret(json: string): boolean {
  return !SECRET.test(json);
}
