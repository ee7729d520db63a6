/** A room: a folder, or the one file of a door. */
export interface Room {
  /** A folder ends with a slash; anything else is one file. */
  readonly path: string;
  /** Rooms on one number are neighbours and do not import each other. Tenths are the landings between two floors. */
  readonly floor: number;
}

/**
 * The house from the ground up. An import goes down, or stays inside its room: never sideways, never up, types and
 * dynamic imports included. So the rooms of a floor can be read, tested and run without the floors above it.
 */
export const rooms: readonly Room[] = [
  { path: 'src/model/', floor: 0 },
  { path: 'src/lib/', floor: 0.5 },
  { path: 'src/config/', floor: 1 },
  { path: 'src/token/', floor: 1 },
  // Content that is sealed and opened again.
  { path: 'src/seal/', floor: 1 },
  { path: 'src/facts/', floor: 1 },
  // The words of all elements, which the page and the components both need.
  { path: 'src/texts/', floor: 1 },
  { path: 'src/schema/', floor: 2 },
  { path: 'src/identity/', floor: 2 },
  { path: 'src/usage/', floor: 2 },
  { path: 'src/rules/', floor: 3 },
  { path: 'src/outcome/', floor: 3 },
  { path: 'src/decision/', floor: 4 },
  // An exit that no reader can take is a warning of a config; for others, readers are proposed.
  { path: 'src/paths/', floor: 4.2 },
  // A rule is put into words by deciding it, and drawn with those words.
  { path: 'src/words/', floor: 4.3 },
  { path: 'src/validate/', floor: 4.3 },
  { path: 'src/inspect/', floor: 4.3 },
  { path: 'src/picture/', floor: 4.6 },
  // Test readers are decided for, and their file is read with the positions of what is wrong.
  { path: 'src/readers/', floor: 4.6 },
  // A rule as an editor sees it, sound or not, with words of its nodes.
  { path: 'src/cards/', floor: 4.6 },
  // Edits are put into words, and written into text by the reader of JSON that finds mistakes in it.
  { path: 'src/edit/', floor: 4.6 },
  // Decisions that are exported and decided again.
  { path: 'src/replay/', floor: 4.6 },
  // Gestures of an editor on the cards become edits.
  { path: 'src/gestures/', floor: 4.8 },
  // Signed edits that a page of the publisher takes for its config.
  { path: 'src/preview/', floor: 4.8 },
  // Pages that are sealed by the rules of a config, and checked.
  { path: 'src/sealer/', floor: 4.8 },
  { path: 'src/visit/', floor: 5 },
  // The debug file of a page opens the inspector, and hands it the page.
  { path: 'components/inspector/', floor: 5.5 },
  { path: 'src/page/', floor: 6 },
  { path: 'src/endpoint/', floor: 6 },
  // The catalogue of codes. Only the command loads it; its types are in the model.
  { path: 'src/codes/', floor: 6.4 },
  // Files that are written as a whole, for commands and the console.
  { path: 'src/files/', floor: 6.2 },
  // The server of the console, which a command mounts on loopback.
  { path: 'src/console/', floor: 6.4 },
  // The command `serve` runs the endpoint.
  { path: 'src/commands/', floor: 6.5 },
  { path: 'components/internal/', floor: 7 },
  // The state that components share, and how they get at it.
  { path: 'components/session/', floor: 7 },
  { path: 'components/registration-wall/', floor: 7.3 },
  { path: 'components/paywall/', floor: 7.3 },
  { path: 'components/custom-block/', floor: 7.3 },
  { path: 'components/zone/', floor: 7.3 },
  // The entry of the chunk that holds the walls: it registers them all.
  { path: 'components/walls.ts', floor: 7.6 },
  { path: 'components/feature/', floor: 8 },
  // The app of the console, in a browser on the editor's machine.
  { path: 'console/', floor: 8.5 },
  // Stores that the doors for frameworks share.
  { path: 'src/wrappers/', floor: 8 },
  // The flags of OpenFeature, which both of its doors share.
  { path: 'src/openfeature/', floor: 8 },
  { path: 'src/index.ts', floor: 9 },
  { path: 'src/start-script.ts', floor: 8.9 },
  { path: 'src/script.ts', floor: 9 },
  { path: 'src/script-module.ts', floor: 9 },
  { path: 'src/engine.ts', floor: 9 },
  { path: 'src/endpoint.ts', floor: 9 },
  { path: 'src/sqlite.ts', floor: 9 },
  { path: 'src/redis.ts', floor: 9 },
  { path: 'src/postgres.ts', floor: 9 },
  { path: 'src/seal.ts', floor: 9 },
  { path: 'src/react.ts', floor: 9 },
  { path: 'src/vue.ts', floor: 9 },
  { path: 'src/openfeature-web.ts', floor: 9 },
  { path: 'src/openfeature-server.ts', floor: 9 },
  { path: 'src/durable-object.ts', floor: 9 },
  { path: 'src/node.ts', floor: 9 },
  { path: 'src/cli.ts', floor: 9 },
  { path: 'components/index.ts', floor: 9 },
  { path: 'components/for-bundlers.ts', floor: 9.5 },
];

/** An import that the floors would allow and that is still refused. */
export interface Refusal {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether types may be imported all the same. */
  readonly typesAllowed: boolean;
  readonly why: string;
}

/** Components receive a visit and outcomes; they do not depend on how those came about. */
export const refusals: readonly Refusal[] = [
  {
    from: 'components/',
    to: ['src/codes/', 'src/rules/', 'src/token/', 'src/page/', 'src/endpoint/', 'src/commands/'],
    typesAllowed: false,
    why: 'components import no rules, no token and no page code',
  },
  {
    from: 'components/',
    to: ['src/visit/'],
    typesAllowed: true,
    why: 'components know the type of a visit and get the value handed in',
  },
];

/** Which packages the house uses, and the rooms they may be imported in. A trailing `*` stands for any ending. */
export const packages: readonly { readonly name: string; readonly rooms: readonly string[] }[] = [
  { name: 'jose', rooms: ['src/token/', 'src/preview/', 'src/endpoint/', 'src/commands/'] },
  { name: 'lit', rooms: ['components/', 'console/'] },
  { name: '@awesome.me/webawesome', rooms: ['console/'] },
  { name: '@codemirror/*', rooms: ['console/text/editor.ts'] },
  { name: '@lezer/highlight', rooms: ['console/text/editor.ts'] },
  { name: 'dompurify', rooms: ['components/custom-block/sanitize-into.ts'] },
  { name: 'mustache', rooms: ['src/outcome/'] },
  { name: 'isbot', rooms: ['src/facts/read-user-agent.ts'] },
  { name: 'ua-parser-js', rooms: ['src/facts/read-user-agent.ts'] },
  { name: 'commander', rooms: ['src/commands/'] },
  { name: '@dagrejs/dagre', rooms: ['src/picture/', 'src/cards/'] },
  { name: 'zod', rooms: ['src/schema/', 'src/cards/list-fields.ts', 'src/commands/', 'console/without-eval.ts'] },
  { name: 'hono', rooms: ['src/endpoint/'] },
  { name: '@hono/node-server', rooms: ['src/commands/'] },
  { name: 'libsql', rooms: ['src/endpoint/sqlite/'] },
  { name: 'ioredis', rooms: ['src/endpoint/redis/'] },
  { name: 'prom-client', rooms: ['src/commands/serve/create-metrics.ts'] },
  { name: 'react', rooms: ['src/react.ts'] },
  { name: 'vue', rooms: ['src/vue.ts'] },
  { name: '@openfeature/web-sdk', rooms: ['src/openfeature-web.ts'] },
  { name: '@openfeature/server-sdk', rooms: ['src/openfeature/', 'src/openfeature-server.ts'] },
  { name: 'csv-parse', rooms: ['src/commands/'] },
  { name: 'csv-stringify', rooms: ['src/commands/'] },
  { name: 'yocto-spinner', rooms: ['src/commands/'] },
  { name: 'htmlparser2', rooms: ['src/commands/', 'src/sealer/'] },
  {
    name: 'node:*',
    rooms: [
      ...['src/endpoint/', 'src/files/', 'src/console/', 'src/commands/', 'src/cli.ts'],
      'src/sealer/read-folder.ts',
    ],
  },
];
