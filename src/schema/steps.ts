import { z } from 'zod';
import { NODE_TYPES } from '../config/known-names.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { createNodeSchemas } from './nodes.js';
import { noted } from './notes.js';
import { outcome } from './outcome.js';
import { mapOf, text } from './places.js';

const show = z.literal('show').describe('Shows the whole content.');
const stepName = z.string();

const UNKNOWN_EXIT = { error: 'exit-unknown' };
const subRuleExit = z
  .strictObject({
    exit: z.string(UNKNOWN_EXIT).min(1, UNKNOWN_EXIT).describe('Name of an exit of the sub rule.'),
  })
  .meta({ id: 'SubRuleExit', description: 'Leaves a sub rule by one of its exits. Only inside a sub rule.' });

const anyStep = z.lazy(() => step);

/** A node of an unknown type. Its exits are checked like those of other nodes. */
const unknownNode = noted(
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

/** The schemas of the nodes, by type. */
export const nodes = createNodeSchemas(anyStep);

/** A node of any type. */
export const node: z.ZodType = noted(
  z.discriminatedUnion('type', Object.values(nodes) as [z.ZodObject]).meta({
    id: 'RuleNode',
    description: 'A node: evaluates a condition and continues at one of its exits.',
  }),
  { choose: (value) => (own(nodes, own(value, 'type')) as z.ZodType | undefined) ?? unknownNode },
);

/** A step of a rule. */
export const step: z.ZodType = noted(
  z.union([show, stepName, node, outcome, subRuleExit]).meta({
    id: 'Step',
    description:
      '`"show"`, the id of a node of this rule or of an outcome of the config, or a node or outcome written in place.',
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
    start: step.describe('First step of the rule.'),
    nodes: mapOf(node, 'Nodes by id. The ids are valid in this rule only.').optional(),
  })
  .meta({ id: 'RuleGraph', description: 'A rule whose nodes have ids, so several paths can lead to the same node.' });

/** The rule of one user state. */
export const rule: z.ZodType = noted(
  z.union([step, ruleGraph]).meta({ id: 'Rule', description: 'The rule of one user state: a step, or a graph.' }),
  { choose: (value) => (isRecord(value) && Object.hasOwn(value, 'start') ? ruleGraph : step) },
);

/** A rule that other rules enter. */
export const subRule: z.ZodObject = z
  .strictObject({
    start: step.describe('First step of the sub rule.'),
    nodes: mapOf(node, 'Nodes by id. The ids are valid in this sub rule only.').optional(),
    exits: z.array(text('Name of an exit.')).describe('Names of the exits of the sub rule.'),
  })
  .meta({
    id: 'SubRuleConfig',
    description: 'A rule that other rules enter. The step `{ "exit": name }` leaves it.',
  });
