import type { Host } from '../create-host.js';

/** Finds the feature elements that say that they could not be loaded, in shadow roots too. */
export function findFaulty({ _views: views }: Pick<Host, '_views'>): Element[] {
  return [...views.keys()].filter(
    (view): view is typeof view & Element => view instanceof Element && view.getAttribute('state') === 'fault',
  );
}
