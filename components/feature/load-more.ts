import type { ComponentConfig } from '../../src/model/config.js';
import type { Presentation } from '../../src/model/feature-host.js';
import { own } from '../../src/lib/own.js';
import { findLanguage } from '../internal/find-language.js';
import { loadTexts } from '../../src/texts/load-texts.js';
import type { fillFor } from './fill-for.js';

/** Milliseconds that walls wait for their texts. */
const TEXTS_WAIT = 1000;

/** What fills templates, where a page had to load it. */
export const more: { fillFor?: typeof fillFor } = {};

/**
 * Loads what the walls of an outcome need beside their own file: the texts of the page's language, as a wall that changes its
 * words would change its height, what fills templates, and custom blocks.
 *
 * @throws (rejects) Where one of the files does not arrive; but texts, which English stands in for.
 */
export async function loadMore(presentation?: Presentation): Promise<void> {
  const { decision, config } = presentation ?? {};
  const parts = decision?.components.map((id): unknown => own(config?.components, id)) ?? [];
  const hasBlock = parts.some((part) => own(part, 'type') === ('custom-block' satisfies ComponentConfig['type']));
  const hasTrial = Object.keys(decision?.trials ?? {}).length > 0;
  await Promise.all([
    Promise.race([
      loadTexts(findLanguage(document.documentElement)),
      new Promise((resolve) => setTimeout(resolve, TEXTS_WAIT)),
    ]),
    (hasBlock || hasTrial || parts.some(hasTags)) &&
      import('./fill-for.js').then(({ fillFor }) => Object.assign(more, { fillFor })),
    hasBlock && import('../custom-block/define.js'),
  ]);
}

/** Whether a text somewhere in it has a tag to fill in. Its own members in a ring would be no JSON, and no config. */
function hasTags(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasTags);
}
