import { Parser } from 'htmlparser2';
import { decodeEscapes, leaveTagsOut, Reading } from './reading.js';
import type { SealerMistake } from './sealer-mistake.js';
import { readText } from './read-visible-text.js';
import { windowsOf } from './word-windows.js';

/** A sealed content, and the page that it is on. */
export interface SealedContent {
  /** Name of the page, for messages. */
  readonly page: string;
  readonly feature: string;
  /** Markup of the content. */
  readonly content: string;
  /** Markup that is in clear in the same place. */
  readonly clear: string;
}

/** Finds what is sealed in texts that are in clear: rows of eight words, whatever markup or escapes are between them. */
export class LeakSearch {
  /** The content that a row of words is of. */
  readonly #windows = new Map<number, SealedContent>();

  get isEmpty(): boolean {
    return this.#windows.size === 0;
  }

  /** Adds a content. The words of the clear part of its place are no leak anywhere. */
  add(sealed: SealedContent): void {
    const clear = new Set<number>();
    for (const { hash } of windowsOf(readText(sealed.clear))) clear.add(hash);
    for (const { hash } of windowsOf(readText(sealed.content))) {
      if (!clear.has(hash) && !this.#windows.has(hash)) this.#windows.set(hash, sealed);
    }
  }

  /**
   * Searches a text. Of each content, one leak is reported in each script, tag or comment of a page, one in its text, and one
   * in a file of another kind.
   *
   * @param isHtml - Whether it is a page.
   */
  search(text: string, isHtml: boolean): SealerMistake[] {
    const found: SealerMistake[] = [];
    for (const region of isHtml ? readRegions(text) : [regionOf(text, 0)]) {
      const known = new Map<SealedContent, number>();
      for (const { reading, base } of readings(region)) {
        for (const { hash, start } of windowsOf(reading.text)) {
          const sealed = this.#windows.get(hash);
          if (sealed && !known.has(sealed)) known.set(sealed, base(start));
        }
      }
      for (const [sealed, offset] of known) found.push({ code: 'seal-leak', offset, message: describe(sealed) });
    }
    return found;
  }
}

function describe({ page, feature }: SealedContent): string {
  return `Sealed content of feature "${feature}" on ${page} is here in clear. Cut it, or leave it out.`;
}

/** The texts of a region as it can be read: without its tags, and with them for the values of attributes. */
function readings(region: Reading): { readonly reading: Reading; readonly base: (at: number) => number }[] {
  const decoded = decodeEscapes(region.text, (reference) => readText(reference));
  const plain = leaveTagsOut(decoded);
  return [
    { reading: plain, base: (at) => region.locate(decoded.locate(plain.locate(at))) },
    { reading: decoded, base: (at) => region.locate(decoded.locate(at)) },
  ];
}

function regionOf(text: string, source: number): Reading {
  const region = new Reading();
  region.add(text, source);
  return region;
}

/** Divides a page: each start tag, script, style and comment, and its text. Seals are left out. */
function readRegions(html: string): Reading[] {
  const regions: Reading[] = [];
  const text = new Reading();
  let raw: { readonly start: number; readonly isSeal: boolean } | null = null;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (Object.keys(attributes).length > 0)
          regions.push(regionOf(html.slice(parser.startIndex, parser.endIndex + 1), parser.startIndex));
        if (/^(?:script|style)$/.test(name))
          raw = { start: parser.endIndex + 1, isSeal: attributes['type']?.trim().toLowerCase() === 'application/jose' };
        text.add(`<${name}>`, parser.startIndex);
      },
      onclosetag: (name) => {
        if (raw && /^(?:script|style)$/.test(name)) {
          if (!raw.isSeal) regions.push(regionOf(html.slice(raw.start, parser.startIndex), raw.start));
          raw = null;
        }
        text.add(`</${name}>`, parser.startIndex);
      },
      ontext: (part) => {
        if (!raw) text.add(part, parser.startIndex);
      },
      oncomment: (part) => {
        regions.push(regionOf(part, parser.startIndex + 4));
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  return [...regions, text];
}
