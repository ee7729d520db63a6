/** Keys of sealed content whose rule asks for premises, a link of a trusted site, or a promotion code. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createBypass } from '../../../../src/endpoint/bypass/create-bypass.js';
import { aConfig } from '../../../support/a-config.js';
import { aSeal, SEAL_KEY } from '../../../support/a-seal.js';
import { anEndpoint, JWT, post } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const LIBRARY = { address: '192.0.2.9' };
const ELSEWHERE = { address: '203.0.113.9' };
const referrers = { forum: { origins: ['https://forum.example'], secret: 'a secret of the forum' } };
const promotions = { spring: { codes: ['SPRING-26'], limit: 1, until: new Date(NOON + 86_400_000).toISOString() } };
const wall = { id: 'wall', content: 'hide' };
const when = (node: object): object => ({ rules: { anonymous: { ...node, yes: 'show', no: wall } } });
const config = aConfig({
  jwt: JWT,
  products: {},
  features: {
    library: when({ type: 'on-premises', account: 'library' }),
    linked: when({ type: 'bypass', referrer: 'forum' }),
    promoted: when({ type: 'promo', promotion: 'spring' }),
  },
});

/** Asks one endpoint for the key of a feature's seal at `/story`; gives whether it came. */
function aPublisher(): (feature: string, body?: object, client?: object) => Promise<boolean> {
  const { endpoint } = anEndpoint({
    ...{ config, referrers, promotions, sealKeys: [SEAL_KEY], rateLimit: false },
    premises: { library: { ranges: ['192.0.2.0/24'] } },
  });
  return async (feature, body = {}, client = ELSEWHERE) => {
    const seal = (await aSeal('<p>Text</p>', { feature, path: '/story' })).split('.').slice(0, 2).join('.');
    const { body: answer } = await post(endpoint, '/zephr/keys', { ...body, seals: [seal] }, {}, client);
    return 'k' in answer.seals[0];
  };
}

suite('a key', () => {
  test('comes to a reader on the premises, and to nobody elsewhere, whatever the page says', async () => {
    const hasKey = aPublisher();

    assert.equal(await hasKey('library', {}, LIBRARY), true);
    assert.equal(await hasKey('library', { facts: { 'on-premises': ['library'] } }), false);
  });

  test('comes to a reader who follows a signed link, for the page that it was signed for', async () => {
    const hasKey = aPublisher();
    const signer = createBypass(referrers);
    const [right, wrong] = [
      await signer.sign('forum', '/story', 60, NOON),
      await signer.sign('forum', '/other', 60, NOON),
    ];
    const referrer = 'https://forum.example/thread';

    assert.equal(await hasKey('linked', { bypass: { btr: right, referrer } }), true);
    assert.equal(await hasKey('linked', { bypass: { btr: right, referrer: 'https://other.example/' } }), false);
    assert.equal(await hasKey('linked', { bypass: { btr: wrong, referrer } }), false);
    assert.equal(await hasKey('linked', { facts: { bypass: 'forum' } }), false);
  });

  test('comes by a promotion code to as many readers as it is for', async () => {
    const hasKey = aPublisher();

    assert.equal(await hasKey('promoted', { promo: { code: 'SPRING-26', session: 'one' } }), true);
    assert.equal(await hasKey('promoted', { promo: { code: 'SPRING-26', session: 'one' } }), true);
    assert.equal(await hasKey('promoted', { promo: { code: 'SPRING-26', session: 'two' } }), false);
    assert.equal(await hasKey('promoted', { promo: { code: 'SPRING-27', session: 'one' } }), false);
    assert.equal(await hasKey('promoted', { facts: { promo: 'spring' } }), false);
  });
});
