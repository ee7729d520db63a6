import { z } from 'zod';
import { soft } from './notes.js';
import { amount, count, oneOf, reference, text } from './places.js';

const keep = z.union([
  z.strictObject({ words: count('So many words from the beginning.') }),
  z.strictObject({ paragraphs: count('So many paragraphs from the beginning.') }),
]);

const content = z
  .union([z.enum(['show', 'hide']), z.object({ keep: keep.describe('How much of the beginning stays.') })])
  .meta({
    id: 'ContentRule',
    description: 'What becomes of the gated content: shown, hidden, or its beginning kept.',
  });

const zoneOptions = z
  .strictObject({
    closeable: soft(z.boolean().describe('Whether the reader may close it.')).optional(),
    displayAfter: soft(amount('Milliseconds until it comes.')).optional(),
    scrollable: soft(z.boolean().describe('Whether the page behind it can still be scrolled.')).optional(),
  })
  .meta({ id: 'ZoneOptions', description: 'How a pop-up or a sticky footer behaves.' });

/** An outcome: what becomes of the content, and which components are shown with it. */
export const outcome: z.ZodObject = z
  .strictObject({
    id: text('Name in events and reports. An outcome without one goes by its place in the config.').optional(),
    label: text('Name for people.').optional(),
    content,
    components: z
      .array(reference('components', 'Id of an entry of `components`.', 'component-unknown'))
      .describe('Components that are shown, in order.')
      .optional(),
    zone: oneOf(['inline', 'pop-up', 'sticky-footer'], 'Where the components stand. `inline` unless told.')
      .meta({ id: 'Zone' })
      .optional(),
    zoneOptions: zoneOptions.optional(),
  })
  .meta({ id: 'OutcomeConfig', description: 'What becomes of the content, and which components are shown with it.' });
