import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { USER_STATES } from '../../model/user-states.js';
import { MAX_EXITS_PER_EVENT } from '../limits.js';
import { COUNTED_EVENTS, OTHER, writeCountName, type CountedEvent, type CountName } from './count-name.js';
import type { Dimensions } from './read-dimensions.js';

/**
 * Counts the events of a batch, by what the config declares. All else is counted under one name, so a sender cannot make the
 * counts grow. An event that repeats another one of its page view does not count.
 *
 * @returns How often each name was met.
 */
export function countEvents(events: readonly unknown[], dimensions: Dimensions): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const event of events)
    for (const name of namesOf(event, dimensions)) {
      const text = writeCountName(name);
      counts[text] = (counts[text] ?? 0) + 1;
    }
  return counts;
}

function namesOf(event: unknown, { features, shared, tests, conversions }: Dimensions): CountName[] {
  const type = own(event, 'type');
  if (!isCounted(type) || own(event, 'again') === true) return [];
  const text = (name: string): string => String(own(event, name) ?? '');
  const [feature, state, word] = [text('feature'), text('userState'), text('conversion')];
  const places = features.get(feature);
  const pick = (value: string, ...known: ({ has(value: string): boolean } | undefined)[]): string =>
    value === '' || known.some((one) => one?.has(value)) ? value : OTHER;
  const isExit = (id: string, exit: string): boolean => [places, shared].some((one) => one?.exits.get(id)?.has(exit));
  const base = {
    event: type,
    // The site's own conversions may name no feature.
    feature: pick(feature, features),
    conversion: type === 'conversion' ? (conversions.has(word) ? word : OTHER) : '',
  };
  const userState = (USER_STATES as readonly string[]).includes(state) ? state : '';
  const names: CountName[] = [
    {
      ...base,
      by: 'outcome',
      userState,
      id: pick(text('outcomeId'), places?.outcomes, places && shared.outcomes),
      value: '',
    },
  ];
  for (const [id, group] of pairsOf(own(event, 'splitTests')))
    if (tests.get(id)?.has(group)) names.push({ ...base, by: 'group', userState: '', id, value: group });
  if (type !== 'decision') return names;
  for (const [id, exit] of pairsOf(own(event, 'exits')))
    if (places && isExit(id, exit)) names.push({ ...base, by: 'exit', userState, id, value: exit });
  return names;
}

function isCounted(type: unknown): type is CountedEvent {
  return (COUNTED_EVENTS as readonly unknown[]).includes(type);
}

/** The members of an object that are texts; a path through a rule is not longer than `MAX_EXITS_PER_EVENT`. */
function pairsOf(value: unknown): [name: string, text: string][] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .slice(0, MAX_EXITS_PER_EVENT)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}
