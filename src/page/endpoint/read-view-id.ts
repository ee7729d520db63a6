import { own } from '../../lib/own.js';
import { LAST_FACTS } from '../export/last-facts.js';
import { makeId } from '../make-id.js';
import type { Session } from '../session.js';

/**
 * Gives the random id of this page view, by which the endpoint knows a repeated question. It is that of the ledger where trials are
 * counted; else a new address has a new one.
 */
export function readViewId({ page: { _memory: memory }, store }: Pick<Session, 'page' | 'store'>): string {
  const counted = own(own(store.get(LAST_FACTS), 'usage'), 'view');
  if (typeof counted === 'string') return counted;
  const address = location.pathname + location.search;
  if (memory.viewed?.address !== address) memory.viewed = { address, id: makeId(8) };
  return memory.viewed.id;
}
