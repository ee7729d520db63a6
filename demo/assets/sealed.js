import { clearTokenCookie, readTokenCookie, setTokenCookie } from './cookie.js';
import { createKeyWatch } from './key-watch.js';
import { contentInWords, showDecision, showStage } from './show-decision.js';
import { signWithSecret } from './signers.js';

const CONFIG = '/sealed.json';
/** The tutorial's secret: the demo is the identity provider here. */
const SECRET = 'secret';
const PAYLOADS = { gold: { sub: '1234567890', prod: 'gold' }, silver: { sub: '1234567890', prod: 'silver' } };

const said = document.querySelector('[data-reader-said]');
const watch = createKeyWatch();

/** Starts the SDK with a `fetch` that notes the question for keys; else it is a script tag with `data-config`. */
const start = (config) => window.Zephr.start(config, { fetch: watch.fetch });

/** A reader may change whatever is in his page; here he lets everyone in. */
async function startWithOtherRules() {
  const config = await (await fetch(CONFIG)).json();
  config.features.letters.rules = { anonymous: 'show', registered: 'show' };
  await start(config);
}

async function become(reader) {
  watch.reset();
  if (reader === 'cheat') {
    await startWithOtherRules();
    said.textContent = 'The rules in this page now let everyone in. The endpoint has its own.';
    return;
  }
  if (reader === 'none') clearTokenCookie();
  else setTokenCookie(await signWithSecret(PAYLOADS[reader], SECRET));
  await start(CONFIG);
  said.textContent =
    reader === 'none' ? 'Signed out. The text has left the page.' : 'Signed in, and the page has decided again.';
}

function show(decision) {
  showStage(decision.userState);
  showDecision(decision);
  watch.decided(decision);
  const words = `The letters: ${decision.userState}, content ${contentInWords(decision.content)}.`;
  const announcement = document.querySelector('[data-announce]');
  if (announcement.textContent !== words) announcement.textContent = words;
}

document.addEventListener('zephr-decision', (event) => show(event.detail));
document.addEventListener('zephr-opened', () => watch.opened());
document.querySelector('#reader').addEventListener('click', (event) => {
  const reader = event.target.closest('[data-as]')?.dataset.as;
  if (reader) void become(reader);
});

// A reader who signs in or out in another tab comes back to this one.
let cookie = readTokenCookie();
document.addEventListener('zephr-decision', () => {
  cookie = readTokenCookie();
});
window.addEventListener('focus', () => {
  if (readTokenCookie() === cookie) return;
  watch.reset();
  void window.Zephr.refresh();
});

try {
  await start(CONFIG);
} catch (error) {
  watch.complain(error);
}
