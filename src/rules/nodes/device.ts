import { isNamed, takeField } from '../../config/check-shape.js';
import { readBrowser, readDevice } from '../../facts/read-user-agent.js';
import { own } from '../../lib/own.js';
import type { CompileNode, Workshop } from '../palette.js';
import { NO, UNKNOWN, YES, type Pass } from '../pass.js';
import { aDatum, aQuestion, share } from './make-question.js';

const DEVICE = /^(desktop|mobile|appliance|crawler)$/;
const BROWSER = /^(chrome|edge|firefox|safari|opera|samsung|other)$/;

/** "Device Type": tablets are mobile; televisions and consoles are appliances. The fact `device` goes before the user agent. */
export const device: CompileNode = (node, at, workshop) =>
  isOne('device', takeField(node, 'is', isNamed(DEVICE), at), workshop, readDevice);

/** "Browser": by the user agent, and the fact `browser` before it. */
export const browser: CompileNode = (node, at, workshop) =>
  isOne('browser', takeField(node, 'is', isNamed(BROWSER), at), workshop, readBrowser);

function isOne(
  subject: 'device' | 'browser',
  wanted: string,
  { data, questions }: Workshop,
  read: (userAgent: string) => string,
): ReturnType<CompileNode> {
  const find = ({ facts }: Pass): unknown =>
    own(facts.facts, subject) ?? (typeof facts.userAgent === 'string' ? read(facts.userAgent) : undefined);
  return share(questions, `${subject} ${wanted}`, () =>
    aQuestion(
      share(data, subject, () => aDatum(find)),
      (found) => (typeof found !== 'string' ? UNKNOWN : found === wanted ? YES : NO),
      () => `the ${subject} is ${wanted}`,
    ),
  );
}
