import { ARTICLE, BODY, HEAD, PLACES, STORY_TEXT } from '../support/every-chunk.js';
import type { FarmProject } from './farm-project.js';
import { readRecipe, replaceIn } from './recipes.js';

/** The gated content of a recipe, which the farm replaces by that of its own page. */
const GATED = /<zephr-feature [^]*<\/zephr-feature>/;

/** The same as markup of the farm’s page: attributes and elements are written alike in Vue, Svelte and HTML. */
const PLACES_MARKUP = BODY.replace(/^<main>|<\/main>$/g, '');

/** The same for recipes that have components for features and targets. */
const FEATURE = /<(?:Zephr)?Feature [^]*<\/(?:Zephr)?Feature>/;
const placesOf = (component: string): string =>
  PLACES.map(([feature, attributes]) =>
    feature === null
      ? `<Target ${attributes}><p>${STORY_TEXT}</p></Target>`
      : `<${component} feature="${feature}" ${attributes}><p>${STORY_TEXT}</p></${component}>`,
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

/** The config of a site of Next whose packages are in a folder above its own. */
export const NEXT_BELOW_TOOLS = `import { resolve } from 'node:path';
export default { devIndicators: false, turbopack: { root: resolve('../..') } };
`;

/** A site of Next by one of its recipes. */
function nextProject(name: string, recipe: string, more: FarmProject['files'] = {}): FarmProject {
  const page = replaceIn(readRecipe('Next'), 'app/page.jsx', [
    [/\nexport default/, "import { Target } from './target';\n\nexport default"],
    [FEATURE, placesOf('ZephrFeature').replaceAll('class=', 'className=')],
  ]);
  const start = replaceIn(readRecipe(recipe), 'app/layout.jsx', [[/<html lang="en">/, NEXT_HEAD]]);
  return {
    name,
    files: {
      ...page,
      ...start,
      ...more,
      'app/other/page.jsx': `import Link from 'next/link';
export default function Other() {
  return <Link href="/">News</Link>;
}
`,
      'next.config.mjs': NEXT_BELOW_TOOLS,
    },
    assets: 'public',
    hasLink: true,
    build: ['next', 'build'],
    production: { serve: (port) => ['next', 'start', '--hostname', '127.0.0.1', '--port', String(port)] },
    dev: (port) => ['next', 'dev', '--hostname', '127.0.0.1', '--port', String(port)],
  };
}

/** The page comes in a later part of the response, and React takes it over after the rest. */
const NEXT_STREAMED: FarmProject['files'] = {
  'app/loading.jsx': 'export default function Loading() {\n  return <p>Loading</p>;\n}\n',
  'app/template.jsx': `import { connection } from 'next/server';

export default async function Template({ children }) {
  await connection();
  await new Promise((done) => setTimeout(done, 300));
  return children;
}
`,
};

/** A site of Nuxt: the files of a recipe, with the farm’s page. */
function nuxtProject(name: string, files: FarmProject['files']): FarmProject {
  return {
    name,
    files: {
      ...files,
      'app/pages/other.vue': '<template><NuxtLink to="/">News</NuxtLink></template>\n',
      'app/plugins/head.ts': `export default defineNuxtPlugin(() => useHead({
  htmlAttrs: { lang: 'de' },
  meta: [{ name: 'section', content: 'sport' }],
  link: [{ rel: 'icon', href: 'data:,' }],
  script: [{ type: 'application/ld+json', innerHTML: ${LD_JSON} }],
}));
`,
    },
    assets: 'public',
    hasLink: true,
    build: ['nuxt', 'build'],
    production: { serve: () => ['node', '.output/server/index.mjs'] },
  };
}

const NUXT_PAGE = 'app/pages/index.vue';
const NUXT_PROJECTS: readonly FarmProject[] = [
  {
    ...nuxtProject('Nuxt 4', replaceIn(readRecipe('Nuxt'), NUXT_PAGE, [[GATED, PLACES_MARKUP]])),
    dev: (port) => ['nuxt', 'dev', '--no-fork', '--host', '127.0.0.1', '--port', String(port)],
  },
  nuxtProject(
    'Nuxt 4 with the script',
    replaceIn(readRecipe('Nuxt, started by the script'), NUXT_PAGE, [[FEATURE, placesOf('ZephrFeature')]]),
  ),
];

const vite = (command: string): string[] => ['node', '../../node_modules/vite/bin/vite.js', command];

/** A site of SvelteKit: the files of a recipe, with the farm’s page. */
function svelteKitProject(name: string, files: FarmProject['files'], more: Partial<FarmProject> = {}): FarmProject {
  return {
    name,
    files: {
      'src/app.html': `<!doctype html>
<html lang="de"><head>${HEAD}%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>
`,
      ...files,
      'src/routes/other/+page.svelte': '<a href="/">News</a>\n',
      'src/routes/+layout.js': "export const prerender = true;\nexport const trailingSlash = 'always';\n",
      'vite.config.js': `import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
export default { plugins: [sveltekit({ adapter: adapter() })] };
`,
    },
    hasLink: true,
    build: vite('build'),
    production: { folder: 'build' },
    dev: (port) => [...vite('dev'), '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    ...more,
  };
}

const SVELTE_PAGE = 'src/routes/+page.svelte';
const SVELTE_KIT_PROJECTS: readonly FarmProject[] = [
  svelteKitProject('SvelteKit 3', replaceIn(readRecipe('SvelteKit'), SVELTE_PAGE, [[GATED, PLACES_MARKUP]])),
  svelteKitProject(
    'SvelteKit 3 with the script',
    {
      ...replaceIn(readRecipe('SvelteKit, started by the script'), SVELTE_PAGE, [
        [/<\/script>/, "  import Target from '../lib/Target.svelte';\n</script>"],
        [FEATURE, placesOf('Feature')],
      ]),
      ...replaceIn(
        { 'src/app.html': readRecipe('SvelteKit, started by the script')['src/app.html']! },
        'src/app.html',
        WHOLE_PAGE.slice(0, 2),
      ),
    },
    // A config in `static/` hides from the development server one of the same path that a page imports.
    { assets: 'static' },
  ),
];

const ASTRO = readRecipe('Astro');
const ASTRO_PAGE = 'src/pages/index.astro';

/** Its router, which takes the content of another page into the document. */
const ASTRO_ROUTER: readonly (readonly [RegExp, string])[] = [
  [/^<!doctype/, "---\nimport { ClientRouter } from 'astro:transitions';\n---\n<!doctype"],
  [/<\/head>/, '<ClientRouter /></head>'],
];

const astroDev = (port: number): readonly string[] => ['astro', 'dev', '--host', '127.0.0.1', '--port', String(port)];

const ASTRO_PROJECTS: readonly FarmProject[] = [
  {
    name: 'Astro 7',
    files: replaceIn(ASTRO, ASTRO_PAGE, WHOLE_PAGE),
    build: ['astro', 'build'],
    production: { folder: 'dist' },
    dev: astroDev,
  },
  {
    name: 'Astro 7 on a server, with its router',
    files: {
      ...replaceIn(ASTRO, ASTRO_PAGE, [...WHOLE_PAGE, ...ASTRO_ROUTER]),
      'src/pages/other.astro': replaceIn(ASTRO, ASTRO_PAGE, [
        ...WHOLE_PAGE.slice(0, -1),
        ...ASTRO_ROUTER,
        [GATED, '<a href="/">News</a>'],
      ])[ASTRO_PAGE]!,
      'astro.config.mjs': `import node from '@astrojs/node';
export default { output: 'server', adapter: node({ mode: 'standalone' }) };
`,
    },
    hasLink: true,
    build: ['astro', 'build'],
    production: { serve: () => ['node', 'dist/server/entry.mjs'] },
    dev: astroDev,
  },
];

const ELEVENTY: FarmProject = {
  name: 'Eleventy 3',
  files: replaceIn(readRecipe('Eleventy'), 'index.html', WHOLE_PAGE),
  build: ['eleventy'],
  production: { folder: '_site' },
  dev: (port) => ['eleventy', '--serve', '--quiet', `--port=${port}`],
};

/** Sites of frameworks, by the recipes of docs/guides/frameworks.md. */
export const FRAMEWORK_PROJECTS: readonly FarmProject[] = [
  nextProject('Next 16', 'Next, started by an effect'),
  nextProject('Next 16 with the script, streamed', 'Next, started by the script', NEXT_STREAMED),
  ...NUXT_PROJECTS,
  ...SVELTE_KIT_PROJECTS,
  ...ASTRO_PROJECTS,
  ELEVENTY,
];
