import type { Config, Rule, Step } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import type { Arrow, Lane, Shape } from './picture.js';
import { labelExits } from '../words/label-exits.js';
import { createShape, toShape, type WordsOf } from './to-shape.js';

/** The members of a lane that are known before its rule is read. */
export type LaneHead = Pick<Lane, 'id' | 'title' | 'notes'>;

/** A rule, and its JSON pointer. */
export interface LocatedRule {
  readonly rule: Rule;
  readonly pointer: string;
}

/** How many unreachable nodes a note names. */
const MAX_IDS_IN_NOTE = 5;

/**
 * Reads a rule as a graph of shapes; a step that several paths lead to is one shape. Not recursive, because a rule may be
 * thousands of nodes long.
 *
 * @param rule - A step or a graph, in a config that compiles.
 */
export function readLane({ rule, pointer }: LocatedRule, head: LaneHead, config: Config, wordsOf: WordsOf): Lane {
  const isGraph = isRecord(rule) && Object.hasOwn(rule, 'start');
  const ids = (isGraph && own(rule, 'nodes')) || {};
  const start = { ...createShape('start', ''), pointer };
  const shapes: Shape[] = [start];
  const arrows: Arrow[] = [];
  // A node or an outcome is one object, by whichever id a step refers to it.
  const known = new Map<unknown, Shape>();

  const reach = (step: Step, at: string): Shape => {
    const isName = typeof step === 'string' && step !== 'show';
    const meant = isName ? ((own(ids, step) ?? own(config.outcomes, step)) as Step) : step;
    const exit = own(meant, 'exit');
    const key = typeof exit === 'string' ? `exit ${exit}` : meant;
    let shape = known.get(key);
    if (!shape) {
      const named =
        isName && (own(ids, step) === undefined ? `/outcomes${toPointer(step)}` : `${pointer}/nodes${toPointer(step)}`);
      const written = toShape(meant, isName ? step : null, config, wordsOf);
      shape = { ...written, pointer: meant === 'show' ? null : named || at };
      known.set(key, shape);
      shapes.push(shape);
    }
    return shape;
  };

  const to = isGraph ? reach(own(rule, 'start') as Step, `${pointer}/start`) : reach(rule as Step, pointer);
  arrows.push({ from: start, to, exit: '', label: '', taken: false });
  // The list grows while it is walked.
  for (const from of shapes) {
    if (!from.node) continue;
    for (const { name, label, path, step } of labelExits(from.node)) {
      arrows.push({ from, to: reach(step, `${from.pointer}${path}`), exit: name, label, taken: false });
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
