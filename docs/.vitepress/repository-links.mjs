/**
 * Links of pages as they are written for the repository: to its files, which the site does not have, and from its files that
 * pages include, relative to the root.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { repository } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

/** Address of the repository on the web. */
export const REPOSITORY = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/** Where a page is edited. */
export const EDIT_PATTERN = `${REPOSITORY}/edit/main/docs/:path`;

/** Files of the repository that pages show. */
const SHOWN = {
  'SECURITY.md': 'docs/security/threat-model.md',
  'CHANGELOG.md': 'docs/project/changelog.md',
  'CONTRIBUTING.md': 'docs/project/contributing.md',
};

/**
 * Turns the address of a link into one that works on the site.
 *
 * @param {string} href - As the page has it.
 * @param {string} page - Path of the page under `docs/`.
 */
export function resolveLink(href, page) {
  const [path, hash = ''] = href.split(/(?=#)/);
  if (!path || path.startsWith('#') || /^[a-z][a-z+.-]*:|^\//i.test(path)) return href;
  const folder = posix.dirname(`docs/${page}`);
  // Of the page's own folder, else of an included file, which is at the root.
  const target = [posix.join(folder, path), posix.normalize(path)].find((one) => existsSync(resolve(root, one)));
  if (target === undefined || target === '..' || target.startsWith('../')) return href;
  const shown = SHOWN[target] && SHOWN[target] !== `docs/${page}` ? SHOWN[target] : target;
  if (shown.startsWith('docs/')) {
    const isFolder = existsSync(resolve(root, shown, 'index.md'));
    const inSite = posix.relative(folder, isFolder ? posix.join(shown, 'index.md') : shown);
    return (inSite.startsWith('.') ? inSite : `./${inSite}`) + hash;
  }
  const kind = statSync(resolve(root, shown)).isDirectory() ? 'tree' : 'blob';
  return `${REPOSITORY}/${kind}/main/${shown.replace(/\/$/, '')}${hash}`;
}

/** A plugin of markdown-it: resolves the links of a page before anything else sees them. */
export function repositoryLinks(md) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    if (!env.relativePath) return;
    for (const { children } of tokens) {
      for (const token of children ?? []) {
        if (token.type === 'link_open') token.attrSet('href', resolveLink(token.attrGet('href'), env.relativePath));
      }
    }
  });
}
