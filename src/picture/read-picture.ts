import type { Config, SubRuleConfig, UserState } from '../model/config.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { findNodes } from '../config/find-nodes.js';
import { findRule } from '../config/find-rule.js';
import { describeNodes } from '../words/describe-nodes.js';
import type { Lane, Picture } from './picture.js';
import { readLane, type LaneHead } from './read-lane.js';
import { createDefaultOutcome, createReference, createShape, titleOfSubRule, type WordsOf } from './to-shape.js';

/**
 * Reads the rules of a feature as a picture: one lane per user state, and one per sub rule that is entered.
 *
 * @param config - It compiles.
 * @param feature - Id of one of its features.
 * @param states - The user states to draw.
 */
export function readPicture(config: Config, feature: string, states: readonly UserState[]): Picture {
  const rules = states.map((state) => findRule(config.features[feature]!, state)?.rule);
  const subRules = findSubRules(rules, config);
  const nodes = findNodes([...rules, ...subRules.values()]).filter(({ type }) => type !== 'sub-rule');
  const words = describeNodes(nodes, config);
  const wordsOf: WordsOf = (node) => words.get(node)!;
  return {
    title: config.features[feature]!.title ?? feature,
    feature,
    reader: null,
    lanes: [
      ...states.map((state) => readStateLane(state, { config, feature, states, wordsOf })),
      ...[...subRules].map(([id, rule]) =>
        readLane({ rule, pointer: `/subRules${toPointer(id)}` }, headOfSubRule(id, config), config, wordsOf),
      ),
    ],
  };
}

/** Shared by the lanes of a picture. */
interface Setting {
  readonly config: Config;
  readonly feature: string;
  readonly states: readonly UserState[];
  readonly wordsOf: WordsOf;
}

function readStateLane(state: UserState, { config, feature, states, wordsOf }: Setting): Lane {
  const head = headOfState(state, feature, config);
  const found = findRule(config.features[feature]!, state);
  if (!found) return createLaneWithoutRule(createDefaultOutcome(config), head, 'No rule: the content is shown.');
  const located = { rule: found.rule, pointer: `/features${toPointer(feature)}/rules/${found._writtenFor}` };
  if (found._writtenFor === state) return readLane(located, head, config, wordsOf);
  const note = 'No rule of their own: that of anonymous readers holds.';
  return states.includes(found._writtenFor)
    ? createLaneWithoutRule(createReference('As for anonymous readers'), head, note)
    : readLane(located, { ...head, notes: [...head.notes, note] }, config, wordsOf);
}

/** A lane without a rule: one shape says what applies instead. */
function createLaneWithoutRule(to: Lane['start'], head: LaneHead, note: string): Lane {
  const start = createShape('start', '');
  const arrow = { from: start, to, exit: '', label: '', taken: false };
  return { ...head, notes: [...head.notes, note], start, shapes: [start, to], arrows: [arrow] };
}

function headOfState(state: UserState, feature: string, { products = {} }: Config): LaneHead {
  if (state === 'anonymous') return { id: state, title: 'Anonymous readers', notes: ['No valid token.'] };
  if (state === 'registered') {
    const who = 'A valid token names them, and they hold no product with this feature.';
    return { id: state, title: 'Registered readers', notes: [who] };
  }
  const holding = Object.keys(products).filter((id) => products[id]!.features.includes(feature));
  const titles = holding.map((id) => products[id]!.title ?? id).join(' or ');
  const who = holding.length > 0 ? `Holders of ${titles}.` : 'No product has this feature, so no reader is a customer.';
  return { id: state, title: 'Customers', notes: [who] };
}

function headOfSubRule(id: string, config: Config): LaneHead {
  return { id: `sub-rule/${id}`, title: `Sub rule: ${titleOfSubRule(id, config)}`, notes: [] };
}

/** Finds the sub rules that rules enter, directly or through other sub rules, by id. */
function findSubRules(rules: readonly unknown[], { subRules = {} }: Config): Map<string, SubRuleConfig> {
  const found = new Map<string, SubRuleConfig>();
  for (const { type, rule } of findNodes(rules, subRules)) {
    const definition = type === 'sub-rule' ? (own(subRules, rule) as SubRuleConfig | undefined) : undefined;
    if (definition) found.set(rule as string, definition);
  }
  return found;
}
