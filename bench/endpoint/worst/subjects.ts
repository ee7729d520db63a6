import { generateKeyPairSync } from 'node:crypto';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { createEndpoint as CreateEndpoint } from '../../../src/endpoint/create-endpoint.js';
import type { Endpoint } from '../../../src/endpoint/endpoint-function.js';
import type { openSqliteStore as OpenSqliteStore } from '../../../src/endpoint/sqlite/open-sqlite-store.js';
import type { EndpointStore } from '../../../src/endpoint/store.js';
import { createMemoryUsageStore } from '../../../src/endpoint/usage/create-memory-usage-store.js';
import { makeWorkload } from '../../rules/workload/make-workload.js';
import { aKeyPair } from '../../../test/support/sign-token.js';
import { SECRET } from '../make-tokens.js';
import { makeEveryNodeConfig } from './every-node-config.js';
import { FullReader } from './full-reader.js';
import { MOMENT } from './request-plan.js';

/** Keys of one id: each token of that id is verified with all of them. */
const KEYS_OF_ONE_ID = 8;
/** Views that a store in memory holds: of some readers, as each request brings another one. */
const MAX_VIEWS = 20_000;

/** An endpoint whose slowest request is looked for. */
export interface Subject {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly features: readonly string[];
  readonly readers: FullReader;
  /** Routes that are searched; all where none is named. */
  readonly routes?: readonly string[];
  /** Part of the time of the whole search. */
  readonly share: number;
  readonly close: () => Promise<void>;
}

interface Made {
  readonly config: object;
  readonly share: number;
  readonly isFile?: boolean;
  readonly routes?: readonly string[];
}

/**
 * Makes the endpoints, built as they are published.
 *
 * @param file - A publisher's own config, in place of ours.
 */
export async function* makeSubjects(file: string | undefined): AsyncGenerator<Subject> {
  const everyNode = makeEveryNodeConfig();
  const made: Readonly<Record<string, Made>> =
    file === undefined
      ? {
          'every node': { config: withKeys(everyNode), share: 0.5 },
          'a site of 100 features': { config: makeWorkload({ features: 100, conditions: 10 }).config, share: 0.25 },
          'counts in a file': { config: everyNode, share: 0.25, isFile: true, routes: ['/zephr/usage'] },
        }
      : { [file]: { config: JSON.parse(await readFile(file, 'utf8')) as object, share: 1 } };
  for (const [name, one] of Object.entries(made)) yield await makeSubject(name, one);
}

/** Adds keys of one id, so that each token of that id costs several verifications. */
function withKeys(config: Record<string, unknown>): object {
  const keys = Array.from({ length: KEYS_OF_ONE_ID }, (_, index) => ({
    ...aKeyPair('RSA', `bench-${index}`).jwk,
    ...{ kid: 'shared', alg: 'RS256' },
  }));
  return { ...config, jwt: { ...(config['jwt'] as object), jwks: { keys } } };
}

async function makeSubject(name: string, { config, share, isFile = false, routes }: Made): Promise<Subject> {
  const { createEndpoint } = (await importBuilt('endpoint.mjs')) as { createEndpoint: typeof CreateEndpoint };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const folder = await mkdtemp(join(tmpdir(), 'zephr-worst-'));
  const store = isFile ? await openFile(join(folder, 'zephr.sqlite')) : createStore();
  const readers = new FullReader(store, 'stories', !isFile);
  await readers.fill();
  const endpoint = createEndpoint({
    ...{ config, store, secret: SECRET, anonymousUsage: true },
    signingKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    rateLimit: { limit: 1e9, windowMs: 60_000 },
    allowedOrigins: ['https://news.example'],
    log: () => {},
    now: () => MOMENT,
  });
  const features = Object.keys((config as { features: object }).features);
  const close = async (): Promise<void> => {
    if ('close' in store) (store as { close: () => void }).close();
    await rm(folder, { recursive: true });
  };
  return { ...{ name, endpoint, features, readers, share, close }, ...(routes && { routes }) };
}

function createStore(): EndpointStore {
  const usage = createMemoryUsageStore(() => MOMENT, MAX_VIEWS);
  return {
    claimGift: () => true,
    spend: (...view) => usage.spend(...view),
    readUsage: (reader) => usage.readUsage(reader),
    carry: (from, to) => usage.carry(from, to),
  };
}

async function openFile(path: string): Promise<EndpointStore> {
  const { openSqliteStore } = (await importBuilt('sqlite.mjs')) as { openSqliteStore: typeof OpenSqliteStore };
  return openSqliteStore(path, { now: () => MOMENT });
}

function importBuilt(file: string): Promise<unknown> {
  return import(new URL(`../../../dist/${file}`, import.meta.url).href);
}
