import { clearTokenCookie, readTokenCookie, setTokenCookie } from './cookie.js';
import { clearLedger } from './ledger.js';
import { signWithSecret } from './signers.js';

/** The tutorial's payload of a registered reader, and its secret: the demo is the identity provider here. */
const PAYLOAD = { sub: '1234567890', prod: 'silver' };
const SECRET = 'secret';

/** Starts the buttons that sign in and out, and the one that starts the month again. */
export function startReader() {
  const sign = document.querySelector('[data-reader="sign"]');
  const startOver = document.querySelector('[data-reader="start-over"]');
  const said = document.querySelector('[data-reader-said]');

  const label = () => {
    sign.textContent = readTokenCookie() === null ? 'Sign in as the tutorial’s reader' : 'Sign out';
  };

  sign.addEventListener('click', async () => {
    const isIn = readTokenCookie() !== null;
    if (isIn) clearTokenCookie();
    else setTokenCookie(await signWithSecret(PAYLOAD, SECRET));
    label();
    await window.Zephr.refresh();
    said.textContent = isIn
      ? 'Signed out. The anonymous reader has his own count.'
      : 'Signed in. What was read before counts on, among five.';
  });

  startOver.addEventListener('click', async () => {
    try {
      await fetch('/metered/start-over', { method: 'POST' });
    } catch {
      said.textContent = 'The demo’s server is out of reach.';
      return;
    }
    clearLedger();
    // To the list, as a story would be counted at once.
    location.assign('/metered');
  });

  document.addEventListener('zephr-identity', label);
}
