import { own } from '../../lib/own.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import type { Session } from '../session.js';

/**
 * Fetches a preview that was too long for its link, from the endpoint of the live config.
 *
 * @returns The signed preview, not verified; `null` where there is no endpoint, or it does not have the preview.
 */
export async function fetchPreview(id: string, live: unknown, session: Session): Promise<string | null> {
  const endpoint = own(own(live, 'jwt'), 'verifyEndpoint');
  if (typeof endpoint !== 'string') return null;
  const { value } = await createEndpointClient(endpoint, session.fetch).ask(`preview/${id}`);
  const jws = own(value, 'preview');
  return typeof jws === 'string' ? jws : null;
}
