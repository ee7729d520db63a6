import type { NodeConfig, Step } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';

/** An exit of a node. */
export interface Exit {
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /** JSON pointer of the step, relative to the node: `/yes`, `/exits/a`. */
  readonly path: string;
  readonly step: Step;
}

/**
 * Lists the exits of a node of any type with their labels: `yes`, those of `remaining`, `no`, those of `exits`, `unknown`.
 *
 * @example labelExits({ type: 'trial', remaining: { 1: 'last' }, yes: 'show', no: 'wall' }) // labels: yes, 1 left, no
 */
export function labelExits(node: NodeConfig): Exit[] {
  const [yes, no, unknown] = ['yes', 'no', 'unknown'].map((name) => {
    const step = own(node, name) as Step | undefined;
    return step === undefined ? [] : [{ name, label: name, path: `/${name}`, step }];
  }) as [Exit[], Exit[], Exit[]];
  const remaining = entriesOf(node['remaining']).map(([name, step]) => ({
    name,
    label: `${name} left`,
    path: `/remaining${toPointer(name)}`,
    step,
  }));
  const others = entriesOf(node.exits).map(([name, step]) => ({
    name,
    label: name,
    path: `/exits${toPointer(name)}`,
    step,
  }));
  return [...yes, ...remaining, ...no, ...others, ...unknown];
}

function entriesOf(exits: unknown): [name: string, step: Step][] {
  return isRecord(exits) ? (Object.entries(exits) as [string, Step][]) : [];
}
