import type { Config, DataLayerConfig } from '../../model/config.js';
import { readAttributes } from '../../identity/read-attributes.js';
import { own } from '../../lib/own.js';
import { countVisits } from '../facts/count-visits.js';
import type { Session } from '../session.js';

/**
 * Lists the fields of the reader in the page view of the data layer: those that the config names, and no others.
 *
 * @param mayStore - Whether the reader lets the browser store data: visits are counted in storage.
 */
export function listReaderFields(
  { page }: Session,
  { jwt }: Config,
  { fields = [], userAttributes }: Exclude<DataLayerConfig, false>,
  mayStore: () => boolean | undefined,
): Record<string, unknown> {
  const identity = page.visit?._reader()?.identity;
  if (!identity) return {};
  const has = (field: (typeof fields)[number]): boolean => fields.includes(field);
  const found = userAttributes && readAttributes(identity, jwt?.userAttributes);
  const sessionCount = has('session-count') && mayStore() ? countVisits(Date.now())?.count : undefined;
  return {
    ...(has('logged-in') && { loggedIn: identity.state === 'registered' }),
    ...(has('active-products') && { activeProducts: [...identity.products] }),
    ...(sessionCount !== undefined && { sessionCount }),
    ...(userAttributes && {
      userAttributes: Object.fromEntries(
        userAttributes.flatMap((name) => (own(found, name) === undefined ? [] : [[name, own(found, name)]])),
      ),
    }),
  };
}
