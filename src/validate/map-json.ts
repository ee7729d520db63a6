import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';

/** A location in a text. Lines and columns begin at 1; columns are counted in UTF-16 code units, as editors do. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where everything is in a JSON text. */
export interface JsonMap {
  /** Locates a member, with its name, or an item. A pointer to a missing value gives the object that it is missing from. */
  readonly locate: (pointer: string) => Spot;
  /** Members whose name is in the same object before; the last one counts. */
  readonly repeated: readonly { readonly pointer: string; readonly spot: Spot; readonly before: Spot }[];
}

/** Where a text ceases to be JSON, and why. */
export interface JsonFault {
  readonly spot: Spot;
  readonly says: string;
}

/** A member or an item, where it begins, and what it contains. */
interface Entry {
  readonly at: number;
  /** Of an object or a list. */
  readonly inside: Map<string, Entry> | null;
}

/** An object or a list that is not closed yet. */
interface OpenEntry {
  readonly inside: Map<string, Entry>;
  /** Its name in the object or list around it. */
  readonly key: string;
  readonly isList: boolean;
}

/** The tokens that may come next. */
type Expected =
  'a value' | 'a value or ]' | 'a name' | 'a name or }' | 'a colon' | 'a comma or ]' | 'a comma or }' | 'nothing more';

/** A piece of the text. */
interface Token {
  readonly text: string;
  readonly at: number;
  /** The punctuation mark, if it is one; else empty. */
  readonly sign: string;
  /** The value of a text, a number or a word; `undefined` for any other piece. */
  readonly value: unknown;
}

/** A sign, a text (closed or not), or anything else up to the next of these; empty only at the end. */
const TOKEN = /[ \t\n\r]*(?:([{}[\]:,])|("[^"\\]*(?:\\.[^"\\]*)*"?)|([^ \t\n\r{}[\]:,"]+))?/sy;

/**
 * Maps a JSON text: where each member and item is (RFC 8259). Works with a list instead of recursion, so the text may be
 * nested to any depth.
 *
 * @returns The map; for a text that is not JSON, where it ceases to be and why.
 * @example mapJson('{\n  "version": 1\n}').locate('/version') // { line: 2, column: 3 }
 */
export function mapJson(text: string): JsonMap | JsonFault {
  const mapper = new JsonMapper(text);
  return mapper.read() ?? { repeated: mapper.repeated, locate: (pointer) => mapper.locate(pointer) };
}

/** Reads a text of JSON token by token. Its state is what may come next. */
class JsonMapper {
  readonly repeated: JsonMap['repeated'][number][] = [];
  readonly #text: string;
  readonly #toSpot: (at: number) => Spot;
  #root: Entry = { at: 0, inside: null };
  readonly #open: OpenEntry[] = [];
  #expected: Expected = 'a value';
  /** Name of the member whose value is expected. */
  #name = '';
  #nameAt = 0;

  constructor(text: string) {
    this.#text = text;
    this.#toSpot = countLines(text);
  }

  /** Reads the whole text. Returns the fault at which it ends, or `null`. */
  read(): JsonFault | null {
    for (let end = 0; ;) {
      const token = readToken(this.#text, end);
      if (token.text === '' && this.#expected === 'nothing more') return null;
      const next = this.#accept(token);
      if (!next) return { spot: this.#toSpot(token.at), says: complain(this.#expected, token.text, token.value) };
      this.#expected = next;
      end = token.at + token.text.length;
    }
  }

  /** Locates the longest part of a pointer that the text has. */
  locate(pointer: string): Spot {
    let entry = this.#root;
    for (const step of splitPointer(pointer)) {
      const inside = entry.inside?.get(step);
      if (!inside) break;
      entry = inside;
    }
    return this.#toSpot(entry.at);
  }

  /** Takes a token. Returns what may come next; `null` if the token is not expected. */
  #accept({ sign, value, at }: Token): Expected | null {
    const isExpected = (what: string): boolean => this.#expected.includes(what);
    if ((sign === '{' || sign === '[') && isExpected('a value')) {
      const inside = new Map<string, Entry>();
      this.#open.push({ key: this.#add(at, inside), inside, isList: sign === '[' });
      return sign === '[' ? 'a value or ]' : 'a name or }';
    }
    if ((sign === '}' || sign === ']') && isExpected(sign)) {
      this.#open.pop();
      return this.#afterValue();
    }
    if (sign === ',' && isExpected('a comma')) return this.#open.at(-1)!.isList ? 'a value' : 'a name';
    if (sign === ':' && isExpected('a colon')) return 'a value';
    if (isExpected('a value') && value !== undefined) {
      this.#add(at, null);
      return this.#afterValue();
    }
    if (!isExpected('a name') || typeof value !== 'string') return null;
    this.#name = value;
    this.#nameAt = at;
    return 'a colon';
  }

  /** Adds an entry to the object or list around it. Returns its name there. */
  #add(at: number, inside: Entry['inside']): string {
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#root = { at: 0, inside };
      return '';
    }
    const { inside: others, isList } = parent;
    const key = isList ? String(others.size) : this.#name;
    const entry = { at: isList ? at : this.#nameAt, inside };
    const earlier = others.get(key);
    if (earlier) {
      const pointer = [...this.#open.slice(1).map((around) => around.key), key].map(toPointer).join('');
      this.repeated.push({ pointer, spot: this.#toSpot(entry.at), before: this.#toSpot(earlier.at) });
    }
    others.set(key, entry);
    return key;
  }

  #afterValue(): Expected {
    const parent = this.#open.at(-1);
    return parent ? (parent.isList ? 'a comma or ]' : 'a comma or }') : 'nothing more';
  }
}

/** Reads the next token; an empty one at the end of the text. */
function readToken(text: string, from: number): Token {
  TOKEN.lastIndex = from;
  const [all, sign = '', quoted, plain] = TOKEN.exec(text)!;
  const token = sign || (quoted ?? plain ?? '');
  return { text: token, at: from + all.length - token.length, sign, value: sign === '' ? parse(token) : undefined };
}

/** A text that is written as it is, without escapes. */
const PLAIN_TEXT = /^"[^"\\\p{Cc}]*"$/u;

/** The value of a text, a number or a word; `undefined` for any other token. */
function parse(token: string): unknown {
  // Most tokens are such texts, and a parser takes longer to begin than to read one.
  if (PLAIN_TEXT.test(token)) return token.slice(1, -1);
  try {
    return JSON.parse(token);
  } catch {
    return undefined;
  }
}

/** Describes what was expected, what was found, and the most likely cause. */
function complain(expected: Expected, token: string, value: unknown): string {
  const found = token === '' ? 'the end' : token.startsWith('"') ? 'a text' : `"${token.slice(0, 20)}"`;
  const isBroken = token.startsWith('"') && value === undefined;
  const hints: readonly (readonly [applies: boolean, hint: string])[] = [
    [/^\/[/*]/.test(token), '; JSON has no comments'],
    [
      /^'|^\w/.test(token) && value === undefined && /name|'/.test(expected + token),
      '; texts and names are between double quotes',
    ],
    [isBroken && !/."$/s.test(token), ' that is not closed'],
    [isBroken, ' with a line break, a tab or a backslash in it that must be written as JSON writes them'],
    [/^[}\]]/.test(token) && /^a (value|name)$/.test(expected), '; the comma before it is one too many'],
    [expected.startsWith('a comma') && value !== undefined, '; the comma before it is missing'],
  ];
  return `${expected} was expected, not ${found}${hints.find(([applies]) => applies)?.[1] ?? ''}`;
}

/** Returns a function that converts an offset to a line and a column. */
function countLines(text: string): (at: number) => Spot {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - starts[low]! + 1 };
  };
}
