import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { isStorable } from '../is-storable.js';
import { MAX_SPENDS_PER_REQUEST, MAX_VIEW_AGE_MS, VIEW_CHARACTERS } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { TrackedView } from '../store.js';

/**
 * Reads the views to count in the body's `spend`.
 *
 * The moment of a view comes from the device's clock. A moment in the future, or more than 31 days ago, is replaced by now: a
 * clock that is far off must not put views outside of every window. Any other moment is kept, since the page may have waited
 * for the network.
 *
 * @param now - Milliseconds since 1970.
 */
export function readSpends(body: object, now: number): readonly TrackedView[] | Refusal {
  const list = own(body, 'spend') ?? [];
  if (!Array.isArray(list) || list.length > MAX_SPENDS_PER_REQUEST)
    return Refusal.field('spend', `a list of at most ${MAX_SPENDS_PER_REQUEST}`);
  const spends: TrackedView[] = [];
  for (const [index, entry] of list.entries()) {
    const spend = readSpend(entry, `spend[${index}]`, now);
    if (spend instanceof Refusal) return spend;
    spends.push(spend);
  }
  return spends;
}

const TEXTS = Object.entries(VIEW_CHARACTERS);

/** @param name - Name of the entry in a refusal. */
function readSpend(entry: unknown, name: string, now: number): TrackedView | Refusal {
  if (!isRecord(entry)) return Refusal.field(name, 'an object');
  const texts: Record<string, string> = {};
  for (const [member, [min, max]] of TEXTS) {
    const text = own(entry, member);
    if (typeof text !== 'string' || text.length < min || text.length > max || !isStorable(text))
      return Refusal.field(`${name}.${member}`, `a text of ${min} to ${max} characters without U+0000`);
    texts[member] = text;
  }
  const moment = own(entry, 'at');
  if (typeof moment !== 'number' || !Number.isFinite(moment))
    return Refusal.field(`${name}.at`, 'a number of milliseconds');
  const { id, tracker, item } = texts as { id: string; tracker: string; item: string };
  return { id, tracker, item, at: moment > now || moment < now - MAX_VIEW_AGE_MS ? now : Math.trunc(moment) };
}
