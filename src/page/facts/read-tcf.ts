import type { Consent } from '../../facts/read-consent.js';
import { isRecord } from '../../lib/is-record.js';
import type { ConsentInterface } from './watch-interfaces.js';

/** Number of purposes in the framework (version 2.2); their ids begin with 1. */
const PURPOSES = 11;

/** The interface of IAB TCF v2. */
export const TCF: ConsentInterface = { name: '__tcfapi', version: [2], read: readTcf };

/**
 * Reads consent by IAB TCF.
 *
 * While the reader is being asked (`cmpuishown`) nothing is settled, and the last settled state remains. Once it is settled,
 * a purpose that is not named is refused, as the framework says. Where the GDPR does not apply, no consent is needed: all
 * purposes are granted.
 *
 * @param data - `TCData`, or anything else.
 * @returns Purposes by their numbers; `null` while nothing is settled.
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework IAB Tech Lab, "CMP API v2":
 *   TCData, addEventListener.
 */
export function readTcf(data: unknown): Consent | null {
  if (!isRecord(data)) return null;
  const isFree = data['gdprApplies'] === false;
  const consents = isRecord(data['purpose']) ? data['purpose']['consents'] : null;
  const isSettled = isRecord(consents) && ['tcloaded', 'useractioncomplete'].includes(String(data['eventStatus']));
  if (!isFree && !isSettled) return null;
  const ids = Array.from({ length: PURPOSES }, (_, index) => String(index + 1));
  return Object.fromEntries(ids.map((id) => [id, isFree || (isRecord(consents) && consents[id] === true)]));
}
