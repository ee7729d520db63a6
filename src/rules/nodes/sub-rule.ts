import type { SubRuleConfig } from '../../model/config.js';
import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import {
  createTerminal,
  type CompiledCondition,
  type CompiledRule,
  type PathEntry,
  type Terminal,
} from '../compiled-rule.js';
import { evaluateRule } from '../evaluate-rule.js';
import { FIRST_OWN_EXIT } from '../evaluation-context.js';
import { MAX_SUB_RULE_DEPTH } from '../limits.js';
import type { CompileContext, CompileNode } from '../node-registry.js';
import { connectExits } from './connect-exits.js';
import { createCondition, createOperand } from './create-condition.js';

/** "Sub Rule": a rule of its own, left by named exits. An outcome inside it ends the whole rule. */
export const subRule: CompileNode = (node, at, compileContext) => {
  const id = takeField<string>(node, 'rule', isText, at);
  if (own(compileContext.config.subRules, id) === undefined) fail('sub-rule-unknown', `${at}/rule`);
  return compileSubRule(id, compileContext);
};

/**
 * Compiles a sub rule once per feature and user state: all nodes that name it share its condition.
 *
 * @throws {ConfigError} `cycle` for a sub rule inside itself, `sub-rule-too-deep`, or the first mistake in the sub rule.
 */
export function compileSubRule(id: string, compileContext: CompileContext): CompiledCondition {
  const { subRules, within } = compileContext;
  const at = `/subRules${toPointer(id)}`;
  const { level = 0 } = within ?? {};
  const known = subRules.get(id);
  // Known and not compiled yet: it is inside itself.
  if (known && !known.condition) fail('cycle', at);
  const subRule = known ?? { condition: null, level: level + 1, depth: 1 };
  // One that is compiled already may be deeper here than where it was compiled.
  if (level + subRule.depth > MAX_SUB_RULE_DEPTH) fail('sub-rule-too-deep', at);
  subRules.set(id, subRule);
  subRule.condition ??= createSubRule(id, at, { ...compileContext, within: subRule });
  if (within) within.depth = Math.max(within.depth, subRule.depth + 1);
  return subRule.condition;
}

/** Compiles the rule of a sub rule. Terminals that leave it have the index of their exit. */
export function compileInner(source: SubRuleConfig, at: string, compileContext: CompileContext): CompiledRule {
  const leave = (step: unknown, pointer: string): Terminal | undefined => {
    const name = own(step, 'exit');
    if (name === undefined) return undefined;
    const exit = source.exits.indexOf(name as string);
    return exit < 0 ? fail('exit-unknown', `${pointer}/exit`) : { ...createTerminal('', { content: 'hide' }), exit };
  };
  // Only the complete registry has sub rules, so the rule is compiled.
  return compileContext._compileRule(source, at, { ...compileContext, leave })!;
}

function createSubRule(id: string, at: string, compileContext: CompileContext): CompiledCondition {
  const source = compileContext.config.subRules![id]!;
  const { exits } = source;
  const rule = compileInner(source, at, compileContext);
  // Sub rules that each name another one twice would double the path with each level: once per path is enough.
  let lastPath: readonly PathEntry[] | undefined;
  return {
    ...createCondition(
      createOperand((context) => evaluateRule(rule, context)),
      (terminal) => FIRST_OWN_EXIT + ((terminal as Terminal).exit ?? exits.length),
      () => `the sub rule ${id}`,
      {
        exits,
        connect: connectExits,
        _addInnerPath: (context, path) => {
          if (!path || lastPath === path) return;
          lastPath = path;
          evaluateRule(rule, context, path);
        },
      },
    ),
    isFact: true,
  };
}
