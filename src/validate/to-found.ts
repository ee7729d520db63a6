import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { listKnown } from '../config/list-known.js';
import { describeKind } from '../schema/describe-kind.js';
import type { Finding } from '../schema/hold-against.js';
import type { Found } from './mistake.js';

/** Converts a difference from the schema to a mistake or a warning. */
export function toFound({ code, pointer, soft, schema, known }: Finding, config: unknown): Found {
  const name = splitPointer(pointer).at(-1) ?? '';
  const severity = soft ? 'warning' : 'error';
  switch (code) {
    case 'member-unknown':
      return { code, pointer, severity, says: `"${name}" is not known here.${listKnown('names', known ?? [], name)}` };
    case 'node-type-unknown': {
      const type = splitPointer(pointer).reduce<unknown>(own, config);
      const requires = own(config, 'requires');
      // In a page this feature is a fault; other features are decided.
      if (Array.isArray(requires) && requires.includes(type))
        return { code: 'node-type-required', pointer, severity: 'warning' };
      return { code, pointer, severity };
    }
    case 'component-unknown':
      // Compiling takes it, as a newer version may know the type. The wall is missing all the same.
      return { code, pointer, severity: 'error', known };
    case 'type-wrong':
      return { code, pointer, severity, adds: ` It must be ${describeKind(schema)}.` };
    case 'value-invalid':
      return { code, pointer, severity, adds: ` It takes ${startLow(schema.description ?? '')}` };
    case 'field-missing':
      return { code, pointer, severity, adds: schema.description ? ` ${schema.description}` : '' };
    default:
      return { code, pointer, severity, known };
  }
}

function startLow(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
