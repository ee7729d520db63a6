import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { checkShape } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { connectNode } from '../compile-rule.js';
import type { Connect } from '../compiled-rule.js';

/** Finds the targets of a node with exits of its own in place of `yes` and `no`. Each of them has to lead somewhere. */
export const connectExits: Connect = (node, { pointer, condition, _targets: targets }, resolve) => {
  const at = `${pointer}/exits`;
  const names = condition.extension!.exits!;
  for (const name of ['yes', 'no']) if (own(node, name) !== undefined) fail('exit-unknown', `${pointer}/${name}`);
  if (node.exits !== undefined) checkShape(node.exits, isRecord, at);
  for (const name of Object.keys(node.exits ?? {})) {
    if (!names.includes(name)) fail('exit-unknown', at + toPointer(name));
  }
  const found = names.map((name) => {
    const pointer = at + toPointer(name);
    const step = own(node.exits, name);
    return step === undefined ? fail('exit-missing', pointer) : resolve(step, pointer);
  });
  const unknown = own(node, 'unknown');
  const otherwise = unknown === undefined ? found[0] : resolve(unknown, `${pointer}/unknown`);
  // The node takes neither `no` nor `yes`. They have targets all the same, as its own exits have the indexes after them.
  if (otherwise) targets.push(otherwise, otherwise, otherwise, ...found);
};

/** Finds the targets of `yes`, `no` and `unknown`, and of the exits for what remains of a trial. */
export const connectRemaining: Connect = (node, compiled, resolve) => {
  connectNode(node, compiled, resolve);
  for (const name of compiled.condition.extension!.exits!) {
    compiled._targets.push(resolve(own(node['remaining'], name), `${compiled.pointer}/remaining${toPointer(name)}`));
  }
};
