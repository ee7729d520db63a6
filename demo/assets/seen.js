import { readTokenCookie } from './cookie.js';
import { contentInWords, showDecision, showStage } from './show-decision.js';

/** Whether an endpoint verifies on this page, or the page itself. */
const hasEndpoint = document.documentElement.dataset.way === 'shared-secret';
const VERIFY = '/zephr/verify';

/** Explanations of a token's status and reason, for readers who do not know the contract. */
const STATUSES = {
  none: 'There is no token in the cookie.',
  valid: hasEndpoint
    ? 'The endpoint says that the signature fits the secret.'
    : 'The signature fits the key and the token has not run out.',
};
const REASONS = {
  expired: 'Signed as it should be, but the time in exp has passed.',
  signature: hasEndpoint
    ? 'Changed, or not signed with the endpoint’s secret (by the other page, say).'
    : 'Changed, or signed with another key (an earlier start’s, say).',
  malformed: 'What is in the cookie is no token.',
  algorithm: 'The key does not allow the token’s algorithm (the other page’s, say).',
  'not-yet-valid': 'The time in nbf has not come yet.',
  expiry: 'The claim exp is no point in time.',
  claims: 'The payload is no set of claims.',
  ambiguous: 'Two cookies verify and name different readers.',
  network: 'The endpoint is out of reach. It will be asked again.',
  timeout: 'The endpoint did not answer in time. It still may.',
};

function recordInWords(user) {
  return (
    user &&
    Object.entries(user)
      .map(([name, value]) => `${name}:\u00a0${value}`)
      .join(', ')
  );
}

/** How often the endpoint was asked since the page was loaded, as the browser tells it. */
function askedInWords(status) {
  const asked = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname === VERIFY);
  if (asked.length > 0) {
    const took = `${Math.ceil(asked.at(-1).duration)}\u00a0ms`;
    return asked.length === 1 ? `Asked once, for ${took}.` : `Asked ${asked.length} times, last for ${took}.`;
  }
  return status === 'none' ? 'Not asked: there is no token.' : 'Not asked: its signed answer still counts.';
}

function showIdentity({ token, state, foreignUserId, products, user }) {
  const texts = {
    token: [...new Set([token.status, token.reason])].filter(Boolean).join(', '),
    reason: REASONS[token.reason] ?? STATUSES[token.status] ?? 'The token could not be checked.',
    state,
    user: foreignUserId ?? '–',
    products: products.join(', ') || '–',
    ...(hasEndpoint && { asked: askedInWords(token.status), record: recordInWords(user) ?? '–' }),
  };
  for (const [name, text] of Object.entries(texts)) {
    document.querySelector(`[data-seen="${name}"]`).textContent = text;
  }
  document.querySelector('[data-seen="token"]').dataset.status = token.status;
}

function announce({ userState, content }) {
  const announcement = document.querySelector('[data-announce]');
  const words = `Articles: ${userState}, content ${contentInWords(content)}.`;
  if (announcement.textContent !== words) announcement.textContent = words;
}

/** Keeps the panel "What the SDK sees" and the line of the three user states in step with the SDK. */
export function startSeen() {
  const onDecision = (decision) => {
    showDecision(decision);
    if (decision.feature !== 'articles') return;
    showStage(decision.userState);
    announce(decision);
  };

  // The event leaves claims and record out, since any script may listen; this panel is for the reader alone.
  const showReader = async () => showIdentity(await window.Zephr.identity());
  document.addEventListener('zephr-identity', showReader);
  document.addEventListener('zephr-decision', (event) => onDecision(event.detail));

  // The SDK may have decided before this module ran. A dry run asks again without spending anything.
  const catchUp = async () => {
    await window.Zephr.ready;
    await showReader();
    Object.values(await window.Zephr.decide({ dryRun: true })).forEach(onDecision);
  };
  catchUp().catch((error) => {
    document.querySelector('[data-seen="token"]').textContent = 'unknown';
    document.querySelector('[data-seen="reason"]').textContent = `The SDK did not start: ${error.message}`;
  });

  // A reader who pastes a line into the console comes back to the page afterwards.
  let cookie = readTokenCookie();
  window.addEventListener('focus', () => {
    if (readTokenCookie() === cookie) return;
    cookie = readTokenCookie();
    void window.Zephr.refresh();
  });
}
