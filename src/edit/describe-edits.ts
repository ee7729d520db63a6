import type { Config, NodeConfig, Zone } from '../model/config.js';
import { findNodes } from '../config/find-nodes.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';
import { ZONES } from '../words/describe-outcome.js';
import { describeNodes } from '../words/describe-nodes.js';
import { showControls } from '../words/show-controls.js';
import { sortByPlace } from '../validate/sort-by-place.js';
import { applyEdits } from './apply-edits.js';
import { compareItems, describeField, describeList } from './describe-field.js';
import { describeNodeChange } from './describe-node-change.js';
import { describeContentChange, describeRule, describeStep, nameComponent, type WordsOf } from './describe-step.js';
import type { Edit } from './edit.js';
import { editsBetween } from './edits-between.js';
import { isSameJson } from '../lib/is-same-json.js';
import { ENTRY_WORDS, type EditSubject, type ExitOwner, locateEdit, type Sides } from './locate-edit.js';
import { listWords, quoteValue } from './quote-values.js';
import { readAt } from './read-member.js';

/**
 * Describes edits in words: a sentence for each thing that is another one afterwards. Edits that undo each other are not
 * described.
 *
 * @param before - The config that the edits are for; it need not be sound.
 * @example describeEdits(config, [{ pointer: '/features/articles/rules/registered/limit', before: 3, after: 5 }]);
 * // ['In the feature articles, for registered readers: the trial gives 5 articles instead of 3.']
 */
export function describeEdits(before: unknown, edits: readonly Edit[]): string[] {
  return describeChanges(before, applyEdits(before, edits));
}

/** Describes the edits between two configs in words. */
export function describeChanges(before: unknown, after: unknown): string[] {
  const sides = { before, after };
  const edits = editsBetween(before, after).flatMap((edit) => expand(edit, sides));
  const subjects = new Map<string, EditSubject>();
  for (const edit of edits) {
    const subject = locateEdit(edit, splitPointer(edit.pointer), sides);
    const pointer = subject.steps.map(toPointer).join('');
    if (!subjects.has(pointer)) subjects.set(pointer, subject);
  }
  const sorted = sortByPlace(
    [...subjects].map(([pointer, subject]) => ({ pointer, subject })),
    before,
  );
  const describer = new Describer(
    sides,
    sorted.map(({ subject }) => subject),
  );
  return describer.describe().map(showControls);
}

/** A map of entries, or the rules of a feature, that is there on one side only: an edit for each entry. */
function expand(edit: Edit, { before, after }: Sides): Edit[] {
  const steps = splitPointer(edit.pointer);
  const isMap =
    (steps.length === 1 && Object.hasOwn(ENTRY_WORDS, steps[0]!)) ||
    (steps.length === 3 && steps[0] === 'features' && steps[2] === 'rules');
  const [was, is] = [readAt(before, steps) ?? {}, readAt(after, steps) ?? {}];
  if (!isMap || !isRecord(was) || !isRecord(is)) return [edit];
  return editsBetween(was, is).map((inside) => ({ ...inside, pointer: edit.pointer + inside.pointer }));
}

/** Writes the sentences. */
class Describer {
  readonly #sides: Sides;
  readonly #subjects: readonly EditSubject[];
  readonly #words: ReadonlyMap<unknown, string>;

  constructor(sides: Sides, subjects: readonly EditSubject[]) {
    this.#sides = sides;
    this.#subjects = subjects;
    const rules = new Set(subjects.flatMap(({ steps, rule }) => (rule > 0 ? [steps.slice(0, rule)] : [])));
    this.#words = new Map(
      [sides.before, sides.after].flatMap((side) => [
        ...findWords(
          [...rules].map((steps) => readAt(side, steps)),
          side,
        ),
      ]),
    );
  }

  describe(): string[] {
    const renamed = this.#findRenamed();
    return this.#subjects.flatMap((subject) => {
      if (renamed.gone.has(subject)) return [];
      const name = renamed.came.get(subject);
      if (name !== undefined) return [`The ${wordOf(subject)} ${name} is now called ${subject.steps[1]}.`];
      if (subject.kind === 'entry') return [this.#describeEntry(subject)];
      return this.#describeSubject(subject).map((words) => `${subject.place}: ${words}.`);
    });
  }

  readonly #wordsOf: WordsOf = (node) => {
    const type: unknown = node.type;
    return this.#words.get(node) ?? (typeof type === 'string' ? type.replaceAll('-', ' ') : quoteValue(type ?? null));
  };

  /** The value of a subject on both sides. */
  #valuesOf({ steps }: EditSubject): [before: unknown, after: unknown] {
    return [readAt(this.#sides.before, steps), readAt(this.#sides.after, steps)];
  }

  /** Finds entries that went while an equal one came. */
  #findRenamed(): { gone: Set<EditSubject>; came: Map<EditSubject, string> } {
    const [gone, came] = [new Set<EditSubject>(), new Map<EditSubject, string>()];
    const entries = this.#subjects.filter(({ kind }) => kind === 'entry');
    for (const subject of entries) {
      const [was, is] = this.#valuesOf(subject);
      if (was !== undefined) continue;
      const old = entries.find((other) => {
        const [before, after] = this.#valuesOf(other);
        return other.steps[0] === subject.steps[0] && after === undefined && !gone.has(other) && isSameJson(before, is);
      });
      if (!old) continue;
      gone.add(old);
      came.set(subject, old.steps[1]!);
    }
    return { gone, came };
  }

  #describeEntry(subject: EditSubject): string {
    const [was, is] = this.#valuesOf(subject);
    const [, id] = subject.steps;
    if (id === undefined) return 'The whole config is another one.';
    const name = `The ${wordOf(subject)} ${id}`;
    if (was === undefined) return `${name} is new.`;
    if (is === undefined) return `${name} is gone.`;
    const [before, after] = [own(was, 'type'), own(is, 'type')];
    if (typeof before === 'string' && typeof after === 'string')
      return `${name} is a ${after.replaceAll('-', ' ')} instead of a ${before.replaceAll('-', ' ')}.`;
    return `${name} is another one.`;
  }

  #describeSubject(subject: EditSubject): string[] {
    const [was, is] = this.#valuesOf(subject);
    const owned = subject.steps.slice(0, subject.owned);
    const owner = readAt(this.#sides.after, owned) ?? readAt(this.#sides.before, owned);
    const member = subject.steps.slice(subject.owned);
    const at = subject.owner && subject.kind !== 'exit' ? `at ${this.#nameExit(subject.owner)}, ` : '';
    switch (subject.kind) {
      case 'rule':
        return [this.#describeRule(subject, was, is)];
      case 'exit':
        return [this.#describeExit(subject, was, is)];
      case 'named node':
        return [this.#describeNamedNode(subject, was, is)];
      case 'node':
        return describeNodeChange(was as NodeConfig, is as NodeConfig, this.#wordsOf);
      case 'content':
        return [`${at}the content is ${describeContentChange(was, is)}`];
      case 'components':
        return [at + this.#describeComponents(toList(was), toList(is))];
      case 'list':
        return [at + describeList(member, owner, toList(was), toList(is))];
      default:
        if (member[0] === 'zone' && subject.rule > 0) return [at + describeZone(was, is)];
        return [at + describeField(member, owner, was, is)];
    }
  }

  #nameExit({ exit, node }: ExitOwner): string {
    return exit === null ? 'its start' : `the exit ${exit} of “${this.#wordsOf(node as NodeConfig)}”`;
  }

  #describeExit(subject: EditSubject, was: unknown, is: unknown): string {
    const [before, after] = this.#describeSteps(subject, was, is);
    const { exit } = subject.owner!;
    const name = exit === null ? 'the rule' : this.#nameExit(subject.owner!);
    const leads = exit === null ? 'begins with' : 'leads to';
    if (was === undefined) return `${name} ${leads} ${after}`;
    if (is === undefined) return `${name} is gone; it led to ${before}`;
    return `${name} ${leads} ${after} instead of ${before}`;
  }

  /** Describes both steps of an exit, each by the nodes of the rule on its side. */
  #describeSteps({ steps, rule }: EditSubject, was: unknown, is: unknown): [before: string, after: string] {
    const { before, after } = this.#sides;
    const describe = (step: unknown, side: unknown): string =>
      describeStep(step, readAt(side, steps.slice(0, rule)), side as Config, this.#wordsOf);
    return [describe(was, before), describe(is, after)];
  }

  #describeRule({ steps }: EditSubject, was: unknown, is: unknown): string {
    const { before, after } = this.#sides;
    const describe = (rule: unknown, side: unknown): string => describeRule(rule, side as Config, this.#wordsOf);
    if (was === undefined) return `there is a rule now: ${describe(is, after)}`;
    if (is === undefined) {
      const others = steps.at(-1) === 'registered' && readAt(after, [...steps.slice(0, -1), 'anonymous']) !== undefined;
      const instead = others ? 'that for anonymous readers holds' : 'the content is shown';
      return `there is no rule any more, so ${instead}`;
    }
    const [old, young] = [describe(was, before), describe(is, after)];
    return old === young ? 'the rule is written in another way' : `the rule is another one: ${young}; before, ${old}`;
  }

  #describeNamedNode(subject: EditSubject, was: unknown, is: unknown): string {
    const name = `the node ${subject.steps.at(-1)}`;
    const [before, after] = this.#describeSteps(subject, was, is);
    if (was === undefined) return `${name} is new: ${after}`;
    if (is === undefined) return `${name} is gone: ${before}`;
    return `${name} is ${after} instead of ${before}`;
  }

  #describeComponents(was: readonly unknown[], is: readonly unknown[]): string {
    const { added, removed } = compareItems(was, is);
    const name = (id: unknown, side: unknown): string => nameComponent(id, side as Config);
    const came = listWords(added.map((id) => name(id, this.#sides.after)));
    const went = listWords(removed.map((id) => name(id, this.#sides.before)));
    if (came && went) return `${came} is shown instead of ${went}`;
    if (came) return `${came} is shown too`;
    return went
      ? `${went} is no longer shown`
      : `the components are in another order: ${listWords(is.map((id) => (typeof id === 'string' ? id : quoteValue(id))))}`;
  }
}

/** The words of all nodes of some rules. A node that the engine refuses has none. */
function findWords(rules: readonly unknown[], config: unknown): [unknown, string][] {
  if (!isRecord(config)) return [];
  const nodes = findNodes(rules);
  const ids = (map: string): string[] => (isRecord(own(config, map)) ? Object.keys(own(config, map) as object) : []);
  const entriesOf = (map: string, entry: unknown): unknown => Object.fromEntries(ids(map).map((id) => [id, entry]));
  // Names are all that the words need: the config itself may be unsound elsewhere.
  const names = {
    version: 1,
    features: entriesOf('features', {}),
    products: entriesOf('products', { claimValue: '-', features: [] }),
    outcomes: entriesOf('outcomes', { content: 'hide' }),
    ...Object.fromEntries(
      ['sites', 'splitTests', 'subRules', 'requires'].flatMap((name) => {
        const value = own(config, name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  } as unknown as Config;
  try {
    return [...describeNodes(nodes, names)];
  } catch {
    return nodes.flatMap((node) => {
      try {
        return [...describeNodes([node], names)];
      } catch {
        return [];
      }
    });
  }
}

function describeZone(was: unknown, is: unknown): string {
  const name = (zone: unknown = 'inline'): string =>
    typeof zone === 'string' && Object.hasOwn(ZONES, zone) ? ZONES[zone as Zone] : quoteValue(zone);
  return `the components are shown ${name(is)} instead of ${name(was)}`;
}

function wordOf({ steps }: EditSubject): string {
  return ENTRY_WORDS[steps[0] ?? ''] ?? 'config';
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
