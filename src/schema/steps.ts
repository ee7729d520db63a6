import { z } from 'zod';
import { NODE_TYPES } from '../config/known-names.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { describeNodes } from './nodes.js';
import { noted } from './notes.js';
import { outcome } from './outcome.js';
import { mapOf, text } from './places.js';

const show = z.literal('show').describe('The content is shown whole.');
const stepName = z.string();

const UNKNOWN_EXIT = { error: 'exit-unknown' };
const subRuleExit = z
  .strictObject({
    exit: z.string(UNKNOWN_EXIT).min(1, UNKNOWN_EXIT).describe('Name of one of the exits of the sub rule.'),
  })
  .meta({ id: 'SubRuleExit', description: 'Leaves a sub rule by one of its exits; only inside of one.' });

const anyStep = z.lazy(() => step);

/** A node of a type that nobody knows: most likely its exits are steps, as those of all others. */
const strangeNode = noted(
  z.looseObject({
    type: z.enum(NODE_TYPES, {
      error: ({ input }) => (typeof input === 'string' && input !== '' ? 'node-type-unknown' : 'type-wrong'),
    }),
    yes: anyStep.optional(),
    no: anyStep.optional(),
    unknown: anyStep.optional(),
    exits: z.record(z.string(), anyStep).optional(),
  }),
  { recurs: true },
);

/** The nodes of the palette by type. */
export const nodes = describeNodes(anyStep);

/** A node of any type. */
export const node: z.ZodType = noted(
  z.discriminatedUnion('type', Object.values(nodes) as [z.ZodObject]).meta({
    id: 'RuleNode',
    description: 'A node: asks something, and goes on by one of its exits.',
  }),
  { choose: (value) => (own(nodes, own(value, 'type')) as z.ZodType | undefined) ?? strangeNode },
);

/** Where a rule goes. */
export const step: z.ZodType = noted(
  z.union([show, stepName, node, outcome, subRuleExit]).meta({
    id: 'Step',
    description:
      '`"show"`, the id of a node of this rule or of an outcome of the config, or a node or outcome in place.',
  }),
  {
    choose: (value, _parent, at) => {
      if (typeof value === 'string') return stepName;
      if (isRecord(value) && Object.hasOwn(value, 'type')) return node;
      return own(value, 'exit') !== undefined && at.startsWith('/subRules/') ? subRuleExit : outcome;
    },
  },
);

const ruleGraph = z
  .strictObject({
    start: step.describe('Where the rule begins.'),
    nodes: mapOf(node, 'Nodes by id; the ids are known in this rule only.').optional(),
  })
  .meta({ id: 'RuleGraph', description: 'A rule whose nodes have ids, so that several paths can lead to one.' });

/** What is decided for one user state. */
export const rule: z.ZodType = noted(
  z
    .union([step, ruleGraph])
    .meta({ id: 'Rule', description: 'What is decided for one user state: a step, or a graph.' }),
  { choose: (value) => (isRecord(value) && Object.hasOwn(value, 'start') ? ruleGraph : step) },
);

/** A rule that is entered from others. */
export const subRule: z.ZodObject = z
  .strictObject({
    start: step.describe('Where the sub rule begins.'),
    nodes: mapOf(node, 'Nodes by id; the ids are known in this sub rule only.').optional(),
    exits: z.array(text('Name of an exit.')).describe('Names of the exits that it can be left by.'),
  })
  .meta({
    id: 'SubRuleConfig',
    description: 'A rule that is entered from other rules, and left by the step `{ "exit": name }`.',
  });
