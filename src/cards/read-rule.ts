import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { splitPointer } from '../lib/split-pointer.js';
import type { Card, Row, RulePlace, RuleView, Target } from './card.js';
import { Describer } from './describer.js';
import { MAX_CARDS } from './limits.js';
import { listRows, type Exit } from './list-rows.js';
import { titleOfNode } from './node-groups.js';
import { readTarget, type Surroundings } from './read-target.js';

type Node = Readonly<Record<string, unknown>>;

/** A rule, and where it was found. */
interface FoundRule extends Pick<RuleView, 'pointer' | 'ownPointer' | 'isOwn' | 'readers' | 'note'> {
  readonly rule: unknown;
}

/** A node that was met, before its words and its number are known. */
interface MetNode {
  readonly pointer: string;
  readonly node: Node;
  rows: readonly Row[];
  entries: number;
}

/**
 * Reads a rule as an editor sees it: cards with a row for each exit, numbered in the order of the outline.
 *
 * @param config - Anything at all.
 * @param describer - Remembers words from one call to the next.
 * @returns Never throws, whatever the config is.
 * @example readRule(config, { feature: 'articles', state: 'registered' }).cards.map(({ words }) => words)
 */
export function readRule(
  config: unknown,
  place: RulePlace,
  describer: Pick<Describer, 'describe'> = new Describer(),
): RuleView {
  const found = findRule(config, place);
  const { rule, pointer } = found;
  const isSubRule = 'subRule' in place;
  const isGraph = isSubRule || own(rule, 'start') !== undefined;
  const nodes = isGraph ? own(rule, 'nodes') : undefined;
  const around: Surroundings = { config, pointer, nodes, isSubRule };
  const at = isGraph ? `${pointer}/start` : pointer;
  const start = createStart(isGraph ? own(rule, 'start') : rule, at, around, isSubRule);
  const met = meetNodes([[start.target, isGraph ? own(rule, 'start') : rule]], around);
  const named = isRecord(nodes) ? Object.keys(nodes) : [];
  const all = meetNodes(
    named.map((id) => [readTarget(id, '', around), id]),
    around,
    new Map(met),
  );
  const idle = [...all.values()].slice(met.size);
  const words = describer.describe(
    [...all.values()].map(({ node }) => node),
    config,
  );
  const toCard = ({ node, ...others }: MetNode, index: number): Card => {
    const type = typeof node['type'] === 'string' ? node['type'] : '';
    const id = idOf(others.pointer, pointer);
    const wordsOf = type === 'sub-rule' ? titleOfRule(node['rule'], config) : words.get(node)!;
    return { ...others, id, number: index + 1, type, title: titleOfNode(type), words: wordsOf, node };
  };
  const { rule: _, ...head } = found;
  return {
    ...head,
    start,
    cards: [...met.values()].map(toCard),
    idle: idle.map((node, index) => toCard(node, met.size + index)),
    exits: isSubRule ? exitsOf(rule) : null,
  };
}

/** Returns the id of a node by its JSON pointer and that of its rule; `null` if it is written in place. */
export function idOf(pointer: string, rule: string): string | null {
  const steps = pointer.startsWith(`${rule}/nodes/`) ? splitPointer(pointer.slice(rule.length)) : [];
  return steps.length === 2 ? steps[1]! : null;
}

/** Returns the JSON pointer of a rule of its own. */
export function pointerOfRule(place: RulePlace): string {
  return 'subRule' in place
    ? `/subRules${toPointer(place.subRule)}`
    : `/features${toPointer(place.feature)}/rules/${place.state}`;
}

function findRule(config: unknown, place: RulePlace): FoundRule {
  const ownPointer = pointerOfRule(place);
  if ('subRule' in place) {
    const rule = own(own(config, 'subRules'), place.subRule);
    const readers = 'Readers whose path enters it.';
    return { rule, pointer: ownPointer, ownPointer, isOwn: true, readers, note: null };
  }
  const { feature, state } = place;
  const rules = own(own(own(config, 'features'), feature), 'rules');
  const rule = own(rules, state);
  const head = { ownPointer, readers: describeReaders(config, place) };
  if (rule !== undefined) return { ...head, rule, pointer: ownPointer, isOwn: true, note: null };
  const anonymous = own(rules, 'anonymous');
  if (state === 'registered' && anonymous !== undefined) {
    const note = 'No rule of their own: that of anonymous readers holds.';
    const pointer = pointerOfRule({ feature, state: 'anonymous' });
    return { ...head, rule: anonymous, pointer, isOwn: false, note };
  }
  return { ...head, rule: undefined, pointer: ownPointer, isOwn: false, note: 'No rule: the content is shown.' };
}

function describeReaders(config: unknown, { feature, state }: { feature: string; state: string }): string {
  if (state === 'anonymous') return 'No valid token.';
  if (state === 'registered') return 'A valid token names them, and they hold no product with this feature.';
  const products = own(config, 'products');
  const holding = isRecord(products) ? Object.entries(products).filter(([, product]) => grants(product, feature)) : [];
  const titles = holding.map(([id, product]) =>
    typeof own(product, 'title') === 'string' ? String(own(product, 'title')) : id,
  );
  return titles.length > 0
    ? `Holders of ${titles.join(' or ')}.`
    : 'No product has this feature, so no reader is a customer.';
}

function grants(product: unknown, feature: string): boolean {
  const features = own(product, 'features');
  return Array.isArray(features) && features.includes(feature);
}

function createStart(step: unknown, at: string, around: Surroundings, isSubRule: boolean): Row {
  const row = { name: '', label: 'Start', pointer: at };
  if (step === undefined && !isSubRule) {
    return { ...row, target: readTarget('show', at, around), isDefault: true };
  }
  return { ...row, target: readTarget(step, at, around) };
}

/** Follows all exits, the first exit first. With a list instead of recursion: a rule may be thousands of nodes long. */
function meetNodes(
  from: readonly (readonly [target: Target, step: unknown])[],
  around: Surroundings,
  met = new Map<string, MetNode>(),
): Map<string, MetNode> {
  const isFirst = met.size === 0;
  const open = [...from].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const [target, step] = next;
    if (target.kind !== 'card') continue;
    const known = met.get(target.card);
    if (known && isFirst) known.entries += 1;
    if (known || met.size >= MAX_CARDS) continue;
    const found = typeof step === 'string' ? own(around.nodes, step) : step;
    const node = isRecord(found) ? found : {};
    const exits = listRows(node, around.config).map((exit) => readRow(node, exit, target.card, around));
    met.set(target.card, { pointer: target.card, node, rows: exits.map(({ row }) => row), entries: 1 });
    for (const { row, step } of exits.reverse()) if (!row.isDefault) open.push([row.target, step]);
  }
  return met;
}

/** Reads an exit of a node and its step. */
function readRow(
  node: Node,
  { path, ...exit }: Exit,
  at: string,
  around: Surroundings,
): { readonly row: Row; readonly step: unknown } {
  const pointer = at + path;
  const [, first, second] = path.split('/');
  const step = second === undefined ? own(node, first) : own(own(node, first), exit.name);
  const isDefault = exit.name === 'unknown' && step === undefined;
  const target = isDefault ? readTarget(own(node, 'no'), `${at}/no`, around) : readTarget(step, pointer, around);
  return { row: { ...exit, pointer, target, ...(isDefault && { isDefault }) }, step };
}

function titleOfRule(id: unknown, config: unknown): string {
  const title = own(own(own(config, 'subRules'), id), 'title');
  return typeof title === 'string' && title !== '' ? title : typeof id === 'string' ? id : 'No sub rule chosen';
}

function exitsOf(rule: unknown): string[] {
  const exits = own(rule, 'exits');
  return Array.isArray(exits) ? exits.filter((name) => typeof name === 'string') : [];
}
