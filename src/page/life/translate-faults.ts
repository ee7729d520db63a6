import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { findElements, listen } from '../browser.js';

/** The line of a place that could not be loaded, by primary language subtag. English stands in the place already. */
const LINES: Readonly<Record<string, string>> = {
  de: 'Dieser Inhalt konnte nicht geladen werden.',
  fr: 'Ce contenu n’a pas pu être chargé.',
  es: 'No se ha podido cargar este contenido.',
  pt: 'Não foi possível carregar este conteúdo.',
  ar: 'تعذّر تحميل هذا المحتوى.',
  ja: 'このコンテンツを読み込めませんでした。',
};

/**
 * Says in the page's language, or in words of the publisher (`texts`, key `fault`), what a place says that could not be loaded.
 * The core has but one line for it, as it is on every page, and this is rare.
 *
 * @returns Stops it.
 */
export function translateFaults({ texts }: Config): () => void {
  const translate = (): void => {
    for (const place of findElements('zephr-feature[state=fault]')) {
      const language = place.closest('[lang]')?.getAttribute('lang')?.toLowerCase().split('-')[0] ?? '';
      const words = own(own(texts, language), 'fault') ?? own(texts, 'fault') ?? own(LINES, language);
      const line = place.shadowRoot?.querySelector('[part=fault]');
      if (line && typeof words === 'string') line.textContent = words;
    }
  };
  translate();
  return listen('zephr-fault', translate);
}
