import { own } from '../lib/own.js';

/** Conditions whose names are no words of a sentence: the words before their value, and after it. */
const WORDS: Readonly<Record<string, readonly [before: string, after?: string]>> = {
  'not-equals': ['does not equal'],
  in: ['is one of'],
  'greater-than': ['is greater than'],
  'at-least': ['is at least'],
  'less-than': ['is less than'],
  'at-most': ['is at most'],
  before: ['is before'],
  after: ['is after'],
  between: ['is between'],
  'older-than': ['is older than', 'hours'],
  'newer-than': ['is newer than', 'hours'],
  'within-days': ['is within the next', 'days'],
};
/** Values of a list that a trace names. */
const MAX_NAMED = 5;

/**
 * Puts the question of a node into a sentence. A trace has the name of its condition alone, as pages write it.
 *
 * @param says - The words of a trace, with the exit or without it.
 * @param nodes - The node, or several that may have asked it.
 * @returns The words as they are, if none of the nodes has them.
 * @example askInFull('The claim age greater than 18: no', [node]) // 'The claim age is greater than 18: no'
 */
export function askInFull(says: string, nodes: readonly unknown[]): string {
  for (const node of nodes) {
    const condition = own(node, 'condition');
    const words = own(WORDS, condition) as (typeof WORDS)[string] | undefined;
    if (!words) continue;
    const values = [own(node, 'value')].flat().map(String);
    const named = values.length > MAX_NAMED ? [...values.slice(0, MAX_NAMED), '…'] : values;
    const asked = ` ${String(condition).replaceAll('-', ' ')} ${named.join(', ')}`;
    const at = says.indexOf(asked);
    if (at < 0) continue;
    const [before, after] = words;
    const unit = after === undefined ? '' : ` ${named.join() === '1' ? after.slice(0, -1) : after}`;
    const list = condition === 'between' ? named.join(' and ') : named.join(', ');
    return `${says.slice(0, at)} ${before} ${list}${unit}${says.slice(at + asked.length)}`;
  }
  return says;
}
