import { randomBytes } from 'node:crypto';

/**
 * The weight of the page besides the gate: nothing (`PAGE=bare`), or the HTML and the styles of the median page, 18 and
 * 78 kB compressed (HTTP Archive, Web Almanac 2024, "Page weight"), without its pictures and other scripts.
 */
export const PAGE = process.env['PAGE'] === 'bare' ? 'bare' : 'usual';

const WEIGHT = { bare: { html: 0, styles: 0 }, usual: { html: 18_000, styles: 78_000 } }[PAGE];

/** A text that no compression makes shorter than so many bytes. */
const ballast = (bytes: number): string => randomBytes(bytes).toString('base64');

export const STORY = `<div id="story">${'<p>A story of some length, for readers who may read it.</p>'.repeat(20)}</div>`;

/** The wall of the SDK, with the same words, in plain HTML. */
export const WALL = `<form id="wall" method="post" action="/register"><h2>Read on with a free account</h2>
<label for="email">E-mail</label><input id="email" name="email" type="email" required autocomplete="email">
<button>Create free account</button></form>`;

/** The rest of the page: of the same bytes for every contestant. */
export const STYLES = `/* ${ballast(WEIGHT.styles)} */
:root{font:16px/1.5 system-ui,sans-serif}main{max-width:36em;margin:auto}
/* What waits or replaces the story keeps its place. */
#gate{display:block;min-height:1200px}#gate[hidden]{display:block;visibility:hidden}
form{padding:1em;border:1px solid #ddd;border-radius:3px}input,button{display:block;width:100%;min-height:46px}`;

const FOOTER = `<footer>Below<!-- ${ballast(WEIGHT.html)} --></footer>`;

/**
 * Makes the page of a contestant.
 *
 * @param head - Its own lines, placed before the stylesheet: a script after the stylesheet would wait for it.
 * @param body - Markup at the gate.
 */
export function makePage(head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}
<link rel="stylesheet" href="/styles.css"></head>
<body><main><h1>A story</h1><p>What it is about.</p>${body}</main>${FOOTER}</body></html>`;
}
