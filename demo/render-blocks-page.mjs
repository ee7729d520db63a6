import { BLOCKS } from './blocks-config.mjs';

/** The page that shows custom blocks. */
export function renderBlocksPage() {
  const items = Object.entries(BLOCKS).map(
    ([id, { title, says }]) => `<section class="blocks__item" aria-labelledby="about-${id}">
          <h2 class="blocks__title" id="about-${id}">${title}</h2>
          <p class="blocks__says">${says}</p>
          <zephr-feature class="blocks__block" feature="${id}"></zephr-feature>
        </section>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Custom blocks – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/paper.css">
    <link rel="stylesheet" href="/assets/blocks.css">
    <script src="/assets/news-letter.js" defer></script>
    <script src="/zephr.js" data-config="/blocks.json"></script>
  </head>
  <body class="blocks">
    <main class="paper">
      <header class="masthead">
        <h1 class="masthead__name">The Alabama Ledger</h1>
        <p class="masthead__line"><span>Custom blocks</span><span><a href="/">Back to the tutorial</a></span></p>
      </header>
      <div class="blocks__list">
        ${items.join('\n        ')}
      </div>
    </main>
  </body>
</html>
`;
}
