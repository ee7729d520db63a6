import type { Config, Rule, Step } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Arrow, Lane, Shape } from './picture.js';
import { labelExits } from '../words/label-exits.js';
import { createShape, toShape, type WordsOf } from './to-shape.js';

/** The members of a lane that are known before its rule is read. */
export type LaneHead = Pick<Lane, 'id' | 'title' | 'notes'>;

/** How many unreachable nodes a note names. */
const MAX_IDS_IN_NOTE = 5;

/**
 * Reads a rule as a graph of shapes; a step that several paths lead to is one shape. Not recursive, as a rule may be
 * thousands of nodes long.
 *
 * @param rule - A step or a graph, in a config that compiles.
 */
export function readLane(rule: Rule, head: LaneHead, config: Config, wordsOf: WordsOf): Lane {
  const isGraph = isRecord(rule) && Object.hasOwn(rule, 'start');
  const ids = (isGraph && own(rule, 'nodes')) || {};
  const start = createShape('start', '');
  const shapes = [start];
  const arrows: Arrow[] = [];
  // A node or an outcome is one object, by whichever id a step refers to it.
  const known = new Map<unknown, Shape>();

  const reach = (step: Step): Shape => {
    const isName = typeof step === 'string' && step !== 'show';
    const meant = isName ? ((own(ids, step) ?? own(config.outcomes, step)) as Step) : step;
    const exit = own(meant, 'exit');
    const key = typeof exit === 'string' ? `exit ${exit}` : meant;
    let shape = known.get(key);
    if (!shape) {
      shape = toShape(meant, isName ? step : null, config, wordsOf);
      known.set(key, shape);
      shapes.push(shape);
    }
    return shape;
  };

  const to = reach(isGraph ? (own(rule, 'start') as Step) : (rule as Step));
  arrows.push({ from: start, to, exit: '', label: '', taken: false });
  // The list grows while it is walked.
  for (const from of shapes) {
    if (!from.node) continue;
    for (const { name, label, step } of labelExits(from.node)) {
      arrows.push({ from, to: reach(step), exit: name, label, taken: false });
    }
  }
  const idle = Object.keys(ids).filter((id) => !known.has(own(ids, id)));
  return { ...head, notes: [...head.notes, ...noteIdle(idle)], start, shapes, arrows };
}

/** Nodes that no path leads to are not in the picture, but an editor wants to know about them. */
function noteIdle(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const rest = ids.length > MAX_IDS_IN_NOTE ? ` and ${ids.length - MAX_IDS_IN_NOTE} more` : '';
  return [`No way leads to: ${ids.slice(0, MAX_IDS_IN_NOTE).join(', ')}${rest}.`];
}
