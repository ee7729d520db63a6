import { makeDemoConfig } from './demo-config.mjs';
import { makeKeyPair } from './make-key-pair.mjs';
import { makeMeteredConfig } from './metered-config.mjs';
import { openReaders } from './open-readers.mjs';
import { makeSealedConfig } from './sealed-config.mjs';
import { ALL, toJwt } from './settings.mjs';

const ENDPOINT = new URL('../dist/endpoint.mjs', import.meta.url);

/** The tutorial's. Six letters can be guessed in no time; a real one is random and as long as its hash. */
export const SECRET = 'secret';

/** Marks the address of the endpoint that knows no readers, for a visitor who has the user store off. */
const WITHOUT_STORE = 'user-store=off';

/** How the endpoint behaves: as it should, without ever answering, or as if nothing listened there. */
/** @typedef {'running' | 'silent' | 'gone'} EndpointState */

/** Prints what goes wrong; that the secret is weak is the tutorial's doing, and the page says so. */
function log({ level, event, ...rest }) {
  if (level !== 'info' && event !== 'secret-weak') console.error(`endpoint: ${event}`, rest);
}

/** The config of the endpoint: what the newspaper's pages have, each its part, all together. */
function makeWholeConfig(jwt) {
  const parts = [makeDemoConfig(jwt), makeMeteredConfig(jwt), makeSealedConfig(jwt)];
  const all = (member) => Object.assign({}, ...parts.map((part) => part[member]));
  const { gold } = parts[0].products;
  return {
    ...parts[0],
    products: { gold: { ...gold, features: parts.flatMap(({ products }) => products.gold.features) } },
    components: all('components'),
    features: all('features'),
  };
}

/**
 * Keeps counts apart from those of other rounds of the demo: a new round begins with none. No store forgets a reader,
 * since a trial starts again only by its window.
 *
 * @param {object} store
 * @param {number} round
 */
function inRound(store, round) {
  const keyOf = (reader) => `${round}:${reader}`;
  return {
    claimGift: (...claim) => store.claimGift(...claim),
    spend: (reader, ...spends) => store.spend(keyOf(reader), ...spends),
    readUsage: (reader) => store.readUsage(keyOf(reader)),
    carry: (from, to) => store.carry(keyOf(from), keyOf(to)),
  };
}

/**
 * Starts the endpoint of the shared secret, twice: one looks readers up in the user store and one has none, as a
 * visitor may switch that. Each signs with a key of its own, so that an answer of one does not count for the other.
 *
 * @param {{ kid: string, key: string }[]} sealKeys - Those of the sealed story.
 */
export async function startEndpoint(sealKeys) {
  const { createEndpoint } = await import(ENDPOINT.href);
  const { getRequestListener } = await import('@hono/node-server');
  const { users, store, note, close } = await openReaders();

  const start = async (settings, verifyEndpoint) => {
    const { publicKey, privateKey } = await makeKeyPair();
    const address = { verifyEndpoint, endpointKey: publicKey };
    const config = makeWholeConfig({ ...address, ...toJwt(settings) });
    const options = { config, secret: SECRET, signingKey: privateKey, users, sealKeys, log };
    // Without a store, an endpoint remembers counts itself: a new one has none.
    const open = (round) => getRequestListener(createEndpoint({ ...options, store: store && inRound(store, round) }));
    return { address, open, listen: open(0) };
  };
  const both = [
    start(ALL, '/zephr/verify'),
    start(
      ALL.filter((name) => name !== 'userStore'),
      `/zephr/verify?${WITHOUT_STORE}`,
    ),
  ];
  const [withStore, withoutStore] = await Promise.all(both).catch(async (error) => {
    await close();
    throw error;
  });

  /** @type {EndpointState} */
  let state = 'running';
  let round = 0;
  const held = new Set();

  const answer = (request, response) => {
    if (state === 'gone') return request.socket.destroy();
    if (state === 'silent') return held.add(() => answer(request, response));
    return (request.url.endsWith(WITHOUT_STORE) ? withoutStore : withStore).listen(request, response);
  };

  return {
    note,
    close,
    /** The member `jwt` that a page with these settings needs in order to ask. */
    addressFor: (settings) => (settings.includes('userStore') ? withStore : withoutStore).address,
    /** Whether a request is the endpoint's to answer. */
    takes: ({ url }) => url.startsWith('/zephr/'),
    answer,
    /** Has it count from nothing again. */
    startOver() {
      round += 1;
      for (const each of [withStore, withoutStore]) each.listen = each.open(round);
    },
    /**
     * Changes the behaviour of the endpoint. Requests that it kept waiting are answered when it runs again.
     *
     * @param {EndpointState} next
     */
    become(next) {
      state = next;
      const waiting = [...held];
      held.clear();
      for (const go of waiting) go();
    },
  };
}
