import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { lacking, type CompileNode } from '../palette.js';
import { aCondition } from './make-test.js';

/** "JWT Token": a claim of the verified token, by its name (`https://site/roles` is one too) or by JSONPath. */
export const jwtToken: CompileNode = (node, at, workshop) => {
  const property = takeField<string>(node, 'property', isText, at);
  let read = (claims: unknown): unknown => own(claims, property);
  if (property.startsWith('$')) {
    lacking(workshop.palette);
    read = workshop.palette.parsePath?.(property) ?? fail('jsonpath-invalid', `${at}/property`);
  }
  return aCondition(node, at, workshop, `the claim ${property}`, ({ reader }) => read(reader.identity.claims));
};
