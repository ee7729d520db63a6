import { own } from '../../lib/own.js';
import { VERSION } from '../../lib/version.js';
import { readLocal, writeLocal } from '../local-text.js';
import { CONFIG_KEY_PREFIX } from '../storage-keys.js';
import { CLOCK_TOLERANCE_MS, DEFAULT_KEEP_MS, MAX_KEPT_CHARACTERS, MAX_KEPT_CONFIGS } from './limits.js';

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** A copy of a config that worked, for page views whose request for it fails. It says nothing about the reader. */
export interface KeptConfig {
  readonly text: string;
  /** The detached signature that came with it; `null` where the script tag demanded none. */
  readonly signature: string | null;
  /** When it was fetched, in milliseconds since 1970. */
  readonly at: number;
  /** The latest moment at which it was kept or used, in milliseconds since 1970. */
  readonly seen: number;
}

/**
 * Reads the attribute `data-keep-config`.
 *
 * @returns The longest age of a kept config in milliseconds: 7 days where the attribute is empty; `null` where it is wrong.
 */
export function readKeepAge(value: string): number | null {
  if (!value) return DEFAULT_KEEP_MS;
  const [, count, unit = ''] = /^([1-9]\d{0,3})([hd])$/.exec(value) ?? [];
  return count === undefined ? null : Number(count) * UNITS[unit]!;
}

/** The copy of one config in `localStorage`. Nothing here throws where storage is blocked or full. */
export class ConfigStore {
  readonly #key: string;
  readonly #maxAge: number;

  /**
   * @param address - The whole address of the config.
   * @param maxAge - In milliseconds.
   */
  constructor(address: string, maxAge: number) {
    this.#key = CONFIG_KEY_PREFIX + address;
    this.#maxAge = maxAge;
  }

  /** Reads the copy. One that is broken, too old or of another version of the SDK is removed. */
  read(): KeptConfig | null {
    const kept = parseKept(readLocal(this.#key));
    if (kept && isFresh(kept, this.#maxAge)) return kept;
    this.remove();
    return null;
  }

  /** Keeps a config that works; one that is too long is not kept. A copy of the same text is renewed now and then. */
  keep(text: string, signature: string | null): void {
    const before = this.read();
    const now = Date.now();
    // To write as much on each page view is in vain.
    if (before?.text === text && before.signature === signature && now - before.at < this.#maxAge / 24) return;
    this.remove();
    if (text.length <= MAX_KEPT_CHARACTERS) this.#write({ text, signature, at: now, seen: now });
  }

  /** Notes that the copy was used, so that a clock that is set back later is noticed. */
  touch(kept: KeptConfig): void {
    // Another tab may have kept a newer one.
    if (this.read()?.at === kept.at) this.#write({ ...kept, seen: Math.max(kept.seen, Date.now()) });
  }

  remove(): void {
    writeLocal(this.#key, null);
  }

  #write(kept: KeptConfig): void {
    makeRoom(this.#key);
    writeLocal(this.#key, JSON.stringify({ version: VERSION, ...kept }));
  }
}

function parseKept(text: string | null): KeptConfig | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const [version, kept, signature, at, seen] = ['version', 'text', 'signature', 'at', 'seen'].map((name) =>
      own(value, name),
    );
    return version === VERSION &&
      typeof kept === 'string' &&
      (signature === null || typeof signature === 'string') &&
      typeof at === 'number' &&
      typeof seen === 'number'
      ? { text: kept, signature, at, seen }
      : null;
  } catch {
    return null;
  }
}

/** A clock that is set back makes no copy younger: its age is counted to the latest moment that it has seen. */
function isFresh({ at, seen }: KeptConfig, maxAge: number): boolean {
  const now = Date.now();
  return at <= seen && seen <= now + CLOCK_TOLERANCE_MS && Math.max(now, seen) - at <= maxAge;
}

/** Removes the oldest copies of other addresses, as of `?v=1`, until few are left. */
function makeRoom(key: string): void {
  try {
    const others = Object.keys(localStorage)
      .filter((name) => name.startsWith(CONFIG_KEY_PREFIX) && name !== key)
      .map((name) => ({ name, at: parseKept(readLocal(name))?.at ?? 0 }))
      .sort((one, other) => other.at - one.at);
    others.forEach(({ name, at }, index) => {
      if (!at || index >= MAX_KEPT_CONFIGS - 1) writeLocal(name, null);
    });
  } catch {
    // Storage is blocked.
  }
}
