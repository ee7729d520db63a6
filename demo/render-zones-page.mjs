import { readFile } from 'node:fs/promises';
import { SHOWN } from './zones-config.mjs';

const PAGE = new URL('index.html', import.meta.url);

/** The story's paragraphs, which the page of the zones shares with the newspaper. */
const STORY = /<zephr-feature class="story__body" feature="articles">(.*?)<\/zephr-feature>/s;

/**
 * The page that shows pop-ups and footers.
 *
 * @param {string | null} shown - The one that its address asks for.
 * @returns {Promise<string>} Its markup.
 */
export async function renderZonesPage(shown) {
  const [, story] = STORY.exec(await readFile(PAGE, 'utf8'));
  const links = Object.entries(SHOWN).map(
    ([name, says]) =>
      `<li><a href="/zones?show=${name}"${name === shown ? ' aria-current="page"' : ''}>${says}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>Pop-ups and footers – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/paper.css">
    <link rel="stylesheet" href="/assets/zones.css">
    <script src="/zephr.js" data-config="/zones.json"></script>
  </head>
  <body class="zones">
    <main class="paper">
      <header class="masthead">
        <h1 class="masthead__name">The Alabama Ledger</h1>
        <p class="masthead__line"><span>Pop-ups and footers</span><span><a href="/">Back to the tutorial</a></span></p>
      </header>
      <nav aria-label="What is shown">
        <ul class="zones__list">
          ${links.join('\n          ')}
        </ul>
      </nav>
      <article class="story" aria-labelledby="story-headline">
        <h2 class="story__headline" id="story-headline">The last ferry still waits for anyone who rings</h2>
        <zephr-feature class="story__body" feature="story">
          <div class="zones__own" slot="own">
            <p><strong>This bar is the page’s own markup</strong>, in the footer because it names the component <code>own</code>.</p>
            <a class="button button--main" href="/checkout?plan=monthly">See what Gold costs</a>
          </div>${story}</zephr-feature>
      </article>
    </main>
  </body>
</html>
`;
}
