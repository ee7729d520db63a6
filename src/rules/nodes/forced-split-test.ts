import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import type { EvaluationContext } from '../evaluation-context.js';
import type { CompiledCondition } from '../compiled-rule.js';
import type { CompileNode } from '../node-registry.js';
import { createOperand, share } from './create-condition.js';
import { splitTest } from './split-test.js';

/**
 * "Split Test" for test readers and replayed decisions: a group that the context names is taken in place of the one that
 * the reader falls into. A group that the test does not have is ignored. No part of a page: there nothing forces a group.
 */
export const forcedSplitTest: CompileNode = (node, at, compileContext) => {
  const condition = splitTest(node, at, compileContext)!;
  const id = node['test'] as string;
  return share(compileContext.conditions, `${condition.says()}, or forced`, () => force(id, condition));
};

function force(id: string, condition: CompiledCondition): CompiledCondition {
  const { operand, extension } = condition;
  const read = (context: EvaluationContext): unknown => {
    const forced = own(context._groups, id);
    return extension!.exits!.includes(forced as string) ? forced : operand.read(context);
  };
  return {
    ...condition,
    operand: createOperand(read),
    extension: {
      ...extension,
      _addExtras: (context, { splitTests }) => setOwn(splitTests, id, read(context) as string),
    },
  };
}
