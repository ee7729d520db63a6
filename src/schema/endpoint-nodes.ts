import { z } from 'zod';
import { MAX_SESSION_LIMIT } from '../config/limits.js';
import type { NodeBuilder, NodeSchemas } from './node-builder.js';
import { oneOf, text } from './places.js';

type EndpointNode = 'gift' | 'on-premises' | 'bypass' | 'promo' | 'active-sessions';

/** Creates the schemas of the nodes that only the endpoint can judge. */
export function createEndpointNodes(builder: NodeBuilder): NodeSchemas<EndpointNode> {
  return {
    gift: builder.condition('gift', 'Gift URL: the address holds a gift token that is valid for this reader.'),
    'on-premises': builder.condition(
      'on-premises',
      'On-Premises: the address of the reader is in a range of an account of the endpoint.',
      { account: text('Id or tag of an account in the settings of the endpoint. Default: any account.').optional() },
    ),
    bypass: builder.condition(
      'bypass',
      'Bypass: the reader follows a link that a trusted site has signed for this page.',
      { referrer: text('Id of the trusted site in the settings of the endpoint. Default: any site.').optional() },
    ),
    promo: builder.condition('promo', 'Promo Code: the address holds a promotion code that is valid for this reader.', {
      promotion: text('Id of a promotion in the settings of the endpoint. Default: any promotion.').optional(),
    }),
    'active-sessions': builder.condition(
      'active-sessions',
      'Active Session: the browser is one of as many as may read at once with an account.',
      {
        limit: z
          .number()
          .min(1)
          .max(MAX_SESSION_LIMIT)
          .refine(Number.isInteger)
          .meta({
            type: 'integer',
            description: `Browsers that may read at once with one account, from 1 to ${MAX_SESSION_LIMIT}.`,
          }),
        givesWay: oneOf(
          ['oldest', 'newest'],
          'Which browser gives way over the limit: the one that began to read first, or the one that came last. Default: `oldest`.',
        ).optional(),
      },
    ),
  };
}
