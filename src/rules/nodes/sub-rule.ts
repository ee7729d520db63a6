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
  const { subRules, within } = workshop;
  const at = `/subRules${toPointer(id)}`;
  const { level = 0 } = within ?? {};
  const known = subRules.get(id);
  // Begun and not compiled yet: it is inside of itself.
  if (known && !known.question) fail('cycle', at);
  const subRule = known ?? { question: null, level: level + 1, depth: 1 };
  // One that is compiled already is as deep here as on the way on which it was.
  if (level + subRule.depth > DEEPEST) fail('sub-rule-too-deep', at);
  subRules.set(id, subRule);
  subRule.question ??= aSubRule(id, at, { ...workshop, within: subRule });
  if (within) within.depth = Math.max(within.depth, subRule.depth + 1);
  return subRule.question;
}

function aSubRule(id: string, at: string, workshop: Workshop): Question {
  const source = workshop.config.subRules![id]!;
  const { exits } = source;
  const leave = (step: unknown, pointer: string): Ending | undefined => {
    const name = own(step, 'exit');
    if (name === undefined) return undefined;
    const exit = exits.indexOf(name as string);
    return exit < 0 ? fail('exit-unknown', `${pointer}/exit`) : { ...anEnding('', { content: 'hide' }), exit };
  };
  const rule = workshop.compileRule(source, at, { ...workshop, leave });
  // Sub rules that name one another twice would be told twice as often with each level: once a way is enough.
  let told: unknown;
  return {
    ...aQuestion(
      aDatum((pass) => evaluateRule(rule, pass)),
      (ending) => OWN + ((ending as Ending).exit ?? exits.length),
      () => `the sub rule ${id}`,
      {
        exits,
        connect: connectExits,
        inside: (pass, way) => {
          if (!way || told === way) return;
          told = way;
          evaluateRule(rule, pass, way);
        },
      },
    ),
    isFact: true,
  };
}
