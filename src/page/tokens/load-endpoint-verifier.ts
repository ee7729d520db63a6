import type { JwtConfig } from '../../model/config.js';
import type { Verify } from '../../model/token.js';
import { createEndpointVerifier, type EndpointVerifierPorts } from '../../token/ask/create-endpoint-verifier.js';
import { isHidden, listen } from '../browser.js';
import { readLocal, writeLocal } from '../local-text.js';

/** Where the endpoint's assertion is kept for the next page view. */
const KEY = 'zephr-assertion';

const storage: EndpointVerifierPorts['storage'] = {
  read: () => readLocal(KEY),
  // Where it cannot be kept, the next page view asks.
  write: (text) => void writeLocal(KEY, text),
};

/** Makes the verifier of a config that names an endpoint: the counterpart of the one that verifies by key, and loaded in its place. */
export function createVerifier(jwt: JwtConfig, ports: Omit<EndpointVerifierPorts, 'storage' | 'onReconnect'>): Verify {
  return createEndpointVerifier(jwt, { ...ports, storage, onReconnect });
}

/** The device is online again, or the reader comes back to the page. */
function onReconnect(ask: () => void): void {
  const tell = (): void => {
    if (isHidden()) return;
    stop();
    window.removeEventListener('online', tell);
    ask();
  };
  const stop = listen('visibilitychange', tell);
  window.addEventListener('online', tell);
}
