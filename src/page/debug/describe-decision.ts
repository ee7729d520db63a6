import type { Decision } from '../../model/decision.js';
import type { Timings } from './read-timings.js';

/**
 * Puts a decision into lines for people: the content that is shown, the outcome, the path to it, what remains of trials,
 * and the timings.
 *
 * @param state - The state that the feature element shows.
 * @param timings - In milliseconds.
 */
export function describeDecision(
  { userState, outcomeId, content, components, zone, trace, trials, splitTests, reason }: Decision,
  state: string | undefined,
  timings: Timings,
): string[] {
  const kept = typeof content === 'object' ? Object.entries(content.keep)[0] : null;
  const what = kept ? `the first ${kept[1]} ${kept[0]} stay` : content === 'show' ? 'content shown' : 'content hidden';
  const parts = components.length ? `, with ${components.join(', ')}${zone === 'inline' ? '' : ` in a ${zone}`}` : '';
  return [
    `state ${state ?? 'pending'}, reader ${userState}${reason === 'rule' ? '' : `, reason ${reason}`}`,
    `outcome ${outcomeId}: ${what}${parts}`,
    ...trace.map(({ node, says }) => `${node}: ${says}`),
    ...Object.entries(trials).map(([id, { limit, remaining }]) => `trial ${id}: ${remaining} of ${limit} left`),
    ...Object.entries(splitTests).map(([id, group]) => `split test ${id}: group ${group}`),
    `timings ${describeTimings(timings)}`,
  ];
}

function describeTimings({ script, config, reader, decided, shown }: Timings): string {
  const moments = [
    ['script', script],
    ['config', config],
    ['reader', reader],
    ['decided', decided],
    ['shown', shown],
  ] as const;
  return moments.flatMap(([name, at]) => (at === undefined ? [] : [`${name} ${Math.round(at)} ms`])).join(' · ');
}
