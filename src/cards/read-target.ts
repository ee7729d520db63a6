import type { Config, ContentRule, Zone } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { describeComponent, describeContent, describeValue, ZONES } from '../words/describe-outcome.js';
import type { Amount, Target } from './card.js';
import { capitalize } from './describer.js';

/** A rule whose steps are read. */
export interface Surroundings {
  readonly config: unknown;
  /** JSON pointer of the rule. */
  readonly pointer: string;
  /** The nodes of the rule that have an id. */
  readonly nodes: unknown;
  /** Whether the rule is a sub rule, which is left by exits. */
  readonly isSubRule: boolean;
}

/**
 * Reads the target of an exit.
 *
 * @param step - Anything at all.
 * @param at - JSON pointer of the step.
 */
export function readTarget(step: unknown, at: string, { config, pointer, nodes, isSubRule }: Surroundings): Target {
  if (step === undefined) return { kind: 'open' };
  if (typeof step === 'string') {
    if (step === 'show') return readOutcome({ content: 'show' }, null, null, config);
    const node = own(nodes, step);
    if (node !== undefined) {
      return isRecord(node)
        ? { kind: 'card', card: `${pointer}/nodes${toPointer(step)}` }
        : refuse(`The node “${step}” is not an object.`);
    }
    const outcome = own(own(config, 'outcomes'), step);
    if (outcome !== undefined) return readOutcome(outcome, step, `/outcomes${toPointer(step)}`, config);
    return refuse(`“${step}” is neither a node of this rule nor an outcome.`);
  }
  if (!isRecord(step)) return refuse('The step is neither text nor an object.');
  if (Object.hasOwn(step, 'type')) return { kind: 'card', card: at };
  const exit = own(step, 'exit');
  if (typeof exit === 'string') {
    return isSubRule ? { kind: 'leave', exit } : refuse(`Only a sub rule is left by exits such as “${exit}”.`);
  }
  return readOutcome(step, null, at, config);
}

function readOutcome(outcome: unknown, id: string | null, pointer: string | null, config: unknown): Target {
  const content = own(outcome, 'content') as ContentRule;
  const amount = amountOf(content);
  const words = { show: 'Show content', hide: 'Hide content', keep: '' };
  const sentence =
    amount === null
      ? 'Unknown amount'
      : words[amount] || describeContent(content).replace(/^The (.*) (?:is|are) kept$/, '$1');
  const ids = own(outcome, 'components');
  const components = (Array.isArray(ids) ? ids : []).filter((one) => typeof one === 'string');
  const shown = components.map((one) => capitalize(describeComponent(one, config as Config)));
  const zone = own(ZONES, own(outcome, 'zone')) as string | undefined;
  if (zone !== undefined && own(outcome, 'zone') !== ('inline' satisfies Zone) && shown.length > 0) {
    shown.unshift(`${capitalize(zone)}:`);
  }
  const value = own(outcome, 'value');
  if (value !== undefined) shown.push(`Value ${describeValue(value)}`);
  const name = [own(outcome, 'label'), own(outcome, 'id'), id].find((one) => typeof one === 'string' && one !== '');
  const plain = capitalize([sentence, ...components].join(' + '));
  return {
    kind: 'outcome',
    id,
    pointer,
    label: typeof name === 'string' ? name : plain,
    details: typeof name === 'string' ? [capitalize(sentence), ...shown] : shown,
    content: amount,
  };
}

/** Reads how much of the content a rule for content keeps; `null` if it is wrong. */
export function amountOf(content: unknown): Amount {
  if (content === 'show' || content === 'hide') return content;
  const keep = own(content, 'keep');
  return typeof own(keep, 'words') === 'number' || typeof own(keep, 'paragraphs') === 'number' ? 'keep' : null;
}

function refuse(says: string): Target {
  return { kind: 'broken', says };
}
