import { z } from 'zod';
import { address } from './jwt.js';
import { soft } from './notes.js';
import { count, oneOf, ownName } from './places.js';

/** The level of protection that the publisher states, by which tools judge pages. It changes no decision. */
export const protection: z.ZodType = soft(
  oneOf(
    ['hidden', 'withheld', 'sealed'],
    'How the content is protected: `hidden` is in the page in clear, `withheld` is fetched after the decision, `sealed` is in the page as ciphertext. Default: `hidden`.',
  ).meta({ id: 'Protection', default: 'hidden' }),
);

const clear = z.union([
  z.strictObject({ words: count('Number of words that stay in clear.') }),
  z.strictObject({ paragraphs: count('Number of paragraphs that stay in clear.') }),
]);

/** How the content of a feature is sealed, and what happens to it when it is opened. */
export const seal: z.ZodType = soft(
  z
    .strictObject({
      clear: clear.describe('The beginning that stays in clear. Default: the whole content is sealed.').optional(),
      scripts: z
        .boolean()
        .describe('Runs the scripts of the content once it is opened. Default: they stay inert.')
        .meta({ default: false })
        .optional(),
      sanitize: z
        .boolean()
        .describe('Sends the content through the sanitiser before it is inserted. Default: false.')
        .meta({ default: false })
        .optional(),
    })
    .meta({ id: 'SealConfig', description: 'How the content of a feature with `"protection": "sealed"` is sealed.' }),
);

/** Where pages get the keys of sealed content. */
export const sealing: z.ZodType = soft(
  z
    .strictObject({
      endpoint: address(
        'Address of the endpoint that releases keys: https, http on loopback, or on the origin of the page. Default: `keys` beside `jwt.verifyEndpoint`.',
      ).optional(),
      claim: ownName(
        'Claim of the token that holds keys of features, by feature and id of the key. Default: `zephr_keys`.',
      )
        .meta({ default: 'zephr_keys' })
        .optional(),
    })
    .meta({ id: 'SealingConfig', description: 'Where pages get the keys of sealed content.' }),
);
