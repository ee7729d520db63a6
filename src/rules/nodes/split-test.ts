import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import { chooseGroup } from '../../usage/choose-group.js';
import { FIRST_OWN_EXIT, type EvaluationContext } from '../evaluation-context.js';
import type { CompileNode } from '../node-registry.js';
import { connectExits } from './connect-exits.js';
import { createCondition, createOperand, share } from './create-condition.js';

/** "Split Test": a split test of the config, with an exit for each of its groups. */
export const splitTest: CompileNode = (node, at, { config, _operands: operands, conditions }) => {
  const id = takeField<string>(node, 'test', isText, at);
  const test =
    own(config.splitTests, id) === undefined ? fail('split-test-unknown', `${at}/test`) : config.splitTests![id]!;
  const exits = test.groups.map((group) => group.id);
  const subject = `the group of the split test ${id}`;
  const read = ({ reader, usage }: EvaluationContext): string =>
    chooseGroup(id, test, reader.foreignUserId ?? usage.reader ?? '');
  return share(conditions, subject, () =>
    createCondition(
      share(operands, subject, () => createOperand(read)),
      (group) => FIRST_OWN_EXIT + exits.indexOf(group as string),
      () => subject,
      {
        exits,
        connect: connectExits,
        _addExtras: (context, { splitTests }) => setOwn(splitTests, id, read(context)),
      },
    ),
  );
};
