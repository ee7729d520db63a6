import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { REQUEST_TIMEOUT_MS } from '../../../../src/lib/request/limits.js';
import {
  askFacts,
  type BypassClaim,
  type GiftClaim,
  type LinkClaims,
  type PromoClaim,
} from '../../../../src/page/endpoint/ask-facts.js';
import { askUsage } from '../../../../src/page/endpoint/ask-usage.js';
import { createEndpointClient, type EndpointClient } from '../../../../src/page/endpoint/create-endpoint-client.js';
import { anUnreliableServer, type UnreliableServer } from '../../../support/unreliable-server.js';

const CLAIM: GiftClaim = { gift: 'a-gift-token', path: '/story', session: 'a-session' };

const LINK: BypassClaim = { btr: '1.a', path: '/story', referrer: 'https://forum.example/' };

const CODE: PromoClaim = { code: 'SPRING', session: 'a-session' };

const giving = (
  gift: GiftClaim | null,
  bypass: BypassClaim | null = null,
  promo: PromoClaim | null = null,
): LinkClaims => ({
  gift: () => Promise.resolve(gift),
  bypass: () => bypass,
  promo: () => Promise.resolve(promo),
  page: () => 'https://www.news.example/story',
});
const clientOf = ({ origin }: Pick<UnreliableServer, 'origin'>): EndpointClient =>
  createEndpointClient('verify', fetch, `${origin}/zephr/`);

suite('the client of the endpoint', () => {
  test('asks the routes beside `verify`, relative to the document', async () => {
    await using server = await anUnreliableServer({ '/zephr/facts': '{"country":"BE"}' });
    const { status, value } = await clientOf(server).ask('facts');

    assert.deepEqual([status, { ...(value as object) }], [200, { country: 'BE' }]);
  });

  test('gives status 0 where the endpoint is out of reach, redirects or answers nonsense', async () => {
    await using server = await anUnreliableServer({ '/zephr/facts': { to: '/zephr/usage' }, '/zephr/usage': '<html>' });
    const gone = createEndpointClient('verify', fetch, 'http://127.0.0.1:1/');
    const answers = [
      await gone.ask('facts'),
      await clientOf(server).ask('facts'),
      await clientOf(server).ask('usage', { post: {} }),
      await createEndpointClient('http://', fetch, server.origin).ask('facts'),
    ];

    assert.deepEqual(answers, Array(4).fill({ status: 0, value: null }));
  });

  test('gives status 0 after the time limit', async (context) => {
    const timeOut = new AbortController();
    const timeout = context.mock.method(AbortSignal, 'timeout', () => timeOut.signal);
    await using server = await anUnreliableServer({ '/zephr/gift': 'hangs' });
    const asking = clientOf(server).ask('gift');
    timeOut.abort();

    assert.deepEqual(await asking, { status: 0, value: null });
    assert.deepEqual(timeout.mock.calls[0]?.arguments, [REQUEST_TIMEOUT_MS]);
  });
});

suite('the requests of a page to its endpoint', () => {
  test('reaches no other server by a redirect: neither a gift and the session’s id, nor a token', async () => {
    await using elsewhere = await anUnreliableServer({ '/gift': '{"valid":true}', '/usage': '{"trackers":{}}' });
    const away = (route: string): { readonly to: string } => ({ to: `${elsewhere.origin}/${route}` });
    await using server = await anUnreliableServer({ '/zephr/gift': away('gift'), '/zephr/usage': away('usage') });
    const client = clientOf(server);
    const facts = await askFacts(new Set(['gift']), client, giving(CLAIM));
    const usage = await askUsage(client, { token: 'a.b.c' }, false);

    assert.deepEqual([facts, usage, server.received.length, elsewhere.received], [{}, 0, 2, []]);
  });

  test('is a claim of the gift in the link, and no cookies go along', async () => {
    await using server = await anUnreliableServer({
      '/zephr/gift': '{"valid":true}',
      '/zephr/facts': '{"city":"Gent"}',
    });
    const asked = new Set(['gift', 'place']);
    const facts = await askFacts(asked, clientOf(server), giving(CLAIM));

    assert.deepEqual(facts, { city: 'Gent', gift: true });
    assert.deepEqual(
      server.received.flatMap(({ body }) => (body ? [JSON.parse(body) as unknown] : [])),
      [CLAIM],
    );
  });

  test('is nothing where the link holds no gift: the fact is false', async () => {
    await using server = await anUnreliableServer({});
    const facts = await askFacts(new Set(['gift']), clientOf(server), giving(null));

    assert.deepEqual([facts, server.received], [{ gift: false }, []]);
  });

  test('stays unknown where there is no endpoint, and where it answers with an error', async () => {
    await using server = await anUnreliableServer({ '/zephr/gift': 400, '/zephr/facts': 500 });
    const asked = new Set(['gift', 'place']);
    const claim = giving(CLAIM);

    assert.deepEqual([await askFacts(asked, null, claim), await askFacts(asked, clientOf(server), claim)], [{}, {}]);
  });

  for (const [says, answer, link, fact, requests] of [
    ['the trusted site that has signed the link', '{"referrer":"forum"}', LINK, { bypass: 'forum' }, 1],
    ['false where no site has signed it', '{"referrer":null}', LINK, { bypass: false }, 1],
    ['false, without a request, where the link has no signature', '{"referrer":"forum"}', null, { bypass: false }, 0],
    ['nothing after an error', 400, LINK, {}, 1],
  ] as const) {
    test(`finds ${says}`, async () => {
      await using server = await anUnreliableServer({ '/zephr/bypass': answer });
      const facts = await askFacts(new Set(['bypass']), clientOf(server), giving(null, link));

      assert.deepEqual([facts, server.received.length], [fact, requests]);
    });
  }

  for (const [says, answer, claim, fact, requests] of [
    ['the promotion of a code', '{"promotion":"spring"}', CODE, { promo: 'spring' }, 1],
    ['false for a code that does not count', '{"promotion":null}', CODE, { promo: false }, 1],
    ['false, without a request, where the link has no code', '{"promotion":"spring"}', null, { promo: false }, 0],
    ['nothing where codes are limited', 429, CODE, {}, 1],
  ] as const) {
    test(`finds ${says}`, async () => {
      await using server = await anUnreliableServer({ '/zephr/promo': answer });
      const facts = await askFacts(new Set(['promo']), clientOf(server), giving(null, null, claim));

      assert.deepEqual([facts, server.received.length], [fact, requests]);
    });
  }

  test('gives the status of an answer that cannot be read', async () => {
    await using server = await anUnreliableServer({ '/zephr/usage': 413 });

    assert.equal(await askUsage(clientOf(server), { token: 'a.b.c' }, true), 413);
  });
});
