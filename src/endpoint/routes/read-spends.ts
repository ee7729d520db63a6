import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { Refusal } from '../refusal.js';
import { isStorable } from '../is-storable.js';
import type { TrackedView } from '../store.js';

/** Spends of one request. */
const MOST = 100;
/** Characters, least and most. A UUID has 36; a tracker may be named by a feature; an item is a path, as a rule. */
const LENGTHS = { id: [1, 128], tracker: [1, 512], item: [0, 2048] } as const;
const DAY = 86_400_000;
/** A queue may have waited for so long; longer than any month. */
const OLDEST = 31 * DAY;

/**
 * Reads the body's `spend`.
 *
 * The moment of a view is the device's word. One to come becomes now, and so does one more than 31 days ago: a clock that is
 * far off must not put views outside of every window. In between it is believed, as the page may have waited for a network.
 *
 * @param now - Milliseconds since 1970.
 */
export function readSpends(body: object, now: number): readonly TrackedView[] | Refusal {
  const list = own(body, 'spend') ?? [];
  if (!Array.isArray(list) || list.length > MOST) return Refusal.field('spend', `a list of at most ${MOST}`);
  const spends: TrackedView[] = [];
  for (const [index, entry] of list.entries()) {
    const at = `spend[${index}]`;
    if (!isRecord(entry)) return Refusal.field(at, 'an object');
    const texts: Record<string, string> = {};
    for (const [name, [least, most]] of Object.entries(LENGTHS)) {
      const text = own(entry, name);
      if (!isTextOf(text, least, most))
        return Refusal.field(`${at}.${name}`, `a text of ${least} to ${most} characters without U+0000`);
      texts[name] = text;
    }
    const moment = own(entry, 'at');
    if (typeof moment !== 'number' || !Number.isFinite(moment))
      return Refusal.field(`${at}.at`, 'a number of milliseconds');
    const { id, tracker, item } = texts as { id: string; tracker: string; item: string };
    spends.push({ id, tracker, item, at: moment > now || moment < now - OLDEST ? now : Math.trunc(moment) });
  }
  return spends;
}

function isTextOf(value: unknown, least: number, most: number): value is string {
  return typeof value === 'string' && value.length >= least && value.length <= most && isStorable(value);
}
