import type { RulePlace } from '../cards/card.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { pasteBranch } from './copy-branch.js';
import { Draft } from './draft.js';
import { isRefusal, type Gesture, type Refusal } from './gesture.js';

/** Ids of the entries that a template uses. */
interface Entries {
  readonly register: string;
  readonly subscribe: string;
  readonly test: string;
}

/** A branch of a rule that many sites begin with. */
export interface RuleTemplate {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly uses: readonly (keyof Entries)[];
  readonly build: (entries: Entries) => unknown;
}

const METER = { type: 'trial', limit: 3, yes: 'show' };
const cut = (wall: string): unknown => ({ content: { keep: { words: 60 } }, components: [wall] });

/** The templates of a palette. */
export const RULE_TEMPLATES: readonly RuleTemplate[] = [
  {
    name: 'hard-wall',
    title: 'Hard wall',
    help: 'Hides the content and shows a paywall.',
    uses: ['subscribe'],
    build: ({ subscribe }) => ({ content: 'hide', components: [subscribe] }),
  },
  {
    name: 'meter',
    title: 'Meter',
    help: 'Shows 3 articles, then the first words and a paywall.',
    uses: ['subscribe'],
    build: ({ subscribe }) => ({ ...METER, no: cut(subscribe) }),
  },
  {
    name: 'meter-nudge',
    title: 'Meter with a last-article nudge',
    help: 'A meter that shows the paywall below the last free article, too.',
    uses: ['subscribe'],
    build: ({ subscribe }) => ({
      ...METER,
      remaining: { 0: { content: 'show', components: [subscribe], zone: 'sticky-footer' } },
      no: cut(subscribe),
    }),
  },
  {
    name: 'two-walls',
    title: 'Split test of two walls',
    help: 'Shows one half of readers a registration wall, the other a paywall.',
    uses: ['register', 'subscribe', 'test'],
    build: ({ register, subscribe, test }) => ({
      ...{ type: 'split-test', test },
      exits: { a: cut(register), b: cut(subscribe) },
    }),
  },
];

/**
 * Puts a template on an exit. It uses the walls that the config has, and adds those that it needs and that are missing.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 */
export function pasteTemplate(
  config: unknown,
  place: RulePlace,
  row: string,
  template: RuleTemplate,
): Gesture | Refusal {
  const draft = new Draft(config);
  const entries: Entries = {
    register: template.uses.includes('register') ? wallOf(draft, 'registration-wall', 'register') : '',
    subscribe: template.uses.includes('subscribe') ? wallOf(draft, 'paywall', 'subscribe') : '',
    test: template.uses.includes('test') ? addTest(draft) : '',
  };
  const pasted = pasteBranch(draft.config, place, row, JSON.stringify(template.build(entries)));
  return isRefusal(pasted) ? pasted : { ...pasted, edits: [...draft.edits, ...pasted.edits] };
}

/** The first wall of a type; a new one where the config has none. */
function wallOf(draft: Draft, type: string, id: string): string {
  const components = own(draft.config, 'components');
  const known = isRecord(components) ? Object.keys(components) : [];
  const found = known.find((name) => own(own(components, name), 'type') === type);
  return found ?? addEntry(draft, 'components', id, { type });
}

function addTest(draft: Draft): string {
  return addEntry(draft, 'splitTests', 'walls', { groups: ['a', 'b'].map((id) => ({ id, weight: 1 })) });
}

function addEntry(draft: Draft, map: string, stem: string, entry: unknown): string {
  const entries = own(draft.config, map);
  let id = stem;
  for (let number = 2; isRecord(entries) && Object.hasOwn(entries, id); number++) id = `${stem}-${number}`;
  if (entries === undefined) draft.set(`/${map}`, { [id]: entry });
  else draft.set(`/${map}/${id}`, entry);
  return id;
}
