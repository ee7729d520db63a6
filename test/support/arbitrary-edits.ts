/** Arbitraries of JSON texts in the styles that people write, and of edits of them. */
import fc from 'fast-check';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { createEdit, createMove } from '../../src/edit/create-edit.js';
import type { Edit } from '../../src/edit/edit.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { toPointer } from '../../src/lib/to-pointer.js';

/** A style of JSON text: how lines end, what a level adds, and what is written on one line. */
export interface Style {
  readonly says: string;
  readonly unit: string | null;
  readonly lineEnd: string;
  readonly mark: string;
  readonly last: string;
  /** Objects and lists of at most so many levels are written on one line. */
  readonly inlineLevels: number;
  readonly colon: string;
  readonly comma: string;
  readonly padding: string;
}

const TWO_SPACES: Style = {
  says: 'two spaces, small objects on one line',
  unit: '  ',
  lineEnd: '\n',
  mark: '',
  last: '\n',
  inlineLevels: 1,
  colon: ': ',
  comma: ', ',
  padding: ' ',
};

/** Six styles. */
export const STYLES: readonly Style[] = [
  TWO_SPACES,
  { ...TWO_SPACES, says: 'four spaces, each member on a line', unit: '    ', inlineLevels: 0 },
  { ...TWO_SPACES, says: 'tabs, lines that end as on Windows', unit: '\t', lineEnd: '\r\n', last: '\r\n', padding: '' },
  { ...TWO_SPACES, says: 'a byte order mark, no end of the last line', mark: '\uFEFF', last: '', inlineLevels: 2 },
  { ...TWO_SPACES, says: 'one line without spaces', unit: null, colon: ':', comma: ',', padding: '', last: '' },
  { ...TWO_SPACES, says: 'spaces around colons, commas apart', unit: '   ', colon: ' : ', comma: ' , ', padding: '  ' },
];

/** Writes a value in a style. */
export function writeIn(style: Style, value: unknown): string {
  return style.mark + write(style, value, '') + style.last;
}

function write(style: Style, value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  const isInline = style.unit === null || levelsOf(value) <= style.inlineLevels;
  const inner = isInline ? indent : indent + style.unit;
  const members = Object.entries(value).map(
    ([name, member]) => (isList ? '' : JSON.stringify(name) + style.colon) + write(style, member, inner),
  );
  if (members.length === 0) return open! + close!;
  if (isInline) {
    const padding = isList ? '' : style.padding;
    return open + padding + members.join(style.comma) + padding + close;
  }
  const line = style.lineEnd + inner;
  return open + line + members.join(`,${line}`) + style.lineEnd + indent + close;
}

function levelsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

/** Names and texts that JSON has to escape, that are numbers, or that objects inherit. */
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'id', 'limit', 'no', '10', '2', '') },
  fc.constantFrom('__proto__', 'constructor', 'a/b', '~', 'a"b', '\\', 'é', '{', ' ,'),
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    1,
    -1.5,
    1e21,
    true,
    false,
    null,
    '',
    'a',
    'a", "b',
    '\\',
    '\\"',
    '}',
    '\n',
    '\u2028',
    '😀',
  ),
  fc.string({ maxLength: 8 }),
);

/** Objects and lists with names of all kinds. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; root: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(name, tie('value')), { maxLength: 5 })
        // `fromEntries` makes an own member of `__proto__`.
        .map((members) => Object.fromEntries(members)),
    },
  ),
  root: fc.oneof(
    fc.array(fc.tuple(name, tie('value')), { maxLength: 6 }).map((members) => Object.fromEntries(members)),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).root;

/** A kind of edit, and numbers that choose its place in any value. */
export const change = fc.record({
  kind: fc.constantFrom('set', 'add', 'remove', 'move'),
  at: fc.nat(),
  to: fc.nat(),
  name,
  value: fc.oneof(scalar, json),
});

/** Makes a change an edit of a value; no edit where the value has no place for it. */
export function toEdits(value: unknown, { kind, at, to, name: added, value: after }: Change): Edit[] {
  const places = listPlaces(value);
  const pointer = places[at % (places.length || 1)];
  if (kind === 'add') {
    const parents = ['', ...places].filter((place) => isContainer(readAt(value, place)));
    const parent = parents[at % parents.length]!;
    const container = readAt(value, parent) as object;
    if (Array.isArray(container)) return [{ pointer: `${parent}/${to % (container.length + 1)}`, after }];
    const size = Object.keys(container).length;
    if (Object.hasOwn(container, added)) return [];
    return [createEdit(value, parent + toPointer(added), after, to % (size + 1))];
  }
  if (pointer === undefined) return [];
  if (kind === 'set') return [createEdit(value, pointer, after)];
  if (kind === 'remove') return [createEdit(value, pointer, undefined)];
  const steps = splitPointer(pointer);
  const parent = steps.slice(0, -1).map(toPointer).join('');
  const container = readAt(value, parent) as object;
  if (Array.isArray(container)) return createMove(value, pointer, `${parent}/${to % container.length}`);
  if (Object.hasOwn(container, added) && added !== steps.at(-1)) return [];
  return createMove(value, pointer, parent + toPointer(added), to % Object.keys(container).length);
}

export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** Makes changes a list of edits, each of the value that those before it leave. */
export function toEditList(value: unknown, changes: readonly Change[]): Edit[] {
  let current = value;
  return changes.flatMap((one) => {
    const edits = toEdits(current, one);
    current = applyEdits(current, edits);
    return edits;
  });
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The value at a pointer. */
export function readAt(value: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce((place, step) => (place as Record<string, unknown>)[step], value);
}

/** The pointers of all members and items. */
export function listPlaces(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([step, member]) => {
    const pointer = at + toPointer(step);
    return [pointer, ...listPlaces(member, pointer)];
  });
}
