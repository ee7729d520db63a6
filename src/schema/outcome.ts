import { z } from 'zod';
import { noted, soft } from './notes.js';
import { amount, count, oneOf, reference, text } from './places.js';

const keep = z.union([
  z.strictObject({ words: count('Number of words to keep.') }),
  z.strictObject({ paragraphs: count('Number of paragraphs to keep.') }),
]);

/** Shows the content, hides it, or keeps its beginning. */
export const content: z.ZodType = z
  .union([z.enum(['show', 'hide']), z.object({ keep: keep.describe('How much of the beginning to keep.') })])
  .meta({
    id: 'ContentRule',
    description: 'Shows the content, hides it, or keeps its beginning.',
  });

const zoneOptions = z
  .strictObject({
    closeable: soft(z.boolean().describe('Whether the reader can close it.')).optional(),
    displayAfter: soft(amount('Time until it appears, in ms.')).optional(),
    scrollable: soft(z.boolean().describe('Whether the page behind it can be scrolled.')).optional(),
  })
  .meta({ id: 'ZoneOptions', description: 'How a pop-up or a sticky footer behaves.' });

/** An outcome: whether the content is shown, and the components that are shown with it. */
export const outcome: z.ZodObject = z
  .strictObject({
    id: text('Name in events and reports. Default: the JSON pointer of the outcome.').optional(),
    label: text('Name for people.').optional(),
    value: z
      .unknown()
      .describe('Any JSON value that the site gets with the decision, such as a price, a text or a switch.')
      .optional(),
    content,
    otherwise: oneOf(
      ['hide', 'show'],
      'Whether the content is hidden or shown where there is no more of it than is to be kept. Default: `hide`.',
    ).optional(),
    components: z
      .array(reference('components', 'Id of an entry of `components`.', 'component-unknown'))
      .describe('Components to show, in order.')
      .optional(),
    offers: z
      .array(noted(text('Id of an entry of `offers`.'), { refers: 'offers' }))
      .describe('Offers that the paywalls of this outcome show, in order, instead of their own.')
      .optional(),
    zone: oneOf(['inline', 'pop-up', 'sticky-footer'], 'Where the components are shown. Default: `inline`.')
      .meta({ id: 'Zone' })
      .optional(),
    zoneOptions: zoneOptions.optional(),
  })
  .meta({
    id: 'OutcomeConfig',
    description: 'An outcome: whether the content is shown, and the components that are shown with it.',
  });
