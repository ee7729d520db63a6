import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { literalBraces } from './literal-braces.mjs';
import { EDIT_PATTERN, REPOSITORY, repositoryLinks } from './repository-links.mjs';
import { SEARCH } from './search.mjs';
import { createNavigation, createSidebar } from './sidebar.mjs';

const { homepage, version, description } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const base = new URL(homepage).pathname;

export default defineConfig({
  title: 'zephr-onpage',
  description,
  lang: 'en',
  base,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}mark.svg` }]],
  markdown: {
    // Pages show markup, and never are markup.
    html: false,
    config: (md) => md.use(repositoryLinks).use(literalBraces),
  },
  themeConfig: {
    logo: { src: '/mark.svg', alt: '' },
    nav: createNavigation(),
    sidebar: createSidebar(),
    outline: { level: [2, 3] },
    search: { provider: 'local', options: SEARCH },
    editLink: { pattern: EDIT_PATTERN, text: 'Edit this page' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    footer: { message: `zephr-onpage ${version}, MIT. Independent of Zuora, which makes Zephr.` },
  },
});
