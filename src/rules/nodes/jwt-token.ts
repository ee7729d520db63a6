import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { lacking } from '../palette.js';
import { aCondition } from './make-question.js';

/** "JWT Token": a claim of the verified token, by its name (`https://site/roles` is one too) or by JSONPath. */
export const jwtToken = aCondition('property', 'the claim', (property, at, { palette }) => {
  if (!property.startsWith('$')) return ({ reader }) => own(reader.claims, property);
  lacking(palette);
  const read = palette.parsePath?.(property) ?? fail('jsonpath-invalid', `${at}/property`);
  return ({ reader }) => read(reader.claims);
});
