import type { NodeConfig, Step } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';

/** A way out of a node. */
export interface Exit {
  readonly name: string;
  /** What stands beside the arrow. */
  readonly label: string;
  readonly step: Step;
}

/** The ways out of a node of whatever type: `yes`, `no` and `unknown`, those of `remaining`, and those of `exits`. */
export function readExits(node: NodeConfig): Exit[] {
  const [yes, no, unknown] = ['yes', 'no', 'unknown'].map((name) => {
    const step = own(node, name) as Step | undefined;
    return step === undefined ? [] : [{ name, label: name, step }];
  }) as [Exit[], Exit[], Exit[]];
  const remaining = entriesOf(node['remaining']).map(([name, step]) => ({ name, label: `${name} left`, step }));
  const others = entriesOf(node.exits).map(([name, step]) => ({ name, label: name, step }));
  return [...yes, ...remaining, ...no, ...others, ...unknown];
}

/** A node of which only the question counts: whichever way it is left, the content is shown. */
export function withoutWays(node: NodeConfig): NodeConfig {
  const shown = (ways: unknown): Record<string, Step> =>
    Object.fromEntries(entriesOf(ways).map(([name]) => [name, 'show']));
  const copy: Record<string, unknown> = { ...node };
  for (const name of ['yes', 'no', 'unknown']) if (Object.hasOwn(node, name)) copy[name] = 'show';
  for (const name of ['exits', 'remaining']) if (Object.hasOwn(node, name)) copy[name] = shown(own(node, name));
  return copy as NodeConfig;
}

function entriesOf(ways: unknown): [name: string, step: Step][] {
  return isRecord(ways) ? (Object.entries(ways) as [string, Step][]) : [];
}
