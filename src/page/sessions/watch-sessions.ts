import type { JwtConfig } from '../../model/config.js';
import { PREVIEW } from '../../model/running-preview.js';
import { FACTS_WAIT_MS } from '../../lib/request/limits.js';
import { sleep } from '../../lib/sleep.js';
import { findTokens } from '../../token/verify/find-tokens.js';
import { isHidden, isPrerendering, readCookies } from '../browser.js';
import { askSessions } from '../endpoint/ask-sessions.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import type { ReadFacts } from '../facts/watch-facts.js';
import { watchPermission } from '../facts/watch-permission.js';
import { onActivated } from '../life/on-activated.js';
import { onBack } from '../life/on-back.js';
import { onRestored } from '../life/on-restored.js';
import type { Session } from '../session.js';
import { readDeviceId, type DeviceId } from './read-device-id.js';
import { SessionBeats } from './session-beats.js';

/** In a preview no session is kept: the browser is the only one. */
const ALONE = { facts: { 'active-sessions': { place: 1, of: 1 } } };
const NONE = { facts: {} };

/**
 * Watches the place of this browser among those that read with the account of the reader. The endpoint is asked at once, with the
 * token of the page, and again while the reader sees the page.
 *
 * @param jwt - Names the endpoint.
 * @param onChange - Called when the endpoint has given another place, as long as the page is not kept current.
 * @returns Resolves when the endpoint has answered, or after a second and a half.
 */
export async function watchSessions(jwt: JwtConfig, session: Session, onChange: () => void): Promise<ReadFacts> {
  if (session.store.has(PREVIEW))
    return (_now, _provided, { foreignUserId }) => (foreignUserId === null ? NONE : ALONE);
  const { verifyEndpoint = '', credentials } = jwt;
  const { _memory: memory, _inputs: inputs, host } = session.page;
  const client = createEndpointClient(verifyEndpoint, session.fetch);
  let provided: unknown = inputs.facts;
  let isOpen = false;
  const readPermission = watchPermission(session, () => isOpen && applyPermission());
  const readId = (): DeviceId => readDeviceId(memory, readPermission(provided));
  const applyPermission = (): void => {
    if (memory.deviceId !== undefined || readPermission(provided) === 'denied') readId();
  };
  const beats = new SessionBeats({
    ask: (token, ends) =>
      askSessions(client, { session: readId().id, ...(token && { token }), ...(ends && { ends }) }, credentials),
    isHidden,
    isPrerendering,
    // Once the page is kept current, only what differs is decided again.
    onNews: () => (host._check ?? onChange)(),
  });
  isOpen = true;
  applyPermission();
  session.own(() => beats.stop());
  onBack(session, () => void beats.beat());
  for (const when of [onActivated, onRestored]) when(session, () => void beats.beat());
  // Other pages of this browser may have the id that is stored: the session goes on with them, or ends by itself.
  session._listen(window, 'pagehide', () => readId().isStored || beats.end());
  const token = findOwnToken(jwt, inputs.token);
  if (token !== null) await Promise.race([beats.askAhead(token), sleep(FACTS_WAIT_MS)]);
  return (_now, given, { foreignUserId, rawToken }) => {
    if (given !== provided) {
      provided = given;
      applyPermission();
    }
    const place = beats.placeOf(foreignUserId, rawToken);
    return place === undefined ? NONE : { facts: { 'active-sessions': place } };
  };
}

/** The token to ask ahead with: of a reader whose id the config maps. An empty one stands for a cookie that scripts cannot read. */
function findOwnToken(jwt: JwtConfig, option: unknown): string | null {
  if (jwt.userMapping?.foreignUserIdProperty === undefined) return null;
  const given = typeof option === 'string' ? option : null;
  const [token = jwt.credentials ? '' : null] = findTokens({ option: given, query: null, cookies: readCookies() }, jwt);
  return token;
}
