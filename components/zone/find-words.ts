/** What a zone says of its own accord. */
export interface ZoneWords {
  /** Name of the button that closes. */
  readonly close: string;
  /** Name of what has no heading. */
  readonly notice: string;
}

const ENGLISH: ZoneWords = { close: 'Close', notice: 'Notice' };
const WORDS: ReadonlyMap<string, ZoneWords> = new Map([
  ['de', { close: 'Schließen', notice: 'Hinweis' }],
  ['fr', { close: 'Fermer', notice: 'Message' }],
  ['es', { close: 'Cerrar', notice: 'Aviso' }],
  ['pt', { close: 'Fechar', notice: 'Aviso' }],
  ['ar', { close: 'إغلاق', notice: 'تنبيه' }],
  ['ja', { close: '閉じる', notice: 'お知らせ' }],
]);

/** The words in the language of a tag; in English where there are none. */
export function findWords(language = 'en'): ZoneWords {
  return WORDS.get(new Intl.Locale(language).language) ?? ENGLISH;
}
