import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';

/** A place in a text: line and column, both from 1 on; columns are counted in UTF-16 code units, as editors do. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where everything stands in a text of JSON. */
export interface JsonMap {
  /** Where a member or an item begins, a member with its name; of one that is missing, what it is missing from. */
  readonly locate: (pointer: string) => Spot;
  /** Members whose name stands in the same object before; the last one counts. */
  readonly repeated: readonly { readonly pointer: string; readonly spot: Spot; readonly before: Spot }[];
}

/** Where a text ceases to be JSON, and why. */
export interface JsonFault {
  readonly spot: Spot;
  readonly says: string;
}

/** Something that is in an object or a list, by where it begins, and what is in it in turn. */
interface Place {
  readonly at: number;
  readonly inside: Map<string, Place>;
}

/** What may come next. */
type Expected =
  'a value' | 'a value or ]' | 'a name' | 'a name or }' | 'a colon' | 'a comma or ]' | 'a comma or }' | 'nothing more';

/** A sign, a text (closed or not), or anything else up to the next of these; nothing only at the end. */
const TOKEN = /[ \t\n\r]*(?:([{}[\]:,])|("[^"\\]*(?:\\.[^"\\]*)*"?)|([^ \t\n\r{}[\]:,"]+))?/sy;

/**
 * Reads a text of JSON for where things stand in it (RFC 8259). Works with a list instead of recursion, so that it may be
 * nested to any depth. What a text, a number or a word is worth is left to `JSON.parse`.
 */
export function mapJson(text: string): JsonMap | JsonFault {
  const toSpot = countLines(text);
  const repeated: JsonMap['repeated'][number][] = [];
  const root: Place = { at: 0, inside: new Map() };
  const open: { readonly place: Place; readonly pointer: string; readonly isList: boolean }[] = [];
  let expected: Expected = 'a value';
  let name = '';
  let nameAt = 0;

  const add = (at: number): { place: Place; pointer: string } => {
    const parent = open.at(-1);
    if (!parent) return { place: root, pointer: '' };
    const key = parent.isList ? String(parent.place.inside.size) : name;
    const place = { at: parent.isList ? at : nameAt, inside: new Map<string, Place>() };
    const pointer = parent.pointer + toPointer(key);
    const twin = parent.place.inside.get(key);
    if (twin) repeated.push({ pointer, spot: toSpot(place.at), before: toSpot(twin.at) });
    parent.place.inside.set(key, place);
    return { place, pointer };
  };
  const goOn = (): Expected => {
    const parent = open.at(-1);
    return parent ? (parent.isList ? 'a comma or ]' : 'a comma or }') : 'nothing more';
  };

  for (let end = 0; ;) {
    TOKEN.lastIndex = end;
    const [all, sign = '', quoted, plain] = TOKEN.exec(text)!;
    end += all.length;
    const token = sign || (quoted ?? plain ?? '');
    const at = end - token.length;
    const value = quoted === undefined && plain === undefined ? undefined : parse(token);
    const wants = (what: string): boolean => expected.includes(what);
    if (token === '' && expected === 'nothing more') break;
    else if ((sign === '{' || sign === '[') && wants('a value')) {
      open.push({ ...add(at), isList: sign === '[' });
      expected = sign === '[' ? 'a value or ]' : 'a name or }';
    } else if ((sign === '}' || sign === ']') && wants(sign)) {
      open.pop();
      expected = goOn();
    } else if (sign === ',' && wants('a comma')) expected = open.at(-1)!.isList ? 'a value' : 'a name';
    else if (sign === ':' && wants('a colon')) expected = 'a value';
    else if (wants('a value') && value !== undefined) {
      add(at);
      expected = goOn();
    } else if (wants('a name') && typeof value === 'string') {
      [name, nameAt, expected] = [value, at, 'a colon'];
    } else return { spot: toSpot(at), says: complain(expected, token, value) };
  }

  return {
    repeated,
    locate: (pointer) => {
      let place = root;
      for (const step of splitPointer(pointer)) {
        const inside = place.inside.get(step);
        if (!inside) break;
        place = inside;
      }
      return toSpot(place.at);
    },
  };
}

/** The value of a text, a number or a word; `undefined` where it is none. */
function parse(token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    return undefined;
  }
}

/** Says what was expected, what stands there, and what is behind it most likely. */
function complain(expected: Expected, token: string, value: unknown): string {
  const found = token === '' ? 'the end' : token.startsWith('"') ? 'a text' : `"${token.slice(0, 20)}"`;
  const isBroken = token.startsWith('"') && value === undefined;
  const hints: readonly (readonly [applies: boolean, hint: string])[] = [
    [/^\/[/*]/.test(token), '; JSON has no comments'],
    [
      /^'|^\w/.test(token) && value === undefined && /name|'/.test(expected + token),
      '; texts and names stand between double quotes',
    ],
    [isBroken && !/."$/s.test(token), ' that is not closed'],
    [isBroken, ' with a line break, a tab or a backslash in it that must be written as JSON writes them'],
    [/^[}\]]/.test(token) && /^a (value|name)$/.test(expected), '; the comma before it is one too many'],
    [expected.startsWith('a comma') && value !== undefined, '; the comma before it is missing'],
  ];
  return `${expected} was expected, not ${found}${hints.find(([applies]) => applies)?.[1] ?? ''}`;
}

/** Makes what turns an offset into line and column. */
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
