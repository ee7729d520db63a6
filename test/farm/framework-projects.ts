import { ARTICLE, BODY, HEAD, PLACES, STORY_TEXT } from '../support/every-chunk.js';
import type { FarmProject } from './farm-project.js';
import { readRecipe, replaceIn } from './recipes.js';

/** The gated content of a recipe, which the farm replaces by that of its own page. */
const GATED = /<zephr-feature [^]*<\/zephr-feature>/;

/** The same as markup of the farm’s page: attributes and elements are written alike in Vue, Svelte and HTML. */
const PLACES_MARKUP = BODY.replace(/^<main>|<\/main>$/g, '');

/** The farm’s page in JSX. */
const PLACES_JSX = PLACES.map(([feature, attributes]) =>
  feature === null
    ? `<div ${attributes.replace('class=', 'className=')}><p>${STORY_TEXT}</p></div>`
    : `<Feature feature="${feature}" ${attributes}><p>${STORY_TEXT}</p></Feature>`,
).join('\n');

const LD_JSON = JSON.stringify(JSON.stringify(ARTICLE));

/** Changes that make a recipe’s whole page the farm’s. */
const WHOLE_PAGE: readonly (readonly [RegExp, string])[] = [
  [/ lang="en"/, ' lang="de"'],
  [/<head>/, `<head>${HEAD}`],
  [GATED, PLACES_MARKUP],
];

const NEXT_HEAD = `<html lang="de">
  <head>
    <meta name="section" content="sport" />
    <link rel="icon" href="data:," />
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: ${LD_JSON} }} />
  </head>`;

/** A site of Next by one of its recipes. */
function nextProject(name: string, recipe: string): FarmProject {
  const page = replaceIn(readRecipe('Next'), 'app/page.jsx', [[/<Feature [^]*<\/Feature>/, PLACES_JSX]]);
  const start = replaceIn(readRecipe(recipe), 'app/layout.jsx', [[/<html lang="en">/, NEXT_HEAD]]);
  return {
    name,
    files: {
      ...page,
      ...start,
      'next.config.mjs': `import { resolve } from 'node:path';
export default { devIndicators: false, turbopack: { root: resolve('../..') } };
`,
    },
    assets: 'public',
    build: ['next', 'build'],
    production: { serve: (port) => ['next', 'start', '--hostname', '127.0.0.1', '--port', String(port)] },
    dev: (port) => ['next', 'dev', '--hostname', '127.0.0.1', '--port', String(port)],
  };
}

const NUXT: FarmProject = {
  name: 'Nuxt 4',
  files: {
    ...replaceIn(readRecipe('Nuxt'), 'app/app.vue', [[GATED, PLACES_MARKUP]]),
    'app/plugins/head.ts': `export default defineNuxtPlugin(() => useHead({
  htmlAttrs: { lang: 'de' },
  meta: [{ name: 'section', content: 'sport' }],
  link: [{ rel: 'icon', href: 'data:,' }],
  script: [{ type: 'application/ld+json', innerHTML: ${LD_JSON} }],
}));
`,
  },
  build: ['nuxt', 'build'],
  production: { serve: () => ['node', '.output/server/index.mjs'] },
  dev: (port) => ['nuxt', 'dev', '--no-fork', '--host', '127.0.0.1', '--port', String(port)],
};

const vite = (command: string): string[] => ['node', '../../node_modules/vite/bin/vite.js', command];

const SVELTE_KIT: FarmProject = {
  name: 'SvelteKit 3',
  files: {
    ...replaceIn(readRecipe('SvelteKit'), 'src/routes/+page.svelte', [[GATED, PLACES_MARKUP]]),
    'src/routes/+layout.js': 'export const prerender = true;\n',
    'src/app.html': `<!doctype html>
<html lang="de"><head>${HEAD}%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>
`,
    'vite.config.js': `import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
export default { plugins: [sveltekit({ adapter: adapter() })] };
`,
  },
  build: vite('build'),
  production: { folder: 'build' },
  dev: (port) => [...vite('dev'), '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
};

const astro = (name: string, config: string, more: Pick<FarmProject, 'production' | 'dev'>): FarmProject => ({
  name,
  files: {
    ...replaceIn(readRecipe('Astro'), 'src/pages/index.astro', WHOLE_PAGE),
    'astro.config.mjs': config,
  },
  build: ['astro', 'build'],
  ...more,
});

const ELEVENTY: FarmProject = {
  name: 'Eleventy 3',
  files: replaceIn(readRecipe('Eleventy'), 'index.html', WHOLE_PAGE),
  build: ['eleventy'],
  production: { folder: '_site' },
  dev: (port) => ['eleventy', '--serve', '--quiet', `--port=${port}`],
};

/** Sites of frameworks, by the recipes of docs/frameworks.md. */
export const FRAMEWORK_PROJECTS: readonly FarmProject[] = [
  nextProject('Next 16', 'Next, started by an effect'),
  nextProject('Next 16 with the script', 'Next, started by the script'),
  NUXT,
  SVELTE_KIT,
  astro('Astro 7', 'export default { devToolbar: { enabled: false } };\n', {
    production: { folder: 'dist' },
    dev: (port) => ['astro', 'dev', '--host', '127.0.0.1', '--port', String(port)],
  }),
  astro(
    'Astro 7 on a server',
    `import node from '@astrojs/node';
export default { output: 'server', adapter: node({ mode: 'standalone' }) };
`,
    { production: { serve: () => ['node', 'dist/server/entry.mjs'] } },
  ),
  ELEVENTY,
];
