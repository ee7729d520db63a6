/** Rules that need more than the core registry, for tests of whole pages. */
import { alwaysDoes, configWithFeatures, type PageVisit } from './bare-page.js';
import { readBuilt } from './built-files.js';
import type { Route } from './serve.js';

/** A node, an outcome or a part of a config. */
export type Part = Readonly<Record<string, unknown>>;

/** An outcome that hides the content behind the registration wall. */
export const WALL = { id: 'no', content: 'hide', components: ['register'] };

/** A node whose exits are outcomes of their names; only `yes` shows the content. */
export const asks = (node: Part): Part => ({
  ...node,
  yes: { id: 'yes', content: 'show' },
  no: WALL,
  unknown: { id: 'unknown', content: 'hide' },
});

/** A config whose articles have one node for all readers. */
export const configThatAsks = (node: Part, changes: Part = {}): Part =>
  configWithFeatures({ articles: alwaysDoes(asks(node)) }, changes);

/** The outcome of the articles. */
export const outcomeOf = async (reader: PageVisit): Promise<string> => (await reader.decide('articles')).outcomeId;

/** A condition whose answer is yes, and for which the full registry has to be loaded. */
export const IS_NOW = { type: 'date-time', condition: 'after', value: '2020-01-01' };
/** A condition on a fact of the page. */
export const COMES_FROM = { type: 'referrer', condition: 'contains', value: '/front' };
/** A condition for which user agents have to be read; the browser of the tests has no head. */
export const IS_CRAWLER = { type: 'device', is: 'crawler' };

const leave = (exit: string): Part => ({ exit });

/** A sub rule that a reader of whom nothing was counted leaves by `in`. */
export const METERED = {
  start: 'free',
  nodes: {
    free: { type: 'custom-data', property: 'free', condition: 'equals', value: true, yes: leave('in'), no: 'count' },
    count: { type: 'trial', limit: 2, yes: leave('in'), no: leave('out'), remaining: { '1': leave('in') } },
  },
  exits: ['in', 'out'],
};
/** A node that goes through it. */
export const METER = { type: 'sub-rule', rule: 'metered', exits: { in: { id: 'in', content: 'show' }, out: WALL } };

/** Routes of a chunk that does not come as it should. */
export interface ChunkRoute {
  readonly routes: Readonly<Record<string, Route>>;
  /** From now on it comes. */
  readonly release: () => void;
}

/** A chunk that is waited for. */
export function heldBack(chunk: string): ChunkRoute {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  const route: Route = async (_request, response) => {
    await released;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readChunk(chunk));
  };
  return { routes: { [`/chunks/${chunk}.js`]: route }, release: () => release() };
}

/** A chunk that is not to be found. */
export function lost(chunk: string): ChunkRoute {
  let found = false;
  const route: Route = async (_request, response) => {
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readChunk(chunk));
  };
  return { routes: { [`/chunks/${chunk}.js`]: route }, release: () => void (found = true) };
}

function readChunk(chunk: string): Promise<Buffer> {
  return readBuilt(`chunks/${chunk}.js`);
}
