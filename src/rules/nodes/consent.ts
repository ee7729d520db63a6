import { isText, takeField } from '../../config/check-shape.js';
import { readConsent } from '../../facts/read-consent.js';
import type { CompileNode } from '../palette.js';
import { NO, UNKNOWN, YES } from '../pass.js';
import { aDatum, aQuestion, share } from './make-question.js';

/** The reader agrees to a purpose; `unknown` while nobody knows, as before he was asked. */
export const consent: CompileNode = (node, at, { data, questions }) => {
  const purpose = String(takeField<string | number>(node, 'purpose', isPurpose, at));
  const subject = `consent to ${purpose}`;
  return share(questions, subject, () =>
    aQuestion(
      share(data, subject, () => aDatum(({ facts }) => readConsent([facts.facts], purpose))),
      (agreed) => (agreed ? YES : agreed === false ? NO : UNKNOWN),
      () => `the reader gave ${subject}`,
    ),
  );
};

/** A name, or a number of IAB TCF. */
function isPurpose(value: unknown): boolean {
  return typeof value === 'number' || isText(value) === true;
}
