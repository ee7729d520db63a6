import { own } from '../../lib/own.js';
import { aCondition } from './make-question.js';

/** "JWT Token": a claim of the verified token by its name, `https://site/roles` is one too. */
export const jwtToken = aCondition('property', 'the claim', (property, at, { palette }) =>
  property.startsWith('$')
    ? palette.lack('jsonpath-invalid', `${at}/property`)
    : ({ reader }) => own(reader.claims, property),
);
