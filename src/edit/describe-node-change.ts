import type { NodeConfig } from '../model/config.js';
import { EXIT_MEMBERS } from '../model/exit-members.js';
import { isRecord } from '../lib/is-record.js';
import { describeField } from './describe-field.js';
import type { WordsOf } from './describe-step.js';
import { isSameJson } from '../lib/is-same-json.js';
import { quoteValue } from './quote-values.js';

/** Default of the limit of a trial. */
const DEFAULT_LIMIT = 10;

const PERIODS: Readonly<Record<string, string>> = {
  lifetime: 'for ever',
  'calendar-day': 'a calendar day',
  'calendar-week': 'a calendar week',
  'calendar-month': 'a calendar month',
};

/**
 * Describes what a node asks afterwards.
 *
 * @returns The ends of sentences: one for a condition, one for each setting of a trial.
 */
export function describeNodeChange(before: NodeConfig, after: NodeConfig, wordsOf: WordsOf): string[] {
  const isTrial = before.type === 'trial' && after.type === 'trial';
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !EXIT_MEMBERS.has(name) && !isSameJson(before[name], after[name]),
  );
  if (isTrial) return names.map((name) => describeTrial(name, before, after));
  const [was, is] = [wordsOf(before), wordsOf(after)];
  if (was !== is) return [`the condition is “${is}” instead of “${was}”`];
  return names.map((name) => `${describeField([name], after, before[name], after[name])}, in “${is}”`);
}

function describeTrial(name: string, before: NodeConfig, after: NodeConfig): string {
  const tracker = typeof after['tracker'] === 'string' && name !== 'tracker' ? ` ${after['tracker']}` : '';
  const trial = `the trial${tracker}`;
  switch (name) {
    case 'limit': {
      const [was, is] = [before, after].map((node) => node['limit'] ?? DEFAULT_LIMIT) as [unknown, unknown];
      const unit = after['counts'] === 'page-view' ? 'page view' : 'article';
      return `${trial} gives ${quoteValue(is)} ${is === 1 ? unit : `${unit}s`} instead of ${quoteValue(was)}`;
    }
    case 'counts': {
      const unit = (node: NodeConfig): string => (node['counts'] === 'page-view' ? 'page views' : 'articles');
      return `${trial} counts ${unit(after)} instead of ${unit(before)}`;
    }
    case 'window':
      return `${trial} counts ${describeWindow(after)} instead of ${describeWindow(before)}`;
    case 'tracker': {
      const name = (node: NodeConfig): string =>
        typeof node['tracker'] === 'string' ? `the tracker ${node['tracker']}` : 'a tracker of its own';
      return `${trial} counts by ${name(after)} instead of ${name(before)}`;
    }
    default:
      return describeField([name], after, before[name], after[name]);
  }
}

function describeWindow({ window = 'lifetime' }: NodeConfig): string {
  if (typeof window === 'string' && Object.hasOwn(PERIODS, window)) return PERIODS[window]!;
  const days = isRecord(window) ? window['days'] : undefined;
  if (typeof days !== 'number') return quoteValue(window);
  return days === 1 ? 'a day back' : `${days} days back`;
}
