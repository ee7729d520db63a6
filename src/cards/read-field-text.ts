import type { FieldKind } from './list-fields.js';

/**
 * Reads the text of a field as the value of its member.
 *
 * @returns `undefined` for an empty field.
 */
export function readFieldText(kind: FieldKind, text: string): unknown {
  const plain = text.trim();
  if (plain === '') return undefined;
  switch (kind) {
    case 'number':
    case 'hours':
      return Number.isFinite(Number(plain)) ? Number(plain) : plain;
    case 'list':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'dates':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, 2);
    case 'window': {
      const [, days] = /^(\d+) days?$/.exec(plain) ?? [];
      return days === undefined ? plain : { days: Number(days) };
    }
    default:
      return kind === 'text' ? text : plain;
  }
}

/** Writes the value of a member as the text of its field. */
export function writeFieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(writeFieldText).join('\n');
  if (typeof value === 'object') {
    const { days } = value as { readonly days?: unknown };
    return days === undefined ? JSON.stringify(value) : `${writeFieldText(days)} days`;
  }
  return String(value);
}
