import type { ComponentConfig } from '../../src/model/config.js';
import type { Presentation } from '../../src/model/feature-host.js';
import { own } from '../../src/lib/own.js';
import { loadTexts } from '../../src/texts/load-texts.js';
import { findLanguage } from '../internal/find-language.js';
import type { fillFor } from './fill-for.js';
import { TEXTS_TIMEOUT_MS } from './limits.js';

/** The function that fills templates, if the walls of an outcome have any. */
export type FillFor = typeof fillFor | undefined;

/**
 * Loads everything that the walls of an outcome need beside their own file: the texts of the page's language, as a wall that
 * changes its words would change its height, the code that fills templates, and custom blocks.
 *
 * @throws (rejects) If a file does not arrive, or defines no element. Texts are the exception: they are English then.
 */
export async function loadWallNeeds(presentation?: Presentation): Promise<FillFor> {
  const { decision, config } = presentation ?? {};
  const parts = decision?.components.map((id): unknown => own(config?.components, id)) ?? [];
  const hasBlock = parts.some((part) => own(part, 'type') === ('custom-block' satisfies ComponentConfig['type']));
  const hasTrial = Object.keys(decision?.trials ?? {}).length > 0;
  const [filling] = await Promise.all([
    (hasBlock || hasTrial || parts.some(hasTags)) && import('./fill-for.js'),
    Promise.race([
      loadTexts(findLanguage(document.documentElement)),
      new Promise((resolve) => setTimeout(resolve, TEXTS_TIMEOUT_MS)),
    ]),
    hasBlock && import('../custom-block/define.js'),
  ]);
  // A bundler that drops code without exports would leave a place that shows nothing.
  if (hasBlock && !customElements.get('zephr-custom-block'))
    throw new Error('custom-block.js defines no <zephr-custom-block>: it came without its code');
  return filling ? filling.fillFor : undefined;
}

/** Whether a text in a value has a tag to fill in. Values come from JSON, so that none holds itself. */
function hasTags(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasTags);
}
