import type { TestReader } from '../model/readers-types.js';
import { parseDate } from '../lib/parse-date.js';
import { setOwn } from '../lib/set-own.js';
import type { EngineInput } from './compile-config.js';
import type { CountedView } from '../usage/usage.js';

/**
 * Converts a test reader to the input of the engine.
 *
 * @param now - The moment for a reader without one of their own, in ms since 1970.
 * @example toEngineInput({ claims: { sub: '1' }, read: { stories: 3 } }, now).usage.trials.stories.length // 3
 */
export function toEngineInput(reader: TestReader, now: number): EngineInput {
  const { claims, user, page = {}, facts, groups, at, token = claims ? 'valid' : 'none' } = reader;
  const moment = at === undefined ? now : parseDate(at);
  const { facts: pageFacts, ...rest } = page;
  return {
    ...rest,
    tokenStatus: token,
    now: moment,
    usage: toUsage(reader, moment),
    ...(claims && { claims }),
    ...(user && { user }),
    ...(groups && { groups }),
    ...((facts ?? pageFacts) && { facts: join(pageFacts, facts) }),
  };
}

/** Counts of a reader. The articles of `read` are counted at this moment, which is inside every window. */
function toUsage({ read = {}, usage = {} }: TestReader, at: number): NonNullable<EngineInput['usage']> {
  const trials: Record<string, readonly CountedView[]> = {};
  for (const [tracker, views] of Object.entries(usage.trials ?? {})) setOwn(trials, tracker, views);
  for (const [tracker, amount] of Object.entries(read)) {
    const views = Array.from({ length: amount }, (_, index) => ({ item: `test reader, article ${index + 1}`, at }));
    setOwn(trials, tracker, [...(Object.hasOwn(trials, tracker) ? trials[tracker]! : []), ...views]);
  }
  return { ...usage, trials };
}

/** Joins facts; those that come last count. A member `__proto__` stays one. */
function join(...all: readonly (Readonly<Record<string, unknown>> | undefined)[]): Record<string, unknown> {
  const joined: Record<string, unknown> = {};
  for (const facts of all) for (const [name, value] of Object.entries(facts ?? {})) setOwn(joined, name, value);
  return joined;
}
