import type { RulePlace, RuleView, Target } from '../cards/card.js';
import { readRule } from '../cards/read-rule.js';
import { readAt } from '../edit/read-member.js';
import { isNestedDeeply } from '../lib/is-nested-deeply.js';
import { isRecord } from '../lib/is-record.js';
import { isSameJson } from '../lib/is-same-json.js';
import { own } from '../lib/own.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';
import { createPlainId } from '../edit/lift-rule.js';
import { findMistakes } from '../validate/find-mistakes.js';
import { buildSteps } from './build-steps.js';
import { Draft } from './draft.js';
import { attempt, isRefusal, refuse, type Gesture, type Refusal } from './gesture.js';
import { leadTo } from './lead-to.js';
import { MAX_BRANCH_CHARACTERS } from './limits.js';
import { listBranch } from './list-branch.js';
import { RuleDraft } from './rule-draft.js';

type JsonObject = Readonly<Record<string, unknown>>;

const SILENT = { describe: (nodes: readonly JsonObject[]) => new Map(nodes.map((node) => [node, ''])) };

/** A branch of a rule as text for a clipboard: nodes with ids, and the outcomes that they name. */
interface Branch {
  readonly start: unknown;
  readonly nodes?: unknown;
  readonly outcomes?: unknown;
}

/**
 * Copies the target of an exit as JSON text, with all nodes behind it and the outcomes that they name.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 * @returns `null` if the exit leads nowhere.
 */
export function copyBranch(config: unknown, place: RulePlace, row: string): string | null {
  const view = readRule(config, place, SILENT);
  const rows = [view.start, ...[...view.cards, ...view.idle].flatMap((card) => card.rows)];
  const asked = rows.find(({ pointer }) => pointer === row);
  // Without a step of its own, `unknown` has that of `no`.
  const isUnknown = asked?.isDefault && asked !== view.start;
  const found = isUnknown ? rows.find(({ pointer }) => pointer === `${row.slice(0, -'unknown'.length)}no`) : asked;
  if (!found || found.target.kind === 'open' || found.target.kind === 'broken') return null;
  const read = (pointer: string): unknown => readAt(config, splitPointer(pointer));
  const cards = found.target.kind === 'card' ? listBranch(view, found.target.card) : [];
  const built =
    cards.length > 0
      ? buildSteps(cards, { stepOf: ({ pointer }) => read(pointer), isNamed: true, taken: new Set(['show']) })
      : { start: read(found.pointer) ?? 'show', nodes: {} };
  const outcomes: Record<string, unknown> = {};
  for (const { target } of [found, ...cards.flatMap((card) => card.rows)]) {
    if (target.kind === 'outcome' && target.id !== null) setOwn(outcomes, target.id, read(target.pointer!));
  }
  const branch = { format: 'zephr-branch/1', ...built, ...(Object.keys(outcomes).length > 0 && { outcomes }) };
  return JSON.stringify(branch, null, 2);
}

/**
 * Opens an exit whose branch was copied. Nodes that other paths lead to stay.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 */
export function cutBranch(config: unknown, place: RulePlace, row: string): Gesture | Refusal {
  const led = leadTo(config, place, row, { to: 'nothing' });
  if (isRefusal(led)) return led;
  return led.edits.length > 0 ? { ...led, says: `Branch cut. ${led.says}` } : { refused: 'There is nothing to cut.' };
}

/**
 * Pastes a branch on an exit. The branch may be one that was copied, a step, a rule or a sub rule as JSON text. The first open
 * exit of the branch leads where the exit led; a branch without one takes the place of that.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 */
export function pasteBranch(config: unknown, place: RulePlace, row: string, text: string): Gesture | Refusal {
  return attempt(() => {
    const branch = readBranch(text);
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { row: before } = rule.row(row);
    const old = before.isDefault ? undefined : rule.stepOf(before);
    const placed = pasteOutcomes(rule, branch);
    plant(rule, row, placed, old);
    rule.removeLost();
    const { row: after } = rule.row(row);
    checkPasted(config, rule.draft.config, place);
    return { edits: rule.draft.edits, focus: { on: 'row', pointer: after.pointer }, says: `Pasted on ${after.label}.` };
  });
}

function readBranch(text: string): Branch {
  if (text.length > MAX_BRANCH_CHARACTERS) refuse('The clipboard holds too much text for a branch of a rule.');
  if (isNestedDeeply(text)) refuse('The branch is nested too deeply.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('The clipboard holds no branch of a rule: it is not JSON.');
  }
  if (value === 'show') return { start: value };
  if (!isRecord(value)) return refuse('The clipboard holds no branch of a rule.');
  if (Object.hasOwn(value, 'start')) return value as unknown as Branch;
  if (Object.hasOwn(value, 'type') || Object.hasOwn(value, 'content')) return { start: value };
  return refuse('The clipboard holds no branch of a rule: it has neither a node nor an outcome.');
}

/** Adds the outcomes that the config does not have. One of the same id that is another outcome gets a new id. */
function pasteOutcomes(rule: RuleDraft, branch: Branch): Branch {
  const outcomes = isRecord(branch.outcomes) ? Object.entries(branch.outcomes) : [];
  const renamed = new Map<string, string>();
  for (const [id, outcome] of outcomes) {
    const known = own(own(rule.draft.config, 'outcomes'), id);
    const isHidden = own(own(rule.draft.read(rule.pointer), 'nodes'), id) !== undefined;
    if (known !== undefined && !isHidden && isSameJson(known, outcome)) continue;
    const taken = rule.takenIds();
    const free = taken.has(id) ? createPlainId(id, taken) : id;
    if (free !== id) renamed.set(id, free);
    if (rule.draft.read('/outcomes') === undefined) rule.draft.set('/outcomes', { [free]: outcome });
    else rule.draft.set(`/outcomes${toPointer(free)}`, outcome);
  }
  return renamed.size === 0 ? branch : renameOutcomes(branch, renamed);
}

function renameOutcomes(branch: Branch, renamed: ReadonlyMap<string, string>): Branch {
  const { config, view } = viewBranch(branch, {}, branch.outcomes);
  const name = (step: unknown): unknown => (typeof step === 'string' ? (renamed.get(step) ?? step) : step);
  const cards = [...view.cards];
  if (cards.length === 0) return { ...branch, start: name(branch.start) };
  return buildSteps(cards, {
    stepOf: ({ pointer }) => name(readAt(config, splitPointer(pointer))),
    isNamed: true,
    taken: new Set(['show', ...renamed.values()]),
  });
}

/** Reads a branch as the rule of a config of its own. */
function viewBranch(
  { start, nodes }: Branch,
  around: unknown,
  outcomes: unknown,
  exits: readonly string[] | null = null,
): { readonly config: unknown; readonly view: RuleView } {
  const rule = { start, ...(isRecord(nodes) && { nodes }), exits: exits ?? [] };
  const others = Object.fromEntries(['splitTests', 'components'].map((name) => [name, own(around, name)]));
  const subRules = own(around, 'subRules');
  // Of no length, an id is no sub rule's.
  const config = { ...others, outcomes, subRules: { ...(isRecord(subRules) ? subRules : {}), '': rule } };
  return { config, view: readRule(config, { subRule: '' }, SILENT) };
}

/** Puts a branch on a row: in place where it fits there, with ids where exits share nodes or the rule has ids. */
function plant(rule: RuleDraft, row: string, branch: Branch, old: unknown): void {
  const { config } = rule.draft;
  const { config: around, view } = viewBranch(branch, config, own(config, 'outcomes'), rule.view.exits);
  for (const { target } of [view.start, ...view.cards.flatMap((card) => card.rows)]) checkTarget(target, rule.view);
  if (view.cards.length === 0) return rule.setStep(rule.row(row).row, structuredClone(branch.start));
  if (findCycle(view)) refuse('The branch goes round in a circle.');
  const isNamed = rule.isNamed || view.cards.some(({ entries }) => entries > 1);
  if (isNamed && !rule.isNamed) rule.name();
  const built = buildSteps(view.cards, {
    isNamed,
    taken: rule.takenIds(),
    stepOf: ({ pointer }) => structuredClone(readAt(around, splitPointer(pointer))),
  });
  for (const [id, node] of Object.entries(built.nodes)) rule.addNode(node, id);
  const target = rule.row(row).row;
  // Nodes may have got ids by now: the step is the one that the row has then.
  const rest = old === undefined ? undefined : rule.stepOf(target);
  rule.setStep(target, built.start);
  const planted = rule.row(row).row.target;
  const first = planted.kind === 'card' ? listBranch(rule.view, planted.card) : [];
  const open = first.flatMap((card) => card.rows).find(({ target: one }) => one.kind === 'open');
  if (open && rest !== undefined) rule.setStep(open, rest);
}

function checkTarget(target: Target, { exits }: RuleView): void {
  if (target.kind === 'broken') refuse(target.says);
  if (target.kind !== 'leave' || exits?.includes(target.exit)) return;
  refuse(
    exits
      ? `This sub rule has no exit “${target.exit}”.`
      : `Only a sub rule is left by exits such as “${target.exit}”.`,
  );
}

function findCycle({ cards }: RuleView): boolean {
  const known = new Map(cards.map((card) => [card.pointer, card]));
  const done = new Set<string>();
  const path: [pointer: string, next: number][] = cards[0] ? [[cards[0].pointer, 0]] : [];
  const on = new Set(path.map(([pointer]) => pointer));
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const row = known.get(top[0])?.rows[top[1]++];
    if (!row) {
      done.add(top[0]);
      on.delete(top[0]);
      path.pop();
    } else if (row.target.kind === 'card' && !row.isDefault) {
      if (on.has(row.target.card)) return true;
      if (done.has(row.target.card)) continue;
      on.add(row.target.card);
      path.push([row.target.card, 0]);
    }
  }
  return false;
}

/** Refuses a branch that brings a mistake other than an open exit, with the words of the mistake. */
function checkPasted(before: unknown, after: unknown, place: RulePlace): void {
  const [was, is] = [before, after].map((config) => findMistakes(narrowTo(config, place)));
  const known = new Set(was!.map(({ code, pointer }) => `${code} ${pointer}`));
  const mistake = is!.find(
    ({ code, pointer, severity }) =>
      severity === 'error' && code !== 'exit-missing' && !known.has(`${code} ${pointer}`),
  );
  if (mistake) refuse(`The branch does not fit here. ${mistake.message}`);
}

/** The config with the rules of one feature only; of the others the names remain. */
function narrowTo(config: unknown, place: RulePlace): unknown {
  const features = own(config, 'features');
  if (!isRecord(config) || !isRecord(features)) return config;
  const kept = 'feature' in place ? place.feature : null;
  return {
    ...config,
    features: Object.fromEntries(Object.entries(features).map(([id, feature]) => [id, id === kept ? feature : {}])),
  };
}
