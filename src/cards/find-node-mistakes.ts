import { explainMistake } from '../config/explain-mistake.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { ConfigError } from '../model/config-error.js';
import { EXIT_MEMBERS } from '../model/exit-members.js';
import { holdAgainst } from '../schema/hold-against.js';
import { nodes } from '../schema/steps.js';
import { toFound } from '../validate/to-found.js';
import type { Mistake } from '../validate/mistake.js';

/**
 * Finds the mistakes of a node that is being filled in, by the name of the member. Members that are empty have none: a form knows
 * which of them it needs. Exits are left to the rule.
 */
export function findNodeMistakes(node: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly Mistake[]> {
  const found = new Map<string, Mistake[]>();
  const schema = own(nodes, node['type']) as Parameters<typeof holdAgainst>[0] | undefined;
  for (const finding of schema ? holdAgainst(schema, node).findings : []) {
    const [name = ''] = splitPointer(finding.pointer);
    if (EXIT_MEMBERS.has(name) || node[name] === undefined || node[name] === '') continue;
    found.set(name, [...(found.get(name) ?? []), explain(toFound(finding, node), node)]);
  }
  return found;
}

function explain(found: ReturnType<typeof toFound>, node: unknown): Mistake {
  const { code, pointer, severity } = found;
  if ('says' in found) return { code, pointer, severity, message: found.says };
  const { message } = explainMistake(new ConfigError(found.code, pointer), node, found.known);
  return { code, pointer, severity, message: message + (found.adds ?? '') };
}
