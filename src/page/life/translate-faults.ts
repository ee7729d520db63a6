import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { findText } from '../../texts/find-text.js';
import { FAULTS } from '../../texts/language-files.js';
import { listen } from '../browser.js';
import type { Host } from '../create-host.js';
import { findFaulty } from './find-faulty.js';

/**
 * Puts the line of features that could not be loaded into the page's language, or into the publisher's own words (`texts`, key
 * `fault`). `<zephr-feature>` itself writes it in English alone: it is on every page, and a fault is rare.
 *
 * @returns Stops it.
 */
export function translateFaults({ texts }: Config, host: Host): () => void {
  const translate = (): void => {
    for (const feature of findFaulty(host)) {
      const language = feature.closest('[lang]')?.getAttribute('lang') ?? '';
      const words = findText(texts, 'fault', language) ?? own(FAULTS, language.split('-')[0]!.toLowerCase());
      const line = feature.shadowRoot?.querySelector('[part=fault]');
      if (line && typeof words === 'string') line.textContent = words;
    }
  };
  translate();
  return listen('zephr-fault', translate);
}
