import { Parser } from 'htmlparser2';
import { FeatureNesting, type CutOffFeature } from '../../lib/feature-nesting.js';

/** The parts of a page that its JSON-LD is checked against. */
export interface PageMarkup {
  /** Texts of its JSON-LD, one per script. */
  readonly jsonLd: readonly string[];
  /** Classes of all its elements. */
  readonly classes: ReadonlySet<string>;
  /** Features of its `<zephr-feature>` elements, in order. */
  readonly features: readonly string[];
  /** Features of elements whose content is neither sealed nor fetched. */
  readonly inClear: readonly string[];
  /** Values of `data-fallback` of its `<zephr-feature>` elements and scripts, other than `show` and `hide`. */
  readonly unknownFallbacks: readonly string[];
  /** Slugs between comment markers. */
  readonly slugs: ReadonlySet<string>;
  /** Its canonical link, as it is written; `null` without one. */
  readonly canonical: string | null;
  /** `<zephr-feature>` elements that a browser closes before their content ends. */
  readonly cutOff: readonly CutOffFeature[];
  /** `<zephr-feature>` elements whose end tag a browser ignores. */
  readonly unended: readonly CutOffFeature[];
  /** Contents of its meta tags, by `name`, `property` or `itemprop`. */
  readonly meta: Readonly<Record<string, string>>;
}

const MARKER = /^\s*(?:ZEPHR|BLAIZE)_FEATURE\s+(\S+)\s*$/;

/** Reads the markup of a page as it was sent, without what scripts add later. */
export function readPage(html: string): PageMarkup {
  const jsonLd: string[] = [];
  const classes = new Set<string>();
  const features: string[] = [];
  const inClear = new Set<string>();
  const slugs = new Set<string>();
  const unknownFallbacks = new Set<string>();
  const meta: Record<string, string> = {};
  const nesting = new FeatureNesting();
  let block: string | null = null;
  let canonical: string | null = null;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      nesting.open(name, attributes['feature']);
      for (const one of attributes['class']?.split(/\s+/).filter(Boolean) ?? []) classes.add(one);
      const fallback = attributes['data-fallback'];
      if (/^(?:zephr-feature|script)$/.test(name) && fallback !== undefined && !/^(?:show|hide)$/.test(fallback))
        unknownFallbacks.add(fallback);
      if (name === 'zephr-feature' && attributes['feature']) {
        features.push(attributes['feature']);
        if (attributes['sealed'] === undefined && !attributes['src']) inClear.add(attributes['feature']);
      }
      if (name === 'script' && attributes['type']?.trim().toLowerCase() === 'application/ld+json') block = '';
      if (name === 'link' && /(^|\s)canonical(\s|$)/i.test(attributes['rel'] ?? ''))
        canonical ??= attributes['href'] || null;
      const key = attributes['name'] ?? attributes['property'] ?? attributes['itemprop'];
      if (name === 'meta' && key !== undefined) meta[key] ??= attributes['content'] ?? '';
    },
    ontext: (text) => {
      if (block !== null) block += text;
    },
    onclosetag: (name, isImplied) => {
      nesting.close(name, isImplied);
      if (name !== 'script' || block === null) return;
      jsonLd.push(block);
      block = null;
    },
    oncomment: (text) => {
      const [, slug] = MARKER.exec(text) ?? [];
      if (slug !== undefined) slugs.add(slug);
    },
  });
  parser.end(html);
  const { cutOff, unended } = nesting;
  const once = { features: [...new Set(features)], inClear: [...inClear], unknownFallbacks: [...unknownFallbacks] };
  return { jsonLd, classes, ...once, slugs, cutOff, unended, canonical, meta };
}
