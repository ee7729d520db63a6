import { fail } from './fail.js';
import { maySecret } from './find-secret.js';

/** A config before it is checked. */
export interface RawConfig {
  readonly value: unknown;
  /** Whether its text is known to hold no secret, so that it need not be searched. */
  readonly noSecret: boolean;
}

/** The part of `fetch` that reading a config needs. */
export type FetchText = (
  url: string,
  init: { readonly referrerPolicy: 'no-referrer' },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/**
 * Reads a config from an address.
 *
 * @throws {ConfigError} (rejects) `config-unreachable` or `config-not-json`.
 */
export async function fetchConfig(url: string, fetch: FetchText): Promise<RawConfig> {
  let text: string;
  try {
    // The address of the page may still hold a token.
    const response = await fetch(url, { referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    text = await response.text();
  } catch (cause) {
    fail('config-unreachable', '', { cause });
  }
  return parseConfig(text);
}

/** Reads a config from JSON text. Throws `config-missing` when there is no text, or `config-not-json`. */
export function parseConfig(text: string | undefined): RawConfig {
  if (text === undefined) fail('config-missing', '');
  try {
    return { value: JSON.parse(text), noSecret: !maySecret(text) };
  } catch (cause) {
    fail('config-not-json', '', { cause });
  }
}

/** Takes a config that a page passes as an object. Throws `config-missing` if there is none. */
export function takeConfig(value: unknown): RawConfig {
  return { value: value ?? fail('config-missing', ''), noSecret: false };
}
