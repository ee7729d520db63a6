import type { Consent } from '../../facts/read-consent.js';
import { isRecord } from '../../lib/is-record.js';

/** How many purposes the framework has (version 2.2), numbered from 1. */
const PURPOSES = 11;

/**
 * Reads what a consent manager tells by IAB TCF.
 *
 * While the reader is still being asked (`cmpuishown`) nothing is settled, and what was settled before stays. Once it is,
 * a purpose that is not named is refused, as the framework says. Where the GDPR does not apply nobody is asked, as no
 * consent is needed: all purposes are granted.
 *
 * @param data - `TCData`, or whatever else came.
 * @returns Purposes by their numbers; `null` where nothing is settled.
 * @see IAB Tech Lab, "CMP API v2": TCData, addEventListener.
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
