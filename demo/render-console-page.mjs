import { readFile } from 'node:fs/promises';

import { SECRET } from './start-endpoint.mjs';
import { signToken } from './sign-as-provider.mjs';

const PAGE = new URL('index.html', import.meta.url);

/** The story's paragraphs, which the page shares with the newspaper. */
const STORY = /<zephr-feature class="story__body" feature="articles">(.*?)<\/zephr-feature>/s;

/** Readers of the tutorial, by what their buttons say. */
const READERS = {
  'Gold reader': { sub: '1234567890', prod: 'gold' },
  'Silver reader': { sub: '1234567890', prod: 'silver' },
  'Silver reader from Alabama': { sub: '1234567890', prod: 'silver', state: 'Alabama' },
};

/** The steps of the tutorial, as they are done in the console. */
const STEPS = [
  'Choose <b>Gold reader</b> below: the cookie <code>blaize_jwt</code> is set, and the wall stays, as nothing reads it yet.',
  'In the console, <b>Settings › JSON Web Tokens</b>: type <kbd>secret</kbd> into <i>Secret or Public Key</i>, then <b>Save</b>.',
  'Tick <i>Enable User Mapping</i>, type <kbd>sub</kbd> into <i>Foreign User ID Property</i>, <b>Save</b>: the reader is registered.',
  'Tick <i>Enable Product Syncing</i>, type <kbd>prod</kbd> into <i>Private Claim Name</i>. <b>Catalogue</b>: add <i>Gold</i>, tick its features, <b>Unlock</b>, Claim Value <kbd>gold</kbd>, <b>Update &amp; Lock</b>, <b>Save</b>: a customer.',
  'Choose <b>Silver reader from Alabama</b>. <b>Features › Articles › Registered</b>: drag <i>JWT Token</i> onto the first row, with <kbd>state</kbd> equals <kbd>Alabama</kbd>; lead <i>No</i> to the wall and <i>Yes</i> to the content.',
  'Tick <i>Map Foreign User ID to user store</i> and name the <i>Foreign Key System</i>.',
];

/** @returns {Promise<string>} The page beside the console: it decides by the config that the console saves. */
export async function renderConsolePage() {
  const [, story] = STORY.exec(await readFile(PAGE, 'utf8'));
  const buttons = await Promise.all(
    Object.entries(READERS).map(
      async ([says, claims]) =>
        `<button class="button" type="button" data-token="${await signToken(claims, SECRET)}">${says}</button>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>The tutorial in the console – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/paper.css">
    <link rel="stylesheet" href="/assets/desk.css">
    <link rel="stylesheet" href="/assets/zones.css">
    <script src="/zephr.js" data-config="/tutorial/zephr.json"></script>
    <script src="/assets/console-page.js" type="module"></script>
  </head>
  <body class="zones">
    <main class="paper">
      <header class="masthead">
        <h1 class="masthead__name">The Alabama Ledger</h1>
        <p class="masthead__line"><span>The tutorial in the console</span><span><a href="/">Back to the front page</a></span></p>
      </header>
      <p><a href="/tutorial/console" target="zephr-console">Open the console</a> in a tab of its own. This page follows each save at once.</p>
      <ol>
        ${STEPS.map((step) => `<li>${step}</li>`).join('\n        ')}
      </ol>
      <p class="actions">
        ${buttons.join('\n        ')}
        <button class="button" type="button" data-token="">Sign out</button>
      </p>
      <p role="status" data-reader></p>
      <article class="story">
        <h2 class="story__headline">The last ferry still waits for anyone who rings</h2>
        <zephr-feature class="story__body" feature="articles">${story}</zephr-feature>
      </article>
    </main>
  </body>
</html>
`;
}
