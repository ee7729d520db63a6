import { readdirSync, readFileSync } from 'node:fs';

const guides = new URL('../../docs/guides/', import.meta.url);

/** Prose of the documentation, a paragraph a line. */
const PROSE = readdirSync(guides)
  .flatMap((name) => readFileSync(new URL(name, guides), 'utf8').split('\n'))
  .filter((line) => line.length > 80 && !line.startsWith('|'))
  .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>\n`);

/**
 * Makes the body of a story: whole paragraphs, up to a length.
 *
 * @param skip - Paragraphs of the prose that another body begins with, so that bodies differ.
 */
export function bodyOf(kilobytes: number, skip = 0): string {
  let body = '';
  for (let at = skip; body.length + PROSE[at % PROSE.length]!.length < kilobytes * 1000; at++)
    body += PROSE[at % PROSE.length];
  return body;
}

/** A page with a body in clear. */
export function pageOf(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Story</title></head><body><h1>Story</h1><zephr-feature feature="articles"><p>Clear</p>${body}</zephr-feature></body></html>`;
}
