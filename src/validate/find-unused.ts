import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import type { Reference } from '../schema/hold-against.js';
import { createWarning, type Found } from './mistake.js';

/**
 * Finds entries of the maps of a config that are never referred to.
 *
 * @param references - All references to entries.
 * @param outcomes - Ids of the outcomes that rules lead to.
 */
export function findUnused(config: unknown, references: readonly Reference[], outcomes: readonly string[]): Found[] {
  const named = new Map<string, Set<string>>([['outcomes', new Set(outcomes)]]);
  for (const { refers, id } of references) named.set(refers, (named.get(refers) ?? new Set()).add(id));
  const idle = (map: string, says: string, isUsed: (entry: unknown, id: string) => boolean = () => false): Found[] => {
    const entries = own(config, map);
    return Object.keys(isRecord(entries) ? entries : {})
      .filter((id) => named.get(map)?.has(id) !== true && !isUsed(own(entries, id), id))
      .map((id) => createWarning('unused', `/${map}${toPointer(id)}`, says));
  };
  const components = own(config, 'components');
  const lent = new Set(
    Object.values(isRecord(components) ? components : {}).map((component) => own(component, 'offer')),
  );
  /** A paywall may exist only for the blocks that use its offers. */
  const lendsOffer = (component: unknown): boolean => {
    const offers = own(component, 'offers');
    return (
      Array.isArray(offers) &&
      offers.some((offer) => typeof own(offer, 'id') === 'string' && lent.has(own(offer, 'id')))
    );
  };
  return [
    ...idle('outcomes', 'is an outcome that no rule leads to.'),
    ...idle('components', 'is a component that no outcome shows.', lendsOffer),
    ...idle('offers', 'is an offer that no paywall, block or outcome names.', (_offer, id) => lent.has(id)),
    ...idle('subRules', 'is a sub rule that no node uses.'),
    ...idle('splitTests', 'is a split test that no node asks for.'),
    // A product that grants a feature is used, even if no node asks for it.
    ...idle('products', 'is a product that grants no feature, and no node asks for it.', (product) => {
      const features = own(product, 'features');
      return !Array.isArray(features) || features.length > 0;
    }),
  ];
}
