import { clearTokenCookie, setTokenCookie } from './cookie.js';

/** How often the config is looked at. */
const LOOK_MS = 1000;

for (const button of document.querySelectorAll('[data-token]')) {
  button.addEventListener('click', () => {
    if (button.dataset.token) setTokenCookie(button.dataset.token);
    else clearTokenCookie();
    location.reload();
  });
}

/** Tells which user state the reader has. */
async function tellState() {
  await window.Zephr.ready;
  const { articles } = await window.Zephr.decide({ dryRun: true });
  document.querySelector('[data-reader]').textContent = `This reader is ${articles.userState}.`;
}

const readConfig = async () => (await fetch('/tutorial/zephr.json')).text();

/** Loads the page again once the console has saved another config. */
async function follow() {
  const before = await readConfig().catch(() => null);
  for (;;) {
    await new Promise((go) => setTimeout(go, LOOK_MS));
    const now = await readConfig().catch(() => before);
    if (now !== before) return location.reload();
  }
}

void tellState();
void follow();
