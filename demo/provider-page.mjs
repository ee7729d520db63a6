import { isMeteredPage } from './render-metered.mjs';
import { PATHS } from './render-page.mjs';

/** Pages that the walls lead to. Each of them belongs to the publisher's identity provider or shop, not to the SDK. */
const PAGES = {
  '/register': {
    title: 'This is where the account would be made',
    text: [
      'On a real site this form belongs to the publisher’s identity provider. It would create the account, sign a token for it and send the reader back with the cookie <code>blaize_jwt</code>.',
      'The demo has no accounts. Nothing that was typed has been read or kept.',
    ],
    next: 'Back at the Ledger, choose the silver payload in step 4 of the tutorial: it sets the token of a registered reader.',
    fromMetered: 'Back at the Ledger, “Sign in as the tutorial’s reader” beside the story does the same.',
  },
  '/sign-in': {
    title: 'This is where the reader would sign in',
    text: [
      'On a real site the publisher’s identity provider checks the password here, signs a token and sets the cookie <code>blaize_jwt</code>. The page of the story then shows the content without a reload.',
    ],
    next: 'Back at the Ledger, choose a payload of the tutorial: silver is a registered reader, gold a subscriber.',
    fromMetered: 'Back at the Ledger, “Sign in as the tutorial’s reader” beside the story does the same.',
  },
  '/checkout': {
    title: 'This is where the plan would be paid for',
    text: [
      'On a real site the publisher’s shop takes the payment. The identity provider then signs a new token that carries the product, as in <code>"prod": "gold"</code>.',
      'No plan is sold here.',
    ],
    next: 'Back at the Ledger, choose the gold payload in step 1 of the tutorial: it sets the token of a Gold subscriber.',
    fromMetered:
      'Back at the Ledger, “Start over” beside the story begins the month again. The gold payload in step 1 of the <a href="/">tutorial</a> sets the token of a Gold subscriber.',
  },
};

/** The page after the form of a wall: the demo signs the token of the account itself. */
const REGISTERED = {
  title: 'The account is made',
  text: [
    'On a real site this form belongs to the publisher’s identity provider. It creates the account, signs a token for it and sends the reader back with the cookie <code>blaize_jwt</code>.',
    'So does the demo: the cookie has come with this page. Nothing that was typed has been read or kept.',
  ],
  next: 'Back at the Ledger you are a registered reader. “Clear cookie” on the token bench signs you out.',
  fromMetered: 'Back at the story you are a registered reader, with more stories a month. “Start over” begins again.',
};

/**
 * @param {string} path
 * @returns {boolean} Whether an address belongs to the identity provider or the shop.
 */
export function isProviderPage(path) {
  return Object.hasOwn(PAGES, path);
}

/**
 * The page of an address that belongs to the identity provider or the shop.
 *
 * @param {string} path
 * @param {string | undefined} from - The address that the reader comes from, and is led back to.
 * @param {boolean} isRegistered - Whether the form of a wall has just made an account.
 * @returns {string} Its markup.
 */
export function providerPage(path, from = '', isRegistered = false) {
  const { title, text, next, fromMetered } = isRegistered ? REGISTERED : PAGES[path];
  const came = URL.canParse(from) ? new URL(from).pathname : '/';
  // Nothing but an address of the demo's own is put into the page.
  const back = isMeteredPage(came) || Object.values(PATHS).includes(came) ? came : '/';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/paper.css">
  </head>
  <body>
    <main class="elsewhere">
      <p class="kicker">Not part of the SDK</p>
      <h1>${title}</h1>
${text.map((paragraph) => `      <p>${paragraph}</p>`).join('\n')}
      <p>${isMeteredPage(back) ? fromMetered : next}</p>
      <p><a class="elsewhere__back" href="${back}">Back to the Ledger</a></p>
    </main>
  </body>
</html>
`;
}
