import type { JwtConfig } from '../../model/config.js';
import type { Verify } from '../../model/token.js';
import { createEndpointVerifier, type EndpointVerifierPorts } from '../../token/ask/create-endpoint-verifier.js';
import { isHidden } from '../browser.js';
import { readLocal, writeLocal } from '../local-text.js';
import { onOnline } from '../life/on-online.js';
import { onVisible } from '../life/on-visible.js';
import type { Session } from '../session.js';
import { ASSERTION_KEY } from '../storage-keys.js';

const storage: EndpointVerifierPorts['storage'] = {
  read: () => readLocal(ASSERTION_KEY),
  // Where it cannot be kept, the next page view asks.
  write: (text) => void writeLocal(ASSERTION_KEY, text),
};

/** Makes the verifier of a config that names an endpoint: the counterpart of the one that verifies by key, and loaded in its place. */
export function createVerifier(
  jwt: JwtConfig,
  ports: Omit<EndpointVerifierPorts, 'storage' | 'onReconnect'>,
  session: Session,
): Verify {
  return createEndpointVerifier(jwt, { ...ports, storage, onReconnect: (ask) => onReturn(session, ask) });
}

/** Calls back once, while the page is visible: when the browser is online again, or the reader sees the page again. */
function onReturn(session: Session, callback: () => void): void {
  const once = (): void => {
    stops.forEach((stop) => stop());
    callback();
  };
  const stops = [onVisible(session, once), onOnline(session, () => isHidden() || once())];
}
