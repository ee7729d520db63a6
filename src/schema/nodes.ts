import type { z } from 'zod';
import type { NodeType } from '../config/known-names.js';
import { createCircumstanceNodes } from './circumstance-nodes.js';
import { createCountingNodes } from './counting-nodes.js';
import { createEndpointNodes } from './endpoint-nodes.js';
import { NodeBuilder, type NodeSchemas } from './node-builder.js';
import { createPageNodes } from './page-nodes.js';
import { notificationName, reference } from './places.js';
import { createReaderNodes } from './reader-nodes.js';
import { variables } from './variables.js';

/**
 * Creates the schema of every node, by type, in the order of Zephr's palette.
 *
 * @param step - The schema of a step, to which every exit leads.
 */
export function createNodeSchemas(step: z.ZodType): NodeSchemas<NodeType> {
  const builder = new NodeBuilder(step);
  return {
    ...createReaderNodes(builder),
    ...createCountingNodes(builder),
    ...createPageNodes(builder),
    ...createCircumstanceNodes(builder),
    ...createEndpointNodes(builder),
    set: builder.node(
      'set',
      'Set variables: sets variables for the templates of the outcome that follows, and goes on.',
      {
        variables,
        exits: builder.namedExits('Where it goes on: `{ "next": step }`.'),
        unknown: builder.unusedExit(),
      },
    ),
    notify: builder.node('notify', 'Notify: makes something known to analytics and a webhook, and goes on.', {
      name: notificationName('The name by which it is known: 1 to 64 letters, digits, `_`, `.`, `:` and `-`.'),
      webhook: notificationName(
        'Id of a webhook in the settings of the endpoint. Default: only analytics and the data layer of the page.',
      ).optional(),
      exits: builder.namedExits('Where it goes on: `{ "next": step }`.'),
      unknown: builder.unusedExit(),
    }),
    'sub-rule': builder.node('sub-rule', 'Sub Rule: enters a rule of `subRules` and continues at the exit it takes.', {
      rule: reference('subRules', 'Id of an entry of `subRules`.'),
      exits: builder.namedExits('Where each exit of the sub rule leads, by exit name.'),
      unknown: builder.unknownExit(),
    }),
  };
}
