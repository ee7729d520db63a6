import type { ComponentConfig, Config } from '../../src/model/config.js';
import type { Presentation } from '../../src/model/feature-host.js';
import type { Identity } from '../../src/model/identity.js';
import { own } from '../../src/lib/own.js';
import { loadTexts } from '../../src/texts/load-texts.js';
import { mayFillAddress } from '../../src/outcome/may-fill-address.js';
import { findLanguage } from '../internal/find-language.js';
import { pageBase } from '../internal/page-base.js';
import type { Fill } from './fill-for.js';
import { TEXTS_TIMEOUT_MS } from './limits.js';

/** The function that fills templates, if the walls of an outcome have any. */
export type FillFor =
  ((identity: Identity | undefined, config: Config | undefined, language: string | undefined) => Fill) | undefined;

/**
 * Loads everything that the walls of an outcome need beside their own file: the texts of the page's language, as a wall that
 * changes its words would change its height, the code that fills templates and addresses, and custom blocks.
 *
 * @throws (rejects) If a file does not arrive, or defines no element. Texts are the exception: they are English then.
 */
export async function loadWallNeeds(presentation?: Presentation): Promise<FillFor> {
  const { decision, config } = presentation ?? {};
  const parts = decision?.components.map((id): unknown => own(config?.components, id)) ?? [];
  const hasPaywall = parts.some((part) => own(part, 'type') === ('paywall' satisfies ComponentConfig['type']));
  const json = JSON.stringify([parts, hasPaywall && config?.offers]);
  const hasBlock = parts.some((part) => own(part, 'type') === ('custom-block' satisfies ComponentConfig['type']));
  const hasTrial = Object.keys(decision?.trials ?? {}).length > 0;
  const texts = loadTexts(findLanguage(document.documentElement));
  const [filling, addresses] = await Promise.all([
    (hasBlock || hasTrial || json.includes('{{')) && import('./fill-for.js'),
    mayFillAddress(json) && import('../../src/outcome/create-address-filling.js'),
    texts && Promise.race([texts, new Promise((resolve) => setTimeout(resolve, TEXTS_TIMEOUT_MS))]),
    hasBlock && import('../custom-block/define.js'),
  ]);
  // A bundler that drops code without exports would leave a place that shows nothing.
  if (hasBlock && !customElements.get('zephr-custom-block'))
    throw new Error('custom-block.js defines no <zephr-custom-block>: it came without its code');
  return filling
    ? (...reader) => filling.fillFor(...reader, addresses ? addresses.createAddressFilling(pageBase()) : undefined)
    : undefined;
}
