import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';

/** An exit of a node before its target is read. */
export interface Exit {
  readonly name: string;
  readonly label: string;
  /** JSON pointer of its step, relative to the node. */
  readonly path: string;
  readonly isStray?: true;
}

type Node = Readonly<Record<string, unknown>>;

/**
 * Lists the exits that a node has by its definition, whether a step is there or not: yes and no; the groups of a split test;
 * the exits of a sub rule; the numbers of a trial that have exits of their own. `unknown` is the last one.
 *
 * @param config - Anything at all.
 */
export function listRows(node: Node, config: unknown): Exit[] {
  const { type } = node;
  if (type === 'split-test') {
    const groups = own(own(own(config, 'splitTests'), node['test']), 'groups');
    return listNamed(node, Array.isArray(groups) ? groups.map((group) => own(group, 'id')) : []);
  }
  if (type === 'set' || type === 'notify') return listNamed(node, ['next']);
  if (type === 'sub-rule') {
    const exits = own(own(own(config, 'subRules'), node['rule']), 'exits');
    return listNamed(node, Array.isArray(exits) ? exits : []);
  }
  const isCounting = type === 'trial' || type === 'time-trial';
  const [yes, no] = isCounting ? ['In trial', 'Used up'] : ['Yes', 'No'];
  const remaining = namesIn(own(node, 'remaining')).map((name) => ({
    name,
    label: `${name} left`,
    path: `/remaining${toPointer(name)}`,
    ...(type !== 'trial' && { isStray: true as const }),
  }));
  return [
    { name: 'yes', label: yes, path: '/yes' },
    ...remaining.sort((a, b) => Number(b.name) - Number(a.name)),
    { name: 'no', label: no, path: '/no' },
    ...listStray(node, []),
    { name: 'unknown', label: 'Unknown', path: '/unknown' },
  ];
}

/** Exits by name. `unknown` is listed only where it is written, because it is hardly ever taken. */
function listNamed(node: Node, wanted: readonly unknown[]): Exit[] {
  const names = [...new Set(wanted.filter((name) => typeof name === 'string'))];
  const rest = own(node, 'unknown') === undefined ? [] : [{ name: 'unknown', label: 'Unknown', path: '/unknown' }];
  return [...names.map((name) => toExit(name)), ...listStray(node, names), ...rest];
}

/** Exits that are written, and that the definition does not have. */
function listStray(node: Node, names: readonly string[]): Exit[] {
  return namesIn(own(node, 'exits'))
    .filter((name) => !names.includes(name))
    .map((name) => ({ ...toExit(name), isStray: true }));
}

function toExit(name: string): Exit {
  return { name, label: name.charAt(0).toUpperCase() + name.slice(1), path: `/exits${toPointer(name)}` };
}

function namesIn(map: unknown): string[] {
  return isRecord(map) ? Object.keys(map) : [];
}
