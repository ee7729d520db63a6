import type { Config, Rule, Step } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Arrow, Lane, Shape } from './picture.js';
import { labelExits } from '../words/label-exits.js';
import { createShape, toShape, type WordsOf } from './to-shape.js';

/** What a lane is called and what is known of it before its rule is read. */
export type LaneHead = Pick<Lane, 'id' | 'title' | 'notes'>;

const IDS_SHOWN = 5;

/**
 * Reads a rule as a graph of shapes; what several ways lead to is one shape. Works through a list instead of calling
 * itself, as a rule may be thousands of nodes long.
 *
 * @param rule - A step or a graph, in a config that compiles.
 */
export function readLane(rule: Rule, head: LaneHead, config: Config, wordsOf: WordsOf): Lane {
  const isGraph = isRecord(rule) && Object.hasOwn(rule, 'start');
  const ids = (isGraph && own(rule, 'nodes')) || {};
  const start = createShape('start', '');
  const shapes = [start];
  const arrows: Arrow[] = [];
  // A node or an outcome is one object, whatever names lead to it.
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
  // Grows while it is walked through.
  for (const from of shapes) {
    if (!from.node) continue;
    for (const { name, label, step } of labelExits(from.node)) {
      arrows.push({ from, to: reach(step), exit: name, label, taken: false });
    }
  }
  const idle = Object.keys(ids).filter((id) => !known.has(own(ids, id)));
  return { ...head, notes: [...head.notes, ...noteIdle(idle)], start, shapes, arrows };
}

/** Nodes that no way leads to are no part of the picture, but somebody's next edit. */
function noteIdle(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const rest = ids.length > IDS_SHOWN ? ` and ${ids.length - IDS_SHOWN} more` : '';
  return [`No way leads to: ${ids.slice(0, IDS_SHOWN).join(', ')}${rest}.`];
}
