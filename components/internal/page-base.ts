import { isOwnBase } from '../../src/lib/is-own-base.js';

/**
 * The address that relative addresses of a wall belong to. A `<base>` that leads to another origin does not count, as markup
 * that needs no script can set one, also after the wall was shown: so a wall writes whole addresses only.
 */
export function pageBase(): string {
  // Markup can shadow members of `document`, but not those of the prototypes.
  const base = Reflect.get<Node, 'baseURI'>(Node.prototype, 'baseURI', document);
  // The whole page is searched only where there may be one.
  const isOwn =
    base === location.href ||
    !Document.prototype.querySelector.call(document, 'base') ||
    isOwnBase(base, [location.origin, origin]);
  return isOwn ? base : location.href;
}
