/** Transformations under which two texts may be the same, and what then differs. */
const SAME_BUT: readonly (readonly [simplify: (text: string) => string, says: string])[] = [
  [(text) => text.trim(), 'only white space differs'],
  [(text) => text.replace(/\/$/, ''), 'only the slash at the end differs'],
  [(text) => text.toLowerCase(), 'only upper and lower case differ'],
  [(text) => text.replace(/^https?:\/\//, ''), 'only the scheme differs'],
  [(text) => text.replace(/^(https?:\/\/)?(www\.)?|\/$/g, '').toLowerCase(), 'they are almost the same'],
];

/**
 * Tells in which detail two texts differ that look the same to a reader of the config.
 *
 * @returns The rest of a sentence; `null` where they differ as a whole.
 * @example describeDifference('https://id.example', 'https://id.example/') // 'only the slash at the end differs'
 */
export function describeDifference(found: unknown, wanted: unknown): string | null {
  if (typeof found !== 'string' || typeof wanted !== 'string') return null;
  return SAME_BUT.find(([simplify]) => simplify(found) === simplify(wanted))?.[1] ?? null;
}

/** A value as a sentence quotes it: short, and with its quotes where it is text. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'missing';
  return text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
}

const MAX_QUOTED_CHARACTERS = 120;
