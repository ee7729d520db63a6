import { isText } from '../../src/config/check-shape.js';
import { isAttributeName } from '../../src/lib/is-attribute-name.js';
import { isElementName } from '../../src/lib/is-element-name.js';
import { isRecord } from '../../src/lib/is-record.js';

/** Elements of the page's own by name, and the names of the attributes that each may have. */
export type PageElements = ReadonlyMap<string, readonly string[]>;

/** Reads the allow-list of a config. Names that are not those of a custom element or an attribute are left out. */
export function readElements(value: unknown): PageElements {
  const entries = Object.entries(isRecord(value) ? value : {}).filter(([name]) => isElementName(name));
  return new Map(
    entries.map(([name, names]) => [name, Array.isArray(names) ? names.filter(isText).filter(isAttributeName) : []]),
  );
}

/**
 * Whether an attribute of a page's own element may have this value. The SDK does not know what the element makes of it, and a link
 * that runs a script is meant well nowhere. The browser's own parser decides, as in `safeHref`.
 */
export function isSoundValue(value: string): boolean {
  try {
    return !/^(?:javascript|vbscript):$/.test(new URL(value).protocol);
  } catch {
    return true;
  }
}
