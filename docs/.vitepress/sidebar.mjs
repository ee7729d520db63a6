/** The chapters of the documentation in their order, each with its pages. Titles are the first headings of the pages. */
import { existsSync, readFileSync } from 'node:fs';

const docs = new URL('../', import.meta.url);

/** By chapter: its folder, and its pages in order, in groups where they are many. */
export const CHAPTERS = [
  { text: 'Start', folder: 'start', pages: ['protects', 'quick-start', 'concepts', 'tutorial'] },
  {
    text: 'Guides',
    folder: 'guides',
    groups: [
      {
        text: 'Gate content',
        pages: [
          'elements',
          'targets',
          'no-flash',
          'single-page-apps',
          'frameworks',
          'bundlers',
          'bundle',
          'wordpress',
          'seal',
          'withheld-and-sealed',
        ],
      },
      {
        text: 'Readers',
        pages: ['token-life', 'trials', 'split-tests', 'values', 'sites', 'content-api', 'limit-devices'],
      },
      { text: 'Walls', pages: ['walls', 'custom-blocks', 'pop-ups', 'themes'] },
      {
        text: 'The rest of the page',
        pages: ['consent', 'tag-managers', 'analytics', 'notify', 'structured-data', 'csp'],
      },
      { text: 'Safe changes', pages: ['test-a-config', 'preview', 'debug', 'signed-config', 'from-zephr'] },
    ],
  },
  {
    text: 'Editors',
    folder: 'editors',
    pages: ['read-a-rule', 'recipes', 'explain-and-draw', 'which-wall-converts', 'console', 'words'],
  },
  {
    text: 'Endpoint',
    folder: 'endpoint',
    pages: [
      'run',
      'runtimes',
      'stores',
      'locations',
      'gifts',
      'premises',
      'promotions',
      'trials-across-devices',
      'withhold',
      'operations',
    ],
  },
  {
    text: 'Reference',
    folder: 'reference',
    pages: [
      ...[
        'config',
        'readers',
        'nodes',
        'elements',
        'javascript',
        'events',
        'http',
        'cli',
        'codes',
        'files',
        'storage',
        'engine',
      ],
      'api/index',
    ],
  },
  {
    text: 'Security',
    folder: 'security',
    pages: ['threat-model', 'cryptography', 'seal-format', 'privacy', 'supply-chain', 'reporting'],
  },
  {
    text: 'Project',
    folder: 'project',
    pages: [
      ...['architecture', 'decisions/index', 'contributing', 'style', 'benchmarks', 'browser-support', 'versions'],
      ...['failures', 'questions', 'changelog'],
    ],
  },
];

/** The first heading of a page, without its backticks. */
function readTitle(path) {
  const file = new URL(`${path}.md`, docs);
  const title = existsSync(file) ? /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] : null;
  if (!title) throw new Error(`docs/${path}.md is in docs/.vitepress/sidebar.mjs, and has no heading.`);
  return title.replaceAll('`', '').replaceAll('\\', '');
}

const toItems = (folder, pages) =>
  pages.map((page) => ({
    text: readTitle(`${folder}/${page}`),
    link: `/${folder}/${page.replace(/(^|\/)index$/, '$1')}`,
  }));

/** Creates the sidebar. */
export function createSidebar() {
  return CHAPTERS.map(({ text, folder, pages, groups }) => ({
    text,
    collapsed: true,
    items: groups
      ? groups.map((group) => ({ text: group.text, items: toItems(folder, group.pages) }))
      : toItems(folder, pages),
  }));
}

/** Creates the navigation on top: the first page of each chapter. */
export function createNavigation() {
  return CHAPTERS.map(({ text, folder, pages, groups }) => ({
    text,
    link: `/${folder}/${(pages ?? groups[0].pages)[0]}`,
    activeMatch: `/${folder}/`,
  }));
}
