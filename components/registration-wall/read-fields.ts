import { bare } from '../../src/lib/bare.js';
import { isRecord } from '../../src/lib/is-record.js';
import type { FieldConfig } from '../../src/model/config.js';

const DEFAULT_FIELDS: readonly FieldConfig[] = [{ name: 'email', type: 'email', required: true }];

/**
 * Reads the fields of a form from a config or an attribute.
 *
 * @returns The fields that have a name; one e-mail field if there is no list, or no valid field in it.
 */
export function readFields(value: unknown): readonly FieldConfig[] {
  if (!Array.isArray(value)) return DEFAULT_FIELDS;
  const fields = value
    .filter(isRecord)
    .map((item): unknown => bare(item))
    .filter(isField);
  return fields.length > 0 || value.length === 0 ? fields : DEFAULT_FIELDS;
}

/** A choice of a select; one without a label is named by its value. */
export interface FieldOption {
  readonly value: string;
  readonly label?: unknown;
}

/** Reads the choices of a select: those that have a value. */
export function readOptions(value: unknown): readonly FieldOption[] {
  return Array.isArray(value)
    ? value
        .filter(isRecord)
        .map((item): unknown => bare(item))
        .filter(isOption)
    : [];
}

function isOption(value: unknown): value is FieldOption {
  return isRecord(value) && typeof value.value === 'string';
}

function isField(value: unknown): value is FieldConfig {
  return isRecord(value) && typeof value.name === 'string' && value.name !== '';
}
