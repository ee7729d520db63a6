import { FILE_TIMEOUT_MS } from '../../src/lib/request/limits.js';
import { within } from '../../src/lib/within.js';
import type { PageFaultCode } from '../../src/model/codes.js';
import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';
import { meetPlaces } from '../../src/model/place-questions.js';
import { openContent } from '../../src/seal/open-content.js';
import { readSeal } from '../../src/seal/read-seal.js';
import { requireCrypto, SealError } from '../../src/seal/seal-error.js';
import { PlaceFault, PlaceRefusal } from './place-fault.js';

/**
 * Opens a seal of an element: checks it, asks for its key, and decrypts.
 *
 * @param text - The seal.
 * @returns The markup in it.
 * @throws (rejects) `PlaceRefusal` where the endpoint refuses the key, `PlaceFault` with the code of any other failure.
 */
export async function openSeal(
  text: string,
  { decision }: Presentation,
  { session }: Pick<FeatureHost, 'session'>,
): Promise<string> {
  try {
    const seal = readSeal(text, decision.feature);
    requireCrypto(seal.fields.isDeflated);
    const { askKey } = await within(FILE_TIMEOUT_MS, 'live.js', meetPlaces(session.store).questions).catch(
      (error: unknown) => {
        throw new PlaceFault('chunk-unreachable', String(error));
      },
    );
    const { question, header, wrapped, fields } = seal;
    const answer = await askKey({ decision, question, header, wrapped, kid: fields.kid });
    if ('decision' in answer) throw new PlaceRefusal(answer.decision, 'endpoint');
    if ('code' in answer) throw new PlaceFault(answer.code, answer.message);
    return await openContent(seal, answer.key);
  } catch (error) {
    // The other codes are of sealing.
    throw error instanceof SealError ? new PlaceFault(error.code as PageFaultCode, error.message) : error;
  }
}
