import type { JwtConfig } from '../model/config.js';
import type { Verify } from '../model/token.js';
import { createAsker, type AskerPorts } from '../token/ask/create-asker.js';
import { listen } from './browser.js';

/** Where the endpoint's assertion is kept for the next page view. */
const KEY = 'zephr-assertion';

/** Makes the verifier of a config that names an endpoint: the counterpart of the one that verifies by key, and loaded in its place. */
export function createVerifier(jwt: JwtConfig, ports: Omit<AskerPorts, 'storage' | 'whenBack'>): Verify {
  return createAsker(jwt, { ...ports, storage: { read, write }, whenBack });
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Blocked or full: the next page view asks.
  }
}

/** The device is online again, or the reader comes back to the page. */
function whenBack(ask: () => void): void {
  const tell = (): void => {
    if (document.visibilityState === 'hidden') return;
    stop();
    window.removeEventListener('online', tell);
    ask();
  };
  const stop = listen('visibilitychange', tell);
  window.addEventListener('online', tell);
}
