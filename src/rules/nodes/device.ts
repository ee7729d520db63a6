import { isNamed, takeField } from '../../config/check-shape.js';
import { readBrowser, readDevice } from '../../facts/read-user-agent.js';
import { own } from '../../lib/own.js';
import type { CompileContext, CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES, type EvaluationContext } from '../evaluation-context.js';
import { createOperand, createCondition, share } from './create-condition.js';

const DEVICE = /^(desktop|mobile|appliance|crawler)$/;
const BROWSER = /^(chrome|edge|firefox|safari|opera|samsung|other)$/;

/** "Device Type": tablets are mobile; televisions and consoles are appliances. The fact `device` goes before the user agent. */
export const device: CompileNode = (node, at, compileContext) =>
  isOne('device', takeField(node, 'is', isNamed(DEVICE), at), compileContext, readDevice);

/** "Browser": by the user agent, and the fact `browser` before it. */
export const browser: CompileNode = (node, at, compileContext) =>
  isOne('browser', takeField(node, 'is', isNamed(BROWSER), at), compileContext, readBrowser);

function isOne(
  subject: 'device' | 'browser',
  wanted: string,
  { _operands: operands, conditions }: CompileContext,
  read: (userAgent: string) => string,
): ReturnType<CompileNode> {
  const find = ({ facts }: EvaluationContext): unknown =>
    own(facts.facts, subject) ?? (typeof facts.userAgent === 'string' ? read(facts.userAgent) : undefined);
  return share(conditions, `${subject} ${wanted}`, () =>
    createCondition(
      share(operands, subject, () => createOperand(find)),
      (found) => (typeof found !== 'string' ? UNKNOWN : found === wanted ? YES : NO),
      () => `the ${subject} is ${wanted}`,
    ),
  );
}
