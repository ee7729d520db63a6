import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadTexts, textFor } from '../../src/texts/load-texts.js';
import type { Texts } from '../../src/texts/texts.js';
import { findLanguage } from './find-language.js';

/** An element with words: `texts` holds the publisher's own. */
export type WordsHost = ReactiveControllerHost & Element & { readonly texts: unknown };

/** The words of an element, in the language of the page around it. The element renders again when they have arrived. */
export class WordsController implements ReactiveController {
  /** A tag that `Intl` takes; `undefined` where the page names none. */
  language: string | undefined;
  /** Resolves when the words are those of the language; never rejects. */
  loaded: Promise<void> | null = null;
  readonly #host: WordsHost;

  constructor(host: WordsHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.language = findLanguage(this.#host);
    this.loaded = loadTexts(this.language)?.then(() => this.#host.requestUpdate()) ?? null;
  }

  /** A text: the publisher's own, else the default in the language. */
  say(key: keyof Texts): string {
    return textFor(key, this.language, this.#host.texts);
  }
}
