import { toPointer } from '../lib/to-pointer.js';
import type { CompiledNode, Step } from '../rules/compiled-rule.js';
import { FIRST_OWN_EXIT, NO, UNKNOWN, YES, type ExitIndex } from '../rules/evaluation-context.js';

/** An exit of a node in a compiled rule. */
export interface NodeExit {
  readonly name: string;
  /** JSON pointer of its step. */
  readonly pointer: string;
  /** Indexes under which it is taken: `no` also for what is unknown. */
  readonly allowed: readonly ExitIndex[];
  readonly target: Step;
}

/** Whether a node has exits of its own only, and neither `yes` nor `no`. */
function hasOwnExitsOnly({ type }: CompiledNode): boolean {
  return ['split-test', 'sub-rule', 'set', 'notify'].includes(type);
}

/** Lists the exits of a node as traces name them. */
export function listExits(node: CompiledNode): NodeExit[] {
  const { condition, pointer, _targets: targets } = node;
  const create = (name: string, path: string, allowed: readonly ExitIndex[]): NodeExit => ({
    name,
    pointer: pointer + path,
    allowed,
    target: targets[allowed[0]!]!,
  });
  const isFolded = targets[UNKNOWN] === targets[NO];
  const plain = hasOwnExitsOnly(node)
    ? []
    : [
        create('yes', '/yes', [YES]),
        create('no', '/no', isFolded ? [NO, UNKNOWN] : [NO]),
        ...(isFolded ? [] : [create('unknown', '/unknown', [UNKNOWN])]),
      ];
  const folder = node.type === 'trial' ? '/remaining' : '/exits';
  const own = (condition.extension?.exits ?? []).map((name, index) =>
    create(name, folder + toPointer(name), [FIRST_OWN_EXIT + index]),
  );
  return [...plain, ...own];
}
