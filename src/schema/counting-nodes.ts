import { z } from 'zod';
import { isRecord } from '../lib/is-record.js';
import type { NodeBuilder, NodeSchemas } from './node-builder.js';
import { noted } from './notes.js';
import { count, oneOf, reference, text } from './places.js';

const tracker = text('Name of the tracker that counts. Nodes may share a tracker. Default: one tracker per feature.');

const days = z.strictObject({ days: z.number().positive().describe('Number of days, counted back from now.') });
const period = z.enum(['lifetime', 'calendar-day', 'calendar-week', 'calendar-month'], { error: 'value-unknown' });
const trialWindow = noted(
  z.union([period, days]).meta({
    id: 'TrialWindow',
    description: 'How far back views are counted. Weeks begin on Monday, months on the first day. Default: `lifetime`.',
  }),
  { choose: (value) => (isRecord(value) ? days : period) },
);

type CountingNode = 'trial' | 'time-trial' | 'split-test';

/** Creates the schemas of the nodes that depend on what was counted of a reader. */
export function createCountingNodes(builder: NodeBuilder): NodeSchemas<CountingNode> {
  return {
    trial: builder.condition(
      'trial',
      'Trial: a fixed number of free articles. Takes `yes` while any remain and `no` afterwards.',
      {
        tracker: tracker.optional(),
        limit: count('Number of free articles. Default: 10.').meta({ default: 10 }).optional(),
        counts: oneOf(
          ['unique-article', 'page-view'],
          'The unit that is counted. Default: `unique-article`.',
        ).optional(),
        window: trialWindow.optional(),
        scope: oneOf(['all', 'site'], 'Counts across all sites, or on each of them apart. Default: `all`.').optional(),
        remaining: builder
          .stepsByName('Separate exits by the number of articles that remain: `{ "1": step }`.')
          .optional(),
      },
    ),
    'time-trial': builder.condition(
      'time-trial',
      'Time trial: everything is free for a period that begins with the first visit.',
      {
        tracker: tracker.optional(),
        duration: z.number().positive().describe('Length of the trial, in units.'),
        unit: oneOf(['minutes', 'hours', 'days'], 'Unit of the duration.'),
        scope: oneOf(['all', 'site'], 'Begins across all sites, or on each of them apart. Default: `all`.').optional(),
      },
    ),
    'split-test': builder.node('split-test', 'Split test: one exit per group. A reader stays in the same group.', {
      test: reference('splitTests', 'Id of an entry of `splitTests`.'),
      exits: builder.namedExits('Where each group leads, by group id.'),
      unknown: builder.unusedExit(),
    }),
  };
}
