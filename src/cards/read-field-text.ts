import { isRecord } from '../lib/is-record.js';
import { setOwn } from '../lib/set-own.js';
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
    case 'days':
      return Number.isFinite(Number(plain)) ? Number(plain) : plain;
    case 'list':
      return readLines(text);
    case 'dates':
      return readLines(text).slice(0, 2);
    case 'range':
      return readLines(text).slice(0, 2).map(readNumber);
    case 'variables':
      return readVariables(text);
    case 'window': {
      const [, days] = /^(\d+) days?$/.exec(plain) ?? [];
      return days === undefined ? plain : { days: Number(days) };
    }
    default:
      return kind === 'text' ? text : plain;
  }
}

function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Variables, one in each line: `name = value`. Quoted values are texts; numbers, true, false and null are not. */
function readVariables(text: string): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const line of readLines(text)) {
    const [name = '', ...rest] = line.split('=');
    setOwn(variables, name.trim(), readScalar(rest.join('=').trim()));
  }
  return variables;
}

function readScalar(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? text : value;
  } catch {
    return text;
  }
}

/** A number where it is written as numbers are: a postal code such as `01067` is a text. */
function readNumber(text: string): number | string {
  return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Writes variables as the text of their field. */
export function writeVariables(variables: unknown): string {
  if (!isRecord(variables)) return writeFieldText(variables);
  const lines = Object.entries(variables).map(([name, value]) => `${name} = ${writeScalar(value)}`);
  return lines.join('\n');
}

/** Writes a text as it is, unless it would be read as something else. */
function writeScalar(value: unknown): string {
  return typeof value === 'string' && readScalar(value) === value ? value : JSON.stringify(value);
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
