import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { anEnding, type Ending, type Question } from '../compiled-rule.js';
import { evaluateRule } from '../evaluate-rule.js';
import type { CompileNode, Workshop } from '../palette.js';
import { OWN } from '../pass.js';
import { connectExits } from './connect-exits.js';
import { aDatum, aQuestion } from './make-question.js';

/** Sub rules inside of sub rules: deeper ones are a mistake, as walking through them takes stack. */
const DEEPEST = 100;

/** "Sub Rule": a rule of its own, left by named exits. An outcome inside it ends the whole rule. */
export const subRule: CompileNode = (node, at, workshop) => {
  const id = takeField<string>(node, 'rule', isText, at);
  if (own(workshop.config.subRules, id) === undefined) fail('sub-rule-unknown', `${at}/rule`);
  return compileSubRule(id, workshop);
};

/** Compiles a sub rule for the feature and state of the workshop, once: all nodes that name it share its answer. */
export function compileSubRule(id: string, workshop: Workshop): Question {
  const { config, subRules, compileRule } = workshop;
  const at = `/subRules${toPointer(id)}`;
  const known = subRules.get(id);
  if (known) return known;
  // Not compiled yet, but begun: it is inside of itself.
  if (known === null) fail('cycle', at);
  if ([...subRules.values()].filter((question) => !question).length >= DEEPEST) fail('sub-rule-too-deep', at);
  subRules.set(id, null);
  const { exits } = config.subRules![id]!;
  const leave = (step: unknown, pointer: string): Ending | undefined => {
    const name = own(step, 'exit');
    if (name === undefined) return undefined;
    const exit = exits.indexOf(name as string);
    return exit < 0 ? fail('exit-unknown', `${pointer}/exit`) : { ...anEnding('', { content: 'hide' }), exit };
  };
  const rule = compileRule(config.subRules![id], at, { ...workshop, leave });
  const question = {
    ...aQuestion(
      aDatum((pass) => evaluateRule(rule, pass).ending),
      (ending) => OWN + ((ending as Ending).exit ?? exits.length),
      () => `the sub rule ${id}`,
      { exits, connect: connectExits, inside: (pass) => evaluateRule(rule, pass).way },
    ),
    isFact: true,
  };
  subRules.set(id, question);
  return question;
}
