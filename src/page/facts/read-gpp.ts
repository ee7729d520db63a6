import { OPTED_OUT } from '../../facts/opted-out.js';
import type { Consent } from '../../facts/read-consent.js';
import { isRecord } from '../../lib/is-record.js';

/** What a reader in the United States can opt out of, and the field that says so. */
const OPT_OUTS = {
  sale: 'SaleOptOut',
  sharing: 'SharingOptOut',
  'targeted-advertising': 'TargetedAdvertisingOptOut',
} as const;

/** Values of such a field; 0 says that it is not applicable. */
const IS_OPTED_OUT = 1;
const IS_NOT = 2;

/**
 * Reads what a consent manager tells by IAB GPP of the laws of the United States. Where several sections speak (the
 * national one and a state's), one that opts out is enough; one that carries Global Privacy Control opts out of all.
 *
 * @param event - What a listener is called with (CMP API 1.1), or whatever else came.
 * @returns `null` while the signal is not ready: what was known before stays.
 * @see IAB Tech Lab, "Global Privacy Platform", CMP API and US sections.
 */
export function readGpp(event: unknown): Consent | null {
  const ping = isRecord(event) ? event['pingData'] : null;
  if (!isRecord(ping) || ping['signalStatus'] !== 'ready') return null;
  const segments = Object.entries(isRecord(ping['parsedSections']) ? ping['parsedSections'] : {})
    // `usnat` and the states; a section is a list of segments, or one object of all their fields.
    .filter(([section]) => section.startsWith('us'))
    .flatMap(([, section]) => section)
    .filter(isRecord);
  if (segments.some(({ Gpc }) => Gpc === true)) return OPTED_OUT;
  const consent: Record<string, boolean> = {};
  for (const [purpose, field] of Object.entries(OPT_OUTS)) {
    const answers = segments.map((segment) => segment[field]);
    if (answers.includes(IS_OPTED_OUT)) consent[purpose] = false;
    else if (answers.includes(IS_NOT)) consent[purpose] = true;
  }
  return consent;
}
