import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { findText } from '../../texts/find-text.js';
import { FAULTS } from '../../texts/language-files.js';
import { findElements, listen } from '../browser.js';

/**
 * Puts the line of features that could not be loaded into the page's language, or into the publisher's own words (`texts`, key
 * `fault`). `<zephr-feature>` itself writes it in English alone: it is on every page, and a fault is rare.
 *
 * @returns Stops it.
 */
export function translateFaults({ texts }: Config): () => void {
  const translate = (): void => {
    for (const feature of findElements('zephr-feature[state=fault]')) {
      const language = feature.closest('[lang]')?.getAttribute('lang') ?? '';
      const words = findText(texts, 'fault', language) ?? own(FAULTS, language.split('-')[0]!.toLowerCase());
      const line = feature.shadowRoot?.querySelector('[part=fault]');
      if (line && typeof words === 'string') line.textContent = words;
    }
  };
  translate();
  return listen('zephr-fault', translate);
}
