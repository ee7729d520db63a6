import { z } from 'zod';
import { key } from './jwt.js';
import { soft } from './notes.js';
import { text } from './places.js';

/** The settings of previews. A mistake in them breaks no decision: links to previews do nothing then. */
export const preview: z.ZodType = soft(
  z
    .strictObject({
      publicKey: key('Public key of the previews: ES256, PEM or a JWK, as `zephr keys --out preview` makes it.'),
      origins: z
        .array(text('An origin, such as `https://www.news.example`.'))
        .describe('Origins whose pages run previews. Default: those that the signed preview names.')
        .optional(),
    })
    .meta({
      id: 'PreviewConfig',
      description: 'Lets holders of a private key show edits of the config on live pages, by a signed link.',
    }),
);
