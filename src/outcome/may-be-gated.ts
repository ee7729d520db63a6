import type { Config } from '../model/config.js';
import type { TraceEntry } from '../model/decision.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';

/** Nodes that may take another exit for the next anonymous reader, or for a crawler. */
const OF_THE_READER = (
  'trial time-trial split-test device browser user-agent referrer cookie country state city zip ' +
  'session-count session-start segment recognised consent gift on-premises bypass promo active-sessions sub-rule'
).split(' ');

/** A rule that is looked into. */
interface Looked {
  readonly rule: unknown;
  /** Its JSON pointer. */
  readonly at: string;
  /** Whether the trace has an entry of it. */
  readonly isTraced: boolean;
}

/** A step that was not examined yet, and its JSON pointer. */
type Open = readonly [step: unknown, pointer: string, within: Looked];

/**
 * Returns whether anonymous readers may find the content of a feature gated on a page: what search engines call not accessible
 * for free. A meter gates it, also for a reader who has articles left. Where a node reads the page, the exit that
 * the page has given counts; where it asks about the reader, all of them do.
 *
 * @param trace - Of the decision for an anonymous reader of this page.
 */
export function mayBeGated(config: Config, feature: string, trace: readonly TraceEntry[]): boolean {
  const at = `/features${toPointer(feature)}/rules/anonymous`;
  const rule = own(own(own(config.features, feature), 'rules'), 'anonymous');
  const open: Open[] = [enter({ rule, at, isTraced: true })];
  const seen = new Set<unknown>();

  for (let next = open.pop(); next; next = open.pop()) {
    const [step, pointer, within] = next;
    const isNamed = typeof step === 'string';
    const node = isNamed ? own(own(within.rule, 'nodes'), step) : step;
    const found = node ?? own(config.outcomes, step);
    if (found === undefined || seen.has(found)) continue;
    seen.add(found);
    const type = own(found, 'type');
    if (typeof type !== 'string') {
      const content = own(found, 'content');
      if (content !== undefined && content !== 'show') return true;
      continue;
    }
    const base = isNamed ? `${within.at}/nodes${toPointer(step)}` : pointer;
    const exit = within.isTraced && !OF_THE_READER.includes(type) ? exitOf(isNamed ? step : pointer, trace) : undefined;
    for (const [name, path, target] of exitsOf(found)) {
      if (exit === undefined || name === exit) open.push([target, base + path, within]);
    }
    if (type === 'sub-rule')
      open.push(enter({ rule: own(config.subRules, own(found, 'rule')), at: '', isTraced: false }));
  }
  return false;
}

/** Where a rule begins. */
function enter(within: Looked): Open {
  const start = own(within.rule, 'start');
  return start === undefined ? [within.rule, within.at, within] : [start, `${within.at}/start`, within];
}

/** The exit that was taken; none where the rule inside another node has one of that name too. */
function exitOf(id: string, trace: readonly TraceEntry[]): string | undefined {
  const met = trace.filter(({ node }) => node === id);
  return met.length === 1 ? met[0]!.exit : undefined;
}

/** The exits of a node: names, JSON pointers and targets. */
function exitsOf(node: unknown): (readonly [name: string, path: string, target: unknown])[] {
  const named = ['exits', 'remaining'].flatMap((member) =>
    Object.entries(Object(own(node, member)) as object).map(
      ([name, target]) => [name, `/${member}${toPointer(name)}`, target as unknown] as const,
    ),
  );
  return [...named, ...['yes', 'no', 'unknown'].map((name) => [name, `/${name}`, own(node, name)] as const)];
}
