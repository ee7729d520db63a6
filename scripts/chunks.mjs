/**
 * The manifest of built files: one row a file of `dist/`. The bundler (rollup.config.mjs), the size report and the check of
 * the limits (scripts/sizes.mjs), the names of chunks in our sources (src/model/chunk-names.ts) and the size table of the
 * documentation are made from it. To add a file, add a row here and run `npm run generate`.
 *
 * @typedef {object} BuiltFile
 * @property {string} source - The module that is its entry.
 * @property {string} file - Its path below `dist/`.
 * @property {string} holds - What it is for.
 * @property {string} loads - When it loads, as docs/reference/files.md says it.
 * @property {number} limit - Bytes that it may have, compressed with brotli 11: its size plus 5 %. `npm run sizes -- --update`
 *   sets it.
 * @property {boolean} [isFixed] - Its limit is a promise. `--update` leaves it.
 * @property {boolean} [isFirst] - Most pages run it before they have shown anything, so browsers compile it at once.
 * @property {string} [types] - The file of its public types. Only a door has one.
 * @property {'es' | 'iife'} [format] - Default: `es`.
 * @property {'browser' | 'node' | 'neutral' | 'console'} [platform] - `neutral` runs on any server, `console` in the app of
 *   the console. Default: `browser`.
 * @property {readonly string[]} [inlines] - Sources of chunks that it holds itself, though a module in it imports them
 *   dynamically.
 * @property {readonly string[]} [peers] - Packages that it imports, which the site installs.
 * @property {readonly string[]} [uses] - Doors that lie beside it and that it imports, rather than hold their modules.
 * @property {string} [directive] - Its first statement, by which a framework knows what it is for.
 * @property {boolean} [isApart] - It gets no object with private members from other files, so that its own keep their names. It
 *   may hold a package that has short names itself.
 * @property {string} [guest] - The chunk from which it imports Lit and the modules that components share.
 */
import { readFileSync } from 'node:fs';

/** Sources of chunks that the files with all elements hold themselves. */
const ELEMENTS = [
  'components/feature/show-walls.ts',
  'components/feature/open-sealed.ts',
  'components/feature/put-in-zone.ts',
  'components/feature/fill-for.ts',
  'src/outcome/create-address-filling.ts',
  'components/custom-block/define.ts',
];

/**
 * Public types that doors share, each in a file of its own, so that they are one type whichever door they come from.
 *
 * @type {readonly { readonly source: string, readonly types: string }[]}
 */
export const sharedTypes = [
  { source: 'src/model/config.ts', types: 'config.d.ts' },
  { source: 'src/model/define-config.ts', types: 'define-config.d.ts' },
  { source: 'src/model/codes.ts', types: 'codes.d.ts' },
  { source: 'src/model/config-error.ts', types: 'config-error.d.ts' },
  { source: 'src/model/fault.ts', types: 'fault.d.ts' },
  { source: 'src/model/claims.ts', types: 'claims.d.ts' },
  { source: 'src/model/decision.ts', types: 'decision.d.ts' },
  { source: 'src/model/identity.ts', types: 'identity.d.ts' },
  { source: 'src/model/feature-host.ts', types: 'feature-host.d.ts' },
  { source: 'src/model/events.ts', types: 'events.d.ts' },
  { source: 'src/seal/seal-keys.ts', types: 'seal-keys.d.ts' },
  { source: 'src/endpoint/store.ts', types: 'store.d.ts' },
  { source: 'src/endpoint/store-error.ts', types: 'store-error.d.ts' },
  { source: 'src/endpoint/endpoint-function.ts', types: 'endpoint-function.d.ts' },
  { source: 'src/page/zephr.ts', types: 'page.d.ts' },
  { source: 'src/wrappers/zephr-state.ts', types: 'zephr-state.d.ts' },
  { source: 'components/feature/feature.ts', types: 'feature.d.ts' },
];

/**
 * The doors: files that a publisher loads or imports by name.
 *
 * @type {readonly BuiltFile[]}
 */
export const doors = [
  {
    source: 'src/script.ts',
    file: 'zephr.js',
    holds: 'config, identity, rules, decisions and <zephr-feature>',
    loads: 'on every page',
    // The page waits for what knows its site and shows fallbacks without it, a decision that never comes ends, and decisions have
    // variables: 100 B. Products of all features at once, and a pattern of secrets that is made ready sooner: 34 B.
    limit: 11050,
    isFixed: true,
    isFirst: true,
    format: 'iife',
  },
  {
    source: 'src/index.ts',
    file: 'zephr.mjs',
    holds: 'the same as a module',
    loads: 'in its place, as a module',
    limit: 11150,
    isFixed: true,
    types: 'zephr.d.ts',
  },
  {
    source: 'src/script-module.ts',
    file: 'script.mjs',
    holds: 'the script as a module, for bundlers',
    loads: "where a bundler finds `import 'zephr-onpage/script'`",
    limit: 10950,
    isFixed: true,
  },
  {
    source: 'components/index.ts',
    file: 'components.mjs',
    holds: 'the elements alone',
    loads: 'where a page loads the elements alone; Lit included',
    limit: 36000,
    types: 'components.d.ts',
    inlines: ELEMENTS,
  },
  {
    source: 'components/for-bundlers.ts',
    file: 'elements.mjs',
    holds: "the elements alone, with the site's own Lit",
    loads: "where a bundler finds `import 'zephr-onpage/components'`; without Lit",
    limit: 31000,
    inlines: ELEMENTS,
    peers: ['lit'],
  },
  {
    source: 'src/engine.ts',
    file: 'engine.mjs',
    holds: 'the engine alone',
    loads: 'elsewhere than in a page',
    // Sites, and the nodes on premises and of links, took 1,700 B.
    limit: 37200,
    types: 'engine.d.ts',
    platform: 'neutral',
  },
  {
    source: 'src/endpoint.ts',
    file: 'endpoint.mjs',
    holds: 'the endpoint, with the engine, jose and Hono',
    loads: 'on a server; the engine, jose and Hono included',
    // Premises, links of trusted sites, promotion codes and sessions are judged here; and the products that count on each site.
    // The content API and what is kept of it took 2,500 B.
    // Sessions of readers, with a route of their own: 800 B.
    // The queues of webhooks took 3,400 B.
    // Signatures by node:crypto, and the products of all features at once: 1,000 B.
    limit: 104500,
    types: 'endpoint.d.ts',
    platform: 'neutral',
    inlines: [
      ...['src/token/verify/create-remote-keys.ts', 'src/token/verify/map-claims.ts'],
      'src/token/verify/create-verifier.ts',
    ],
  },
  {
    source: 'src/sqlite.ts',
    file: 'sqlite.mjs',
    holds: 'the store of one endpoint',
    loads: 'on a server, for users, gifts and counts in a file',
    // Sessions of readers have a table: 250 B.
    limit: 9300,
    types: 'sqlite.d.ts',
    platform: 'node',
  },
  {
    source: 'src/redis.ts',
    file: 'redis.mjs',
    holds: 'the store that several endpoints share',
    loads: 'on a server, for gifts and counts of several',
    // Sessions of readers have a script: 250 B.
    limit: 6200,
    types: 'redis.d.ts',
    platform: 'node',
  },
  {
    source: 'src/postgres.ts',
    file: 'postgres.mjs',
    holds: 'the store of several endpoints in PostgreSQL',
    loads: 'on a server, for gifts and counts in PostgreSQL',
    // Sessions of readers: 200 B.
    limit: 5400,
    types: 'postgres.d.ts',
    platform: 'node',
  },
  {
    source: 'src/react.ts',
    file: 'react.mjs',
    holds: '`<ZephrFeature>` and hooks for React',
    loads: "where a bundler finds `import 'zephr-onpage/react'`; without React",
    limit: 844,
    types: 'react.d.ts',
    directive: 'use client',
    peers: ['react'],
  },
  {
    source: 'src/vue.ts',
    file: 'vue.mjs',
    holds: '`<ZephrFeature>` and composables for Vue',
    loads: "where a bundler finds `import 'zephr-onpage/vue'`; without Vue",
    limit: 857,
    types: 'vue.d.ts',
    peers: ['vue'],
  },
  {
    source: 'src/openfeature-web.ts',
    file: 'openfeature-web.mjs',
    holds: 'the provider of OpenFeature for pages',
    loads: "where a bundler finds `import 'zephr-onpage/openfeature-web'`; without OpenFeature",
    limit: 1350,
    types: 'openfeature-web.d.ts',
    peers: ['@openfeature/web-sdk'],
  },
  {
    source: 'src/openfeature-server.ts',
    file: 'openfeature-server.mjs',
    holds: 'the provider of OpenFeature for servers',
    loads: 'on a server, where OpenFeature asks for flags; without OpenFeature and the engine',
    limit: 1150,
    types: 'openfeature-server.d.ts',
    platform: 'neutral',
    peers: ['@openfeature/server-sdk'],
  },
  {
    source: 'src/durable-object.ts',
    file: 'durable-object.mjs',
    holds: 'the store of an endpoint on Cloudflare Workers',
    loads: 'on Cloudflare Workers, for gifts and counts in Durable Objects',
    // Sessions of readers, with calls of their own: 250 B.
    limit: 6000,
    types: 'durable-object.d.ts',
    platform: 'neutral',
  },
  {
    source: 'src/node.ts',
    file: 'node.mjs',
    holds: 'the endpoint as a handler of frameworks',
    loads: 'on a server, where the endpoint runs in Express, Fastify or AWS Lambda',
    limit: 1636,
    types: 'node.d.ts',
    platform: 'neutral',
  },
  {
    source: 'src/seal.ts',
    file: 'seal.mjs',
    holds: 'the sealer of pages, and the search for leaks',
    loads: 'in a build, on a server or in a worker that seals pages',
    limit: 44587,
    types: 'seal.d.ts',
    platform: 'node',
  },
  {
    source: 'src/cli.ts',
    file: 'cli.mjs',
    holds: 'the command zephr',
    loads: 'by the command `zephr`, beside the endpoint and its stores',
    // 1 kB for plans of schemas and checks that a config passes quickly: they save half the time of `validate` and `bundle`.
    limit: 313500,
    platform: 'node',
    uses: ['endpoint.mjs', 'sqlite.mjs', 'redis.mjs'],
    inlines: [
      ...['src/token/verify/create-remote-keys.ts', 'src/token/verify/map-claims.ts'],
      'src/token/verify/create-verifier.ts',
    ],
  },
];

/** Languages beside English, one file of words each, as the rows of their own manifest name them. */
const languages = [
  ...readFileSync(new URL('../src/texts/languages.ts', import.meta.url), 'utf8').matchAll(/\{ tag: '([^']+)'/g),
].flatMap(([, tag]) => (tag === 'en' ? [] : tag));

/**
 * Files that load only when a page needs them. Each door and each chunk is built on its own and shares nothing, so the script
 * and the module load the very same chunk files, and the size of a file is what it costs.
 *
 * @type {readonly BuiltFile[]}
 */
export const chunks = [
  {
    source: 'src/page/life/keep-live.ts',
    file: 'chunks/live.js',
    holds: 'all that follows the first decision',
    loads: 'on every page, after the first decision',
    limit: 5400,
    isFirst: true,
  },
  {
    source: 'src/page/compat/run.ts',
    file: 'chunks/compat.js',
    holds: "calls of Zephr's own library",
    loads: "when the page calls Zephr's own library",
    limit: 845,
  },
  {
    source: 'src/page/compat/run-processors.ts',
    file: 'chunks/processors.js',
    holds: "Zephr's form processors",
    loads: 'when a form is sent for which the page has registered a processor with `window.Blaize`',
    limit: 1200,
  },
  {
    source: 'src/page/tools/feed-tools.ts',
    file: 'chunks/tools.js',
    holds: 'the data layer and analytics',
    loads: 'when the config names a data layer or analytics',
    limit: 4150,
  },
  {
    source: 'src/page/tools/extend-data-layer.ts',
    file: 'chunks/data-layer.js',
    holds: 'fields of the reader and events of forms in the data layer',
    loads: 'when `dataLayer` has `fields`, `userAttributes` or `formEvents`',
    limit: 1460,
  },
  {
    source: 'src/page/structured-data/keep-structured-data.ts',
    file: 'chunks/structured-data.js',
    holds: 'structured data for search engines',
    loads: 'when a feature has `structuredData`',
    limit: 2811,
  },
  {
    source: 'src/page/copies/recover-content.ts',
    file: 'chunks/recover.js',
    holds: 'content for copies of a page',
    loads: 'when a copy of a page, as snapshot caches bring back, is to show gated content',
    limit: 833,
  },
  {
    source: 'src/page/targets/watch-targets.ts',
    file: 'chunks/targets.js',
    holds: 'features at selectors and comments',
    loads: 'when a feature has a target',
    limit: 5591,
  },
  {
    source: 'src/page/tokens/keep-token.ts',
    file: 'chunks/renew.js',
    holds: 'renewal of tokens',
    loads: 'when tokens are renewed',
    limit: 2098,
  },
  {
    source: 'src/token/verify/create-verifier.ts',
    file: 'chunks/verify.js',
    holds: 'verification of tokens in the page',
    loads: 'when there is a token and a public key',
    // What a config maps of claims is added member by member, for the sake of servers: 14 B.
    limit: 6550,
    isFixed: true,
    isFirst: true,
  },
  {
    source: 'src/token/verify/create-remote-keys.ts',
    file: 'chunks/key-set.js',
    holds: 'key sets that are fetched',
    loads: 'when there is a token and `jwksUrl`',
    limit: 3899,
    isFirst: true,
  },
  {
    source: 'src/token/verify/map-claims.ts',
    file: 'chunks/claims.js',
    holds: 'claims by JSONPath, and parts of texts',
    loads: 'when there is a token and the config maps the reader or their products by a JSONPath or by `split`',
    limit: 906,
  },
  {
    source: 'src/page/tokens/load-endpoint-verifier.ts',
    file: 'chunks/ask.js',
    holds: 'verification of tokens at the endpoint',
    loads: 'when there is a token and an endpoint',
    limit: 3427,
  },
  {
    source: 'components/feature/show-walls.ts',
    file: 'chunks/walls.js',
    holds: 'the walls, with Lit',
    loads: 'when a wall is shown; Lit included',
    limit: 21416,
    isFirst: true,
  },
  {
    source: 'components/feature/open-sealed.ts',
    file: 'chunks/sealed.js',
    holds: 'content that is sealed, or withheld by a server',
    loads: 'when a reader has access to an element with `sealed` or `src`',
    limit: 6200,
  },
  {
    source: 'src/page/sealed/ask-keys.ts',
    file: 'chunks/keys.js',
    holds: 'questions for the keys of seals',
    loads: 'when a reader has access to an element with a seal',
    limit: 3300,
  },
  {
    source: 'components/registration-wall/form-controller.ts',
    file: 'chunks/form.js',
    holds: 'the form of a registration wall',
    loads: 'when a reader uses a form',
    limit: 1278,
  },
  {
    source: 'components/feature/fill-for.ts',
    file: 'chunks/fill.js',
    holds: 'templates in texts',
    loads: 'when a wall has templates, or a trial led to it',
    limit: 1700,
  },
  {
    source: 'src/outcome/create-address-filling.ts',
    file: 'chunks/addresses.js',
    holds: 'templates in addresses',
    loads: 'when a wall has templates in addresses, or a block has them and attributes',
    limit: 1748,
  },
  {
    source: 'components/custom-block/define.ts',
    file: 'chunks/custom-block.js',
    holds: 'the custom block',
    loads: 'when a custom block is shown',
    limit: 1931,
    guest: 'walls.js',
  },
  ...languages.map((language) => ({
    source: `src/texts/${language}.ts`,
    file: `chunks/texts-${language}.js`,
    holds: 'the words of the elements in another language',
    loads: 'when a wall is shown in a language other than English',
    limit: 767,
  })),
  {
    source: 'components/feature/put-in-zone.ts',
    file: 'chunks/zones.js',
    holds: 'pop-ups and footers',
    loads: 'when a wall is shown in a pop-up or a footer',
    limit: 5502,
    guest: 'walls.js',
  },
  {
    source: 'src/page/page-rules.ts',
    file: 'chunks/palette.js',
    holds: 'the nodes and operators that the core lacks',
    loads: 'when a rule needs more than the core, and where the config has sites',
    // Sites, their checks and the products that count on them took 1,100 B; articles, browsers of an account and notices 700 B.
    limit: 12300,
  },
  {
    source: 'src/page/notify/watch-notifications.ts',
    file: 'chunks/notify.js',
    holds: 'notifications of analytics and webhooks',
    loads: 'when a rule has a node `notify`, beside the decision',
    limit: 1900,
  },
  {
    source: 'src/page/ledger/open-ledger.ts',
    file: 'chunks/usage.js',
    holds: 'the ledger of counted views',
    loads: 'when a rule has a trial, a time trial or a split test',
    limit: 9631,
  },
  {
    source: 'src/page/facts/watch-facts.ts',
    file: 'chunks/facts.js',
    holds: 'facts of the page',
    loads: 'when a rule asks about the page or its article, visits, consent, places, premises, gifts or trusted links',
    // The memory of a reader with an account waits for consent: 500 B.
    limit: 4200,
  },
  {
    source: 'src/page/sessions/watch-sessions.ts',
    file: 'chunks/sessions.js',
    holds: 'signs of life of a browser that reads',
    loads: 'when a rule limits the browsers that read at once, and the config names an endpoint',
    limit: 2930,
  },
  {
    source: 'src/page/facts/read-article-date.ts',
    file: 'chunks/article-date.js',
    holds: 'the date of publication in JSON-LD',
    loads: 'when a rule asks for the date of publication',
    limit: 1248,
  },
  {
    source: 'src/rules/nodes/agent-nodes.ts',
    file: 'chunks/agents.js',
    holds: 'devices and browsers',
    loads: 'when a rule asks for a device or a browser',
    limit: 10917,
  },
  {
    source: 'components/feature/block-filler.ts',
    file: 'chunks/blocks.js',
    holds: 'templates with sections, and offers',
    loads: 'when a custom block has sections, an offer or an address',
    limit: 6698,
    guest: 'walls.js',
  },
  {
    source: 'components/custom-block/place-elements.ts',
    file: 'chunks/elements.js',
    holds: "a publisher's own elements in blocks",
    loads: 'when a custom block may hold elements of your own',
    limit: 593,
  },
  {
    source: 'components/custom-block/sanitize-into.ts',
    file: 'chunks/sanitizer.js',
    holds: 'DOMPurify',
    loads: 'when a custom block is shown in a browser without a sanitiser of its own',
    limit: 12250,
  },
  {
    source: 'src/page/config/obtain-config.ts',
    file: 'chunks/config.js',
    holds: 'further attempts for a config, signed and kept configs',
    loads:
      'when the first request for the config fails, and when the script tag has `data-config-key` or `data-keep-config`',
    limit: 2771,
  },
  {
    source: 'src/token/verify/verify-config.ts',
    file: 'chunks/config-key.js',
    holds: 'verification of signed configs',
    loads: 'when the script tag has `data-config-key`',
    limit: 5532,
  },
  {
    source: 'src/config/explain-mistake.ts',
    file: 'chunks/mistakes.js',
    holds: 'messages about mistakes in a config, the search for secrets',
    loads: 'when a config is wrong or has a word like `"secret"`',
    limit: 3950,
  },
  {
    source: 'src/page/export/export-decision.ts',
    file: 'chunks/export.js',
    holds: 'the export of a decision',
    loads: 'when `Zephr.exportDecision` is called',
    limit: 4950,
  },
  {
    source: 'src/page/debug/prepare-debug.ts',
    file: 'chunks/debug.js',
    holds: 'the debug output',
    loads: 'while debugging',
    limit: 9500,
  },
  {
    source: 'components/inspector/define.ts',
    file: 'chunks/inspector.js',
    holds: 'the inspector of a page',
    loads: 'while debugging, when the inspector is opened',
    limit: 14000,
    isFixed: true,
    guest: 'walls.js',
  },
  {
    source: 'components/inspector/draw-path.ts',
    file: 'chunks/picture.js',
    holds: 'the drawing of a rule',
    loads: 'when a rule is drawn in the inspector',
    limit: 50500,
    isApart: true,
  },
  {
    source: 'src/page/preview/run-preview.ts',
    file: 'chunks/preview.js',
    holds: 'verification of signed previews',
    loads: 'when a preview link is opened',
    limit: 4000,
    isFixed: true,
  },
  {
    source: 'src/page/preview/preview-view.ts',
    file: 'chunks/preview-view.js',
    holds: 'the banner of a preview, and its readers',
    loads: 'when a preview link is opened',
    limit: 2900,
  },
];

/**
 * Files of the app that `zephr console` serves on loopback. No page loads one of them.
 *
 * @type {readonly BuiltFile[]}
 */
export const consoleFiles = [
  {
    source: 'console/app.ts',
    file: 'console/app.mjs',
    holds: 'the app of the console',
    loads: 'in the console, on the machine of an editor',
    // Each part of a config has a screen: the last one is that of `sites`.
    limit: 229000,
    isFixed: true,
    platform: 'console',
  },
  {
    source: 'console/work/judge.ts',
    file: 'console/judge.mjs',
    holds: 'the worker of the console, which finds mistakes',
    loads: 'in the worker of the console',
    limit: 180000,
    isFixed: true,
    platform: 'console',
  },
  {
    source: 'console/work/layout.ts',
    file: 'console/layout.mjs',
    holds: 'the worker of the console that lays out rules',
    loads: 'in the console, when a rule is opened',
    limit: 20000,
    isFixed: true,
    platform: 'console',
  },
  {
    source: 'console/preview/preview-frame.ts',
    file: 'console/preview.mjs',
    holds: 'the elements for the preview of the console',
    loads: 'in the console, when a component is opened',
    limit: 80000,
    isFixed: true,
    platform: 'console',
  },
  {
    source: 'console/text/editor.ts',
    file: 'console/editor.mjs',
    holds: 'the text editor of the console',
    loads: 'in the console, when the screen Text is opened',
    limit: 95000,
    isFixed: true,
    platform: 'console',
  },
];

/** Every file with code that a build writes. */
export const builtFiles = [...doors, ...chunks, ...consoleFiles];
