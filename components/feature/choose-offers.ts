import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { ComponentConfig, Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';

/** A component with the offers that it shows. */
export interface WithOffers {
  readonly config: ComponentConfig;
  /** Offers that the site does not have: the end of a JSON pointer where the component names one, and its id. */
  readonly unknown: readonly (readonly [member: string, id: string])[];
}

/**
 * Chooses the offers of a component: those that its outcome names, else its own, each with the members that the site gives it.
 * If none of the offers of an outcome is known, the component keeps its own.
 */
export function chooseOffers(
  component: ComponentConfig,
  { offers: chosen }: Pick<Decision, 'offers'>,
  { offers: site }: Config,
): WithOffers {
  if (component?.type !== 'paywall') return { config: component, unknown: [] };
  const unknown: [member: string, id: string][] = [];
  const find = (offer: unknown, member: string): object[] => {
    if (typeof offer !== 'string') return [offer as object];
    const found = own(site, offer);
    if (isRecord(found)) return [{ ...found, id: offer }];
    unknown.push([member, offer]);
    return [];
  };
  const listed = chosen?.flatMap((id) => find(id, '')) ?? [];
  const given: unknown = component.offers;
  const offers = listed.length
    ? listed
    : Array.isArray(given)
      ? given.flatMap((offer, index) => find(offer, `offers/${index}`))
      : given;
  return { config: { ...component, offers } as ComponentConfig, unknown };
}
