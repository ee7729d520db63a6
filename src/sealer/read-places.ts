import { Parser } from 'htmlparser2';
import { FeatureNesting } from '../lib/feature-nesting.js';
import { INLINE, UNREAD } from './read-visible-text.js';
import type { SealerMistake } from './sealer-mistake.js';

/** A part of a text, in characters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A `<zephr-feature>` of a page. */
export interface Place extends Span {
  readonly feature: string;
  /** Its start tag. */
  readonly tag: Span;
  /** The part between its tags. */
  readonly inside: Span;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its `<script type="application/jose">`, each with its text. */
  readonly seals: readonly (Span & { readonly text: string })[];
  /** Blocks in it that are whole in the seal behind them. */
  readonly teasers: readonly Span[];
  /** The parts of its text, and where they are; a space at each end of a block. */
  readonly texts: readonly TextPart[];
}

/** A part of the text of a place. */
export interface TextPart {
  readonly at: number;
  readonly text: string;
}

/** The parts of a page that sealing is about. */
export interface PagePlaces {
  /** In the order of their start tags. */
  readonly places: readonly Place[];
  /** Places whose end is not where their markup says, or that are in one another. */
  readonly mistakes: readonly SealerMistake[];
  /** Address of its canonical link, as it is written; `null` without one. */
  readonly canonical: string | null;
  /** Contents of its meta tags, by `name`, `property` or `itemprop`. */
  readonly meta: Readonly<Record<string, string>>;
  /** Texts of its JSON-LD, one per script. */
  readonly jsonLd: readonly string[];
  /** Language of the page, as `<html lang>` has it. */
  readonly language: string;
}

interface OpenPlace {
  readonly feature: string;
  readonly tag: Span;
  readonly attributes: Readonly<Record<string, string>>;
  readonly seals: (Span & { readonly text: string })[];
  readonly teasers: Span[];
  readonly texts: TextPart[];
  /** Number of elements that are open around its children. */
  readonly depth: number;
}

/** An element that is open, as far as it matters here. */
interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly inside: number;
  readonly kind: 'seal' | 'json-ld' | 'teaser' | null;
}

/** Elements that have no end tag (WHATWG HTML, section 13.1.2). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

/** Reads the places of a page in its source: nothing is changed, and all offsets are those of the text. */
export function readPlaces(html: string): PagePlaces {
  const reader = new PlaceReader(html);
  return reader.read();
}

/**
 * Counts the characters of the text of a place, as `readText` reads it.
 *
 * @param from - Offset in the page of the first of them.
 */
export function countCharacters({ texts }: Place, from: number): number {
  let all = '';
  for (const { at, text } of texts) if (at >= from) all += text;
  // A row of white space is one character, and none at the beginning and the end.
  return all.replace(/\s\s+/g, ' ').trim().length;
}

class PlaceReader {
  readonly #html: string;
  readonly #parser: Parser;
  readonly #nesting = new FeatureNesting();
  readonly #places: Place[] = [];
  readonly #mistakes: SealerMistake[] = [];
  readonly #open: OpenElement[] = [];
  readonly #features: OpenPlace[] = [];
  /** Elements without an end tag, closed by the next end tag. */
  #unclosed: string[] = [];
  readonly #jsonLd: string[] = [];
  readonly #meta: Record<string, string> = {};
  /** Open elements of the current place whose text is not read. */
  #unread = 0;
  #canonical: string | null = null;
  #language = '';

  constructor(html: string) {
    this.#html = html;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#enter(name, attributes),
      onclosetag: (name, isImplied) => this.#leave(name, isImplied),
      ontext: (text) => {
        if (this.#unread === 0) this.#addText(text);
      },
    });
  }

  read(): PagePlaces {
    this.#parser.end(this.#html);
    this.#places.sort((one, other) => one.start - other.start);
    return {
      places: this.#places,
      mistakes: this.#mistakes,
      canonical: this.#canonical,
      meta: this.#meta,
      jsonLd: this.#jsonLd,
      language: this.#language,
    };
  }

  #enter(name: string, attributes: Record<string, string>): void {
    const tag = { start: this.#parser.startIndex, end: this.#parser.endIndex + 1 };
    this.#unclosed = [];
    this.#track(() => this.#nesting.open(name, attributes['feature']), tag.start);
    this.#readHead(name, attributes);
    const place = this.#features.at(-1);
    if (place && UNREAD.test(name)) this.#unread++;
    if (!INLINE.test(name)) this.#addText(' ');
    const isTeaser = place?.depth === this.#open.length && 'data-zephr-teaser' in attributes;
    const kind = isTeaser ? 'teaser' : name === 'script' ? kindOf(attributes['type']) : null;
    this.#open.push({ name, start: tag.start, inside: tag.end, kind });
    if (name !== 'zephr-feature') return;
    if (place) this.#report('seal-nested', tag.start, `is inside that of feature "${place.feature}"`);
    const depth = this.#open.length;
    this.#features.push({
      feature: attributes['feature'] ?? '',
      tag,
      attributes,
      seals: [],
      teasers: [],
      texts: [],
      depth,
    });
    this.#unread = 0;
  }

  #readHead(name: string, attributes: Record<string, string>): void {
    if (name === 'html') this.#language ||= attributes['lang'] ?? '';
    if (name === 'link' && /(^|\s)canonical(\s|$)/i.test(attributes['rel'] ?? ''))
      this.#canonical ??= attributes['href'] || null;
    const key = attributes['name'] ?? attributes['property'] ?? attributes['itemprop'];
    if (name === 'meta' && key !== undefined) this.#meta[key] ??= attributes['content'] ?? '';
  }

  #leave(name: string, isImplied: boolean): void {
    const element = this.#open.pop();
    const start = this.#parser.startIndex;
    this.#track(() => this.#nesting.close(name, isImplied), element?.start ?? start);
    if (this.#unread > 0 && UNREAD.test(name)) this.#unread--;
    if (!INLINE.test(name)) this.#addText(' ');
    if (element?.kind) this.#readElement(element, start, isImplied ? start : this.#endOf(start));
    if (name === 'zephr-feature') this.#leavePlace(start, isImplied);
    if (!isImplied) this.#unclosed = [];
    else if (!VOID.test(name)) this.#unclosed.push(name);
  }

  #addText(text: string): void {
    this.#features.at(-1)?.texts.push({ at: this.#parser.startIndex, text });
  }

  #readElement({ kind, start, inside }: OpenElement, close: number, end: number): void {
    const text = this.#html.slice(inside, close);
    if (kind === 'json-ld') this.#jsonLd.push(text);
    const place = this.#features.at(-1);
    if (kind === 'seal') place?.seals.push({ start, end, text });
    if (kind === 'teaser') place?.teasers.push({ start, end });
  }

  #leavePlace(close: number, isImplied: boolean): void {
    const { feature, tag, attributes, seals, teasers, texts } = this.#features.pop()!;
    const [left] = this.#unclosed;
    if (isImplied) this.#report('seal-unclosed', tag.start, 'has no end tag', feature);
    else if (left !== undefined)
      this.#report('seal-unclosed', tag.start, `has an open <${left}> at its end tag. Write </${left}>`, feature);
    const end = isImplied ? close : this.#endOf(close);
    this.#places.push({
      ...{ feature, tag, attributes, seals, teasers, texts },
      ...{ start: tag.start, end, inside: { start: tag.end, end: close } },
    });
  }

  /** The end of the end tag that begins at a place. There may be white space in it. */
  #endOf(start: number): number {
    const end = this.#html.indexOf('>', start);
    return end < 0 ? this.#html.length : end + 1;
  }

  /** Reports where a browser ends a place elsewhere than its markup does. */
  #track(run: () => void, offset: number): void {
    const before = this.#nesting.cutOff.length;
    run();
    for (const { feature, by } of this.#nesting.cutOff.slice(before))
      this.#report('content-outside', offset, `is closed by a browser with <${by}>`, feature);
  }

  #report(code: SealerMistake['code'], offset: number, says: string, feature?: string): void {
    const id = feature ?? 'of it';
    const subject = feature === undefined ? 'A <zephr-feature>' : `<zephr-feature feature="${id}">`;
    this.#mistakes.push({ code, offset, message: `${subject} ${says}. Nothing of the page was sealed.` });
  }
}

function kindOf(type: string | undefined): OpenElement['kind'] {
  const name = type?.trim().toLowerCase();
  return name === 'application/jose' ? 'seal' : name === 'application/ld+json' ? 'json-ld' : null;
}
