/** What the walls lead to. Each of these belongs to the publisher's identity provider or shop, not to the SDK. */
const PAGES = {
  '/register': {
    title: 'This is where the account would be made',
    text: [
      'On a real site this form belongs to the publisher’s identity provider. It would create the account, sign a token for it and send the reader back with the cookie <code>blaize_jwt</code>.',
      'The demo has no accounts. Nothing that was typed has been read or kept.',
    ],
    next: 'Back at the Ledger, choose step 3 of the tutorial: it sets the token of a newly registered reader.',
  },
  '/sign-in': {
    title: 'This is where the reader would sign in',
    text: [
      'On a real site the publisher’s identity provider checks the password here, signs a token and sets the cookie <code>blaize_jwt</code>. The page he came from then lets him in by itself.',
    ],
    next: 'Back at the Ledger, choose step 3 of the tutorial for a registered reader or step 4 for a subscriber.',
  },
  '/checkout': {
    title: 'This is where the plan would be paid for',
    text: [
      'On a real site the publisher’s shop takes the payment. The identity provider then signs a new token that carries the product, as in <code>"prod": "gold"</code>.',
      'No plan is sold here.',
    ],
    next: 'Back at the Ledger, choose step 4 of the tutorial: it sets the token of a Gold subscriber.',
  },
};

/**
 * The page of an address that belongs to the identity provider or the shop.
 *
 * @param {string} path
 * @returns {string | null} Its markup; `null` where the address is not one of theirs.
 */
export function providerPage(path) {
  if (!Object.hasOwn(PAGES, path)) return null;
  const { title, text, next } = PAGES[path];
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
      <p>${next}</p>
      <p><a class="elsewhere__back" href="/">Back to the Ledger</a></p>
    </main>
  </body>
</html>
`;
}
