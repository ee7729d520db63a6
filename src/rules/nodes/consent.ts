import { isText, takeField } from '../../config/check-shape.js';
import { readConsent } from '../../facts/read-consent.js';
import type { CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES } from '../evaluation-context.js';
import { createOperand, createCondition, share } from './create-condition.js';

/** The reader agrees to a purpose; `unknown` as long as the reader was not asked. */
export const consent: CompileNode = (node, at, { _operands: operands, conditions }) => {
  const purpose = String(takeField<string | number>(node, 'purpose', isPurpose, at));
  const subject = `consent to ${purpose}`;
  return share(conditions, subject, () =>
    createCondition(
      share(operands, subject, () => createOperand(({ facts }) => readConsent([facts.facts], purpose))),
      (agreed) => (agreed ? YES : agreed === false ? NO : UNKNOWN),
      () => `the reader gave ${subject}`,
    ),
  );
};

/** A name, or a number of IAB TCF. */
function isPurpose(value: unknown): boolean {
  return typeof value === 'number' || isText(value) === true;
}
