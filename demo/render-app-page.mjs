import { readFile } from 'node:fs/promises';

const PAGE = new URL('index.html', import.meta.url);

/** The story's paragraphs, which the app shares with the newspaper. */
const STORY = /<zephr-feature class="story__body" feature="articles">(.*?)<\/zephr-feature>/s;

/** The routes of the app: what the link says, and what the page of it holds. */
const ROUTES = {
  '/app': [
    'Front page',
    'Three pages, one document',
    () =>
      '<div class="story__body"><p>Each link changes the address and draws the page again, as a router does. The app calls nothing of the SDK.</p></div>',
  ],
  '/app/ferry': [
    'A free story',
    'The last ferry still waits for anyone who rings',
    (story) => `<div class="app__story story__body">${story}</div>`,
  ],
  '/app/council': [
    'A story for readers with an account',
    'The council votes on the new landing stage',
    (story) => `<div class="app__story story__body">${story}</div>`,
  ],
  '/app/tides': [
    'A part between comments',
    'When the river lets you cross',
    () =>
      '<div class="story__body"><p>The tables below are for subscribers.</p><!-- ZEPHR_FEATURE tables --><p>Monday: high water at 6.12 and 18.40, low water at 0.05 and 12.31.</p><p>Tuesday: high water at 7.02 and 19.28.</p><!-- ZEPHR_FEATURE_END tables --><p>All times are those of the pier.</p></div>',
  ],
};

/** Whether an address is one of the app. */
export function isAppPage(path) {
  return Object.hasOwn(ROUTES, path);
}

/** @returns {Promise<string>} The one document of the app: its pages are templates that its script draws. */
export async function renderAppPage() {
  const [, story] = STORY.exec(await readFile(PAGE, 'utf8'));
  const routes = Object.entries(ROUTES);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>A single-page app – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/paper.css">
    <link rel="stylesheet" href="/assets/zones.css">
    <script src="/zephr.js" data-config="/app.json"></script>
    <script src="/assets/app.js" defer></script>
  </head>
  <body class="zones">
    <main class="paper">
      <header class="masthead">
        <h1 class="masthead__name">The Alabama Ledger</h1>
        <p class="masthead__line"><span>A single-page app</span><span><a href="/">Back to the tutorial</a></span></p>
      </header>
      <nav aria-label="Pages of the app">
        <ul class="zones__list">
          ${routes.map(([path, [says]]) => `<li><a href="${path}" data-route>${says}</a></li>`).join('\n          ')}
        </ul>
      </nav>
      <article class="story" id="view" aria-live="polite"></article>
      ${routes.map(([path, [, headline, body]]) => `<template data-path="${path}"><h2 class="story__headline" tabindex="-1">${headline}</h2>${body(story)}</template>`).join('\n      ')}
    </main>
  </body>
</html>
`;
}
