import type { UserState } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { READERS } from '../words/write-explanation.js';
import type { Edit } from './edit.js';
import { kindOf } from './edits-between.js';
import { readAt, readMember } from './read-member.js';

/** A config before and after its edits. */
export interface Sides {
  readonly before: unknown;
  readonly after: unknown;
}

/** An exit of a node, or the start of a rule. */
export interface ExitOwner {
  /** Name of the exit; `null` for the start of a rule. */
  readonly exit: string | null;
  readonly node: Readonly<Record<string, unknown>>;
}

/** The thing that an edit is about, so that edits of one thing are one sentence. */
export interface EditSubject {
  readonly kind: 'entry' | 'rule' | 'exit' | 'node' | 'named node' | 'content' | 'components' | 'list' | 'field';
  /** Steps of its pointer. */
  readonly steps: readonly string[];
  /** Steps of the pointer of the entry, node, outcome or settings that a field belongs to. */
  readonly owned: number;
  /** The first words of the sentence; empty where the subject names itself. */
  readonly place: string;
  /** The exit that leads to it. */
  readonly owner: ExitOwner | null;
  /** Steps of the pointer of the rule that it is in; 0 outside of rules. */
  readonly rule: number;
}

/** Words for the entries of each map of a config. */
export const ENTRY_WORDS: Readonly<Record<string, string>> = {
  features: 'feature',
  sites: 'site',
  products: 'product',
  components: 'component',
  offers: 'offer',
  outcomes: 'outcome',
  subRules: 'sub rule',
  splitTests: 'split test',
};

const SETTINGS: Readonly<Record<string, string>> = {
  jwt: 'In the settings of tokens',
  texts: 'In the texts of all walls',
  dataLayer: 'In the settings of the data layer',
  analytics: 'In the settings of analytics',
};

/** Finds the subject of an edit. */
export function locateEdit({ before, after }: Edit, steps: readonly string[], sides: Sides): EditSubject {
  const [map = '', id = '', member] = steps;
  const entry = Object.hasOwn(ENTRY_WORDS, map) ? ENTRY_WORDS[map]! : null;
  const isChanged = before !== undefined && after !== undefined;
  if (steps.length === 0 || (entry !== null && steps.length <= 2)) {
    return { kind: 'entry', steps, owned: 0, place: '', owner: null, rule: 0 };
  }
  if (entry === null) {
    const place = Object.hasOwn(SETTINGS, map) && steps.length > 1 ? SETTINGS[map]! : 'In the config';
    return toField(steps, place === 'In the config' ? 0 : 1, place, isChanged, sides);
  }
  const place = `In the ${wordOfEntry(map, id, sides) ?? entry} ${id}`;
  if (member === 'rules' && map === 'features' && steps.length > 3) {
    return locateInRule(steps, 4, `${place}, for ${READERS[steps[3] as UserState] ?? steps[3]}`, isChanged, sides);
  }
  if (member === 'fallback' && map === 'features') {
    return locateInRule(steps, 3, `${place}, where it cannot be decided`, isChanged, sides);
  }
  if (map === 'subRules' || map === 'outcomes') return locateInRule(steps, 2, place, isChanged, sides);
  return toField(steps, 2, place, isChanged, sides);
}

/** A component is named by its type. */
function wordOfEntry(map: string, id: string, { before, after }: Sides): string | null {
  if (map !== 'components') return null;
  const type = readAt(after, [map, id, 'type']) ?? readAt(before, [map, id, 'type']);
  return typeof type === 'string' ? type.replaceAll('-', ' ') : null;
}

/** Walks through a rule to the node, exit or outcome that was edited. */
function locateInRule(
  steps: readonly string[],
  rule: number,
  place: string,
  isChanged: boolean,
  sides: Sides,
): EditSubject {
  let values = [sides.after, sides.before].map((side) => readAt(side, steps.slice(0, rule)));
  let owner: ExitOwner | null = null;
  let at = rule;
  const goTo = (end: number): void => {
    values = values.map((value) => readAt(value, steps.slice(at, end)));
    at = end;
  };
  const subject = { steps: steps.slice(), owned: at, place, owner, rule };
  while (at < steps.length) {
    const value = values.find(isRecord) ?? {};
    const [kind, step, next] = [kindOf(value), steps[at]!, steps[at + 1]];
    if (kind === 'start' && step === 'start') {
      owner = { exit: null, node: {} };
      goTo(at + 1);
    } else if (kind === 'start' && step === 'nodes' && next !== undefined) {
      owner = null;
      goTo(at + 2);
      if (at === steps.length) return { ...subject, kind: 'named node', owned: at };
    } else if (kind === 'node' && ['yes', 'no', 'unknown'].includes(step)) {
      owner = { exit: step, node: value };
      goTo(at + 1);
    } else if (kind === 'node' && ['exits', 'remaining'].includes(step) && next !== undefined) {
      owner = { exit: step === 'remaining' ? `${next} left` : next, node: value };
      goTo(at + 2);
    } else if (kind === 'node') {
      return { ...subject, kind: 'node', steps: steps.slice(0, at), owned: at };
    } else if (kind === 'content' && (step === 'content' || step === 'components')) {
      return { ...subject, kind: step, steps: steps.slice(0, at + 1), owned: at, owner };
    } else {
      return { ...toField(steps, at, place, isChanged, sides), owner, rule };
    }
  }
  return { ...subject, kind: owner ? 'exit' : 'rule', owned: at, owner };
}

/** A member of an entry, an outcome or the settings; a list as a whole where its items come, go or are texts. */
function toField(
  steps: readonly string[],
  owned: number,
  place: string,
  isChanged: boolean,
  { before, after }: Sides,
): EditSubject {
  const parent = steps.slice(0, -1);
  const list = readAt(after, parent) ?? readAt(before, parent);
  const item = readMember(list, steps.at(-1) ?? '');
  const isList = Array.isArray(list) && !(isChanged && isRecord(item)) && steps.length > owned + 1;
  return { kind: isList ? 'list' : 'field', steps: isList ? parent : steps, owned, place, owner: null, rule: 0 };
}
