import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import { chooseGroup } from '../../usage/choose-group.js';
import type { CompileNode } from '../palette.js';
import { OWN, type Pass } from '../pass.js';
import { connectExits } from './connect-exits.js';
import { aDatum, aQuestion, share } from './make-question.js';

/** A split test of the config: an exit for each of its groups. */
export const splitTest: CompileNode = (node, at, { config, data, questions }) => {
  const id = takeField<string>(node, 'test', isText, at);
  const test =
    own(config.splitTests, id) === undefined ? fail('split-test-unknown', `${at}/test`) : config.splitTests![id]!;
  const exits = test.groups.map((group) => group.id);
  const subject = `the group of the split test ${id}`;
  const read = ({ reader, usage }: Pass): string => chooseGroup(id, test, reader.foreignUserId ?? usage.reader ?? '');
  return share(questions, subject, () =>
    aQuestion(
      share(data, subject, () => aDatum(read)),
      (group) => OWN + exits.indexOf(group as string),
      () => subject,
      {
        exits,
        connect: connectExits,
        tells: (pass, { splitTests }) => {
          setOwn(splitTests, id, read(pass));
        },
      },
    ),
  );
};
