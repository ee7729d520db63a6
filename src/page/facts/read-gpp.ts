import { OPTED_OUT } from '../../facts/opted-out.js';
import type { Consent } from '../../facts/read-consent.js';
import { isRecord } from '../../lib/is-record.js';
import type { ConsentInterface } from './watch-interfaces.js';

/** The interface of IAB GPP 1.1. */
export const GPP: ConsentInterface = { name: '__gpp', version: [], read: readGpp };

/** Purposes that a reader in the United States can opt out of, and the field of a section for each. */
const OPT_OUTS = {
  sale: 'SaleOptOut',
  sharing: 'SharingOptOut',
  'targeted-advertising': 'TargetedAdvertisingOptOut',
} as const;

/** Values of such a field; 0 means "not applicable". */
const IS_OPTED_OUT = 1;
const IS_NOT = 2;

/**
 * Reads consent by IAB GPP for the laws of the United States. Where several sections apply (the national one and a state's),
 * one opt-out is enough. A section with Global Privacy Control opts out of everything.
 *
 * @param event - The argument of a listener (CMP API 1.1), or anything else.
 * @returns `null` while the signal is not ready: the last state remains.
 * @see https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform IAB Tech Lab, "Global Privacy Platform", CMP
 *   API and US sections.
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
