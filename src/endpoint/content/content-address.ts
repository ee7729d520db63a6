import { isSafeUrl } from '../../config/is-safe-url.js';
import { encodeValue } from '../../outcome/fill-address.js';

/** The parts of a page's address that an address of the content API may hold. */
export interface ContentPage {
  /** The canonical path. */
  readonly path: string;
  readonly host: string | undefined;
  /** Id of the entry of `sites`; `null` for a host of no site. */
  readonly site: string | null | undefined;
}

/** Writes the address of a page's article; `null` where the page has no such part. */
export type FillContentAddress = (page: ContentPage) => string | null;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const NAMES = ['path', 'host', 'site'] as const;
/** Scheme and host, which are the publisher's own text, and the beginning of what follows. A path begins with a slash. */
const ORIGIN = /^https?:\/\/[^/?#{}\\@\s]+(?:[/?]|\{\{path\}\})/i;

/**
 * Compiles the address of a content API. Scheme and host never come from a page. The path of a page keeps its slashes in the path
 * of the address; all else is percent-encoded, so that each value stays within its part.
 *
 * @returns A sentence about the mistake where there is one.
 * @example compileContentAddress('https://cms.example/articles?path={{path}}')({ path: '/a b' }) // '…?path=%2Fa%20b'
 */
export function compileContentAddress(template: string): FillContentAddress | string {
  const parts = template.split(PLACEHOLDER);
  const named = parts.filter((_part, index) => index % 2 === 1);
  const unknown = named.find((name) => !(NAMES as readonly string[]).includes(name));
  if (unknown !== undefined)
    return `has an unknown placeholder "{{${unknown.slice(0, 40)}}}". The placeholders are ${NAMES.map((name) => `"{{${name}}}"`).join(', ')}.`;
  if (!ORIGIN.test(template) || template.includes('#'))
    return 'must be a whole address without a placeholder in its host, without a name of a user, and without a fragment.';
  if (!named.includes('path')) return 'must have the placeholder "{{path}}": each page has an article of its own.';
  const query = template.includes('?') ? template.indexOf('?') : Infinity;
  const fill: FillContentAddress = (page) => {
    let [address, length] = ['', 0];
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 0) {
        address += part;
        length += part.length;
        continue;
      }
      const value = page[part as (typeof NAMES)[number]];
      if (typeof value !== 'string') return null;
      if (part !== 'path' || length > query) address += encodeValue(value);
      else address += keepSlashes(value).slice(address.endsWith('/') ? 1 : 0);
      length += part.length + '{{}}'.length;
    }
    return address;
  };
  const example = fill({ path: '/', host: 'host', site: 'site' })!;
  if (!URL.canParse(example) || isSafeUrl(example, {}) !== true) return 'must be https, or http on loopback.';
  return fill;
}

function keepSlashes(path: string): string {
  return path.split('/').map(encodeValue).join('/');
}
