import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { homepage } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  homepage: string;
};

/** The folder that `npm run docs` fills. */
export const SITE_FOLDER = fileURLToPath(new URL('../../docs/.vitepress/dist', import.meta.url));

/** The path under which the site is served, with a slash at both ends. */
export const SITE_BASE = new URL(homepage).pathname;

/** A page of the built site. */
export interface SitePage {
  /** Such as `guides/targets.html`. */
  readonly path: string;
  readonly html: string;
}

/** The files of the built site whose names end so, by their paths. */
export function listSiteFiles(ending: string): string[] {
  if (!existsSync(SITE_FOLDER)) throw new Error('The documentation is not built: run "npm run docs".');
  return readdirSync(SITE_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(ending))
    .sort();
}

/** Reads a file of the built site. */
export function readSiteFile(path: string): string {
  return readFileSync(join(SITE_FOLDER, path), 'utf8');
}

/** Reads all pages of the built site. */
export function readSitePages(): SitePage[] {
  return listSiteFiles('.html').map((path) => ({ path, html: readSiteFile(path) }));
}

/** The links of a page that lead to a page of the site, as paths with their anchors. */
export function readSiteLinks({ path, html }: SitePage): { readonly path: string; readonly anchor: string }[] {
  const links = [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
  return links.flatMap((href) => {
    const url = new URL(href, new URL(`${SITE_BASE}${path}`, 'https://site.invalid'));
    if (url.hostname !== 'site.invalid' || !url.pathname.startsWith(SITE_BASE)) return [];
    const target = decodeURIComponent(url.pathname.slice(SITE_BASE.length));
    return [
      {
        path: target === '' || target.endsWith('/') ? `${target}index.html` : target,
        anchor: decodeURIComponent(url.hash.slice(1)),
      },
    ];
  });
}
