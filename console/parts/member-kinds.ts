import { isRecord } from '../../src/lib/is-record.js';

/** Kinds of values that a member by a name of its own can have. */
export const MEMBER_KINDS = [
  { kind: 'text', label: 'Text' },
  { kind: 'number', label: 'Number' },
  { kind: 'boolean', label: 'True or false' },
  { kind: 'list', label: 'List' },
  { kind: 'json', label: 'JSON' },
] as const;

export type MemberKind = (typeof MEMBER_KINDS)[number]['kind'];

/** The kind of a value, by which it is edited. */
export function kindOfMember(value: unknown): MemberKind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  // A text with a comma would be two.
  const isPlain = (one: unknown): boolean =>
    typeof one === 'string' && one !== '' && one.trim() === one && !/,/.test(one);
  return Array.isArray(value) && value.length > 0 && value.every(isPlain) ? 'list' : 'json';
}

/** Writes a value as it is typed. */
export function writeMember(value: unknown): string {
  if (kindOfMember(value) === 'list') return (value as readonly string[]).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Reads a value as it was typed.
 *
 * @returns `undefined` for what is not a value of its kind.
 * @example readMember('list', 'silver, gold') // ['silver', 'gold']
 */
export function readMember(kind: MemberKind, text: string): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
    case 'boolean':
      return { true: true, false: false }[text.trim().toLowerCase()];
    case 'list': {
      const items = text.split(',').map((item) => item.trim());
      return items.includes('') ? undefined : items;
    }
    case 'json':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return undefined;
      }
  }
}

/** Hints of the kinds: the form of their values. */
export const KIND_HINTS: Readonly<Record<MemberKind, string>> = {
  text: '',
  number: 'A number, such as 12.5.',
  boolean: 'true or false.',
  list: 'Texts with commas between them: silver, gold.',
  json: 'A value in JSON.',
};

/** The members of an object; none where it is not one. */
export function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
