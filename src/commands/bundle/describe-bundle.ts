import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A bundle that was made, and where pages find what it does not hold. */
export interface MadeBundle {
  readonly text: string;
  /** Address by which pages load it. */
  readonly src: string;
  readonly held: readonly string[];
  /** Chunks that this config makes pages load besides, with their texts; the first one is worth asking for early. */
  readonly left: readonly { readonly file: string; readonly text: string }[];
  /** What has to be asked over the network before a token is believed. */
  readonly asks: readonly string[];
  /** Where the chunks are, as the bundle was told. */
  readonly base: string;
}

/** Writes for people what a bundle weighs and holds, and the lines that a page loads it by. */
export function describeBundle({ text, src, held, left, asks, base }: MadeBundle): string {
  const code = Buffer.from(text);
  const gzip = gzipSync(code, { level: 9 }).length;
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const sizes = [`${count(code.length)} B`, `gzip ${count(gzip)} B`, `brotli ${count(brotli)} B`].join(', ');
  const place = base === './' ? 'beside it' : `at ${base}`;
  const more = left.length > 0 ? ` pages look for ${left.map(({ file }) => file).join(', ')} and` : '';
  const rows = [
    ['weighs', sizes],
    ['holds', ['zephr.js', 'the config', ...held].join(', ')],
    ['needs', `${place}:${more || ' pages look for'} what is rarely needed, in chunks/`],
    ...asks.map((address) => ['asks', `${address}, where there is a token`]),
    ['integrity', hashOf(text)],
  ];
  const width = Math.max(...rows.map(([name]) => name!.length)) + 2;
  // What stands in a pop-up is shown to some readers only: it is not worth the bytes of every page.
  const links = left.slice(0, 1).map((chunk) => {
    const href = addressOf(base + chunk.file, src);
    return `<link rel="modulepreload" href="${quote(href)}" integrity="${hashOf(chunk.text)}" crossorigin>`;
  });
  return [
    ...rows.map(([name, value]) => `${name!.padEnd(width)}${value}`),
    '',
    ...links,
    `<script src="${quote(src)}" integrity="${hashOf(text)}" crossorigin></script>`,
    '',
  ].join('\n');
}

/** The hash by which a page holds a file to what it was (W3C, Subresource Integrity). */
export function hashOf(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

/** The address that a bundle looks for a file at, as short as it can be written. */
function addressOf(path: string, src: string): string {
  // A bundle may be named by a path alone, which stands for one of whatever site the page is on.
  const site = 'https://site.invalid';
  const { href } = new URL(path, new URL(src, site));
  return href.startsWith(`${site}/`) ? href.slice(site.length) : href;
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}

/** An address as it stands in an attribute. */
function quote(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
