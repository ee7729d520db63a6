/** The node `bypass`: links that trusted sites have signed. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { createBypass } from '../../../../src/endpoint/bypass/create-bypass.js';
import { aConfig } from '../../../support/a-config.js';
import { anEndpoint, JWT, post } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const REFERRERS = {
  forum: { origins: ['https://forum.example', 'https://www.forum.example'], secret: 'a secret of the forum' },
  club: { origins: ['https://club.example'], secret: 'a secret of the club' },
};
const bypass = createBypass(REFERRERS);
const HOUR_S = 3600;
const link = await bypass.sign('forum', '/news/story', HOUR_S, NOON);
const ofClub = await bypass.sign('club', '/news/story', HOUR_S, NOON);
const FORUM = 'https://forum.example/';
const find = (btr: string, referrer = FORUM, path = '/news/story', now = NOON): Promise<string | null> =>
  bypass.find({ btr, referrer }, path, now);

suite('a link of a trusted site', () => {
  test('is signed as the documentation says, so that the site can sign it itself', () => {
    const end = NOON / 1000 + HOUR_S;
    const mac = createHmac('sha256', 'a secret of the forum').update(`/news/story|${end}`).digest('base64url');

    assert.equal(link, `${end}.${mac}`);
  });

  for (const [says, btr, referrer, path, now] of [
    ['on its page', link],
    ['on another page of the site', link, 'https://www.forum.example/thread/7?page=2'],
    ['to the path with a query', link, FORUM, '/news/story?page=2'],
    ['to the path in another spelling', link, FORUM, '/news/%73tory'],
    ['until it ends', link, FORUM, '/news/story', NOON + HOUR_S * 1000 - 1],
  ] as const)
    test(`counts ${says}`, async () => assert.equal(await find(btr, referrer, path, now), 'forum'));

  const [end, mac] = link.split('.') as [string, string];
  for (const [says, btr, referrer, path, now] of [
    ['when it is over', link, FORUM, '/news/story', NOON + HOUR_S * 1000],
    ['with a later end', `${Number(end) + 1}.${mac}`],
    ['with a changed signature', `${end}.${mac[0] === 'A' ? 'B' : 'A'}${mac.slice(1)}`],
    ['with a shorter signature', `${end}.${mac.slice(1)}`],
    ['with another last character, which decodes to the same octets', `${end}.${mac.slice(0, -1)}${mac.at(-1) === 'A' ? 'B' : String.fromCharCode(mac.charCodeAt(42) + 1)}`],
    ['without an end', mac],
    ['as an empty text', ''],
    ['as a text of 16,000 characters', 'a'.repeat(16_000)],
    ['to another path', link, FORUM, '/news/other'],
    ['to a path that servers read differently', link, FORUM, '/news/x//../story'],
    ['followed from another site', link, 'https://other.example/'],
    ['followed from another trusted site', link, 'https://club.example/'],
    ['of another trusted site, followed from this one', ofClub],
    ['followed from a site whose name only begins so', link, 'https://forum.example.evil.example/'],
    ['followed over plain http', link, 'http://forum.example/'],
    ['pasted into the address bar', link, ''],
    ['followed from a text that is not an address', link, 'forum.example'],
  ] as const)
    test(`does not count ${says}`, async () => assert.equal(await find(btr, referrer, path, now), null)); // prettier-ignore
});

suite('trusted sites', () => {
  for (const [says, referrers, pointer] of [
    ['that are a list', [], '/referrers'],
    ['without origins', { a: { secret: 'x'.repeat(16) } }, '/referrers/a/origins'],
    [
      'of an address in place of an origin',
      { a: { secret: 'x'.repeat(16), origins: ['https://a.example/'] } },
      '/referrers/a/origins',
    ],
    ['of any origin', { a: { secret: 'x'.repeat(16), origins: ['*'] } }, '/referrers/a/origins'],
    ['without a secret', { a: { origins: ['https://a.example'] } }, '/referrers/a/secret'],
    ['with a short secret', { a: { secret: 'x'.repeat(15), origins: ['https://a.example'] } }, '/referrers/a/secret'],
  ] as const)
    // prettier-ignore
    test(`${says} are refused, and no secret is quoted`, () => {
      assert.throws(
        () => anEndpoint({ referrers: referrers as never }),
        (error: { code: string; pointer: string; message: string }) =>
          error.code === 'option-invalid' && error.pointer === pointer && !error.message.includes('xxx'),
      );
    });

  test('sign for no unknown site, and no text that is not a path', async () => {
    await assert.rejects(bypass.sign('other', '/a'), { code: 'option-invalid', pointer: '/referrer' });
    await assert.rejects(bypass.sign('forum', 'story'), { code: 'option-invalid', pointer: '/path' });
  });
});

suite('the endpoint', () => {
  const gated = (node: object): object => ({
    rules: { anonymous: { type: 'bypass', ...node, yes: 'show', no: { id: 'wall', content: 'hide' } } },
  });
  const config = aConfig({ jwt: JWT, products: {}, features: { any: gated({}), clubs: gated({ referrer: 'club' }) } });
  const { endpoint } = anEndpoint({ config, referrers: REFERRERS });
  const decide = async (body: object, asked = endpoint): Promise<readonly boolean[]> => {
    const { decisions } = (await post(asked, '/zephr/decide', body)).body;
    return [decisions.any.access, decisions.clubs.access];
  };

  for (const [says, body, answer] of [
    ['names the site of a link', { btr: link, path: '/news/story', referrer: FORUM }, { referrer: 'forum' }],
    ['says no more than that a link does not count', { btr: link, path: '/a', referrer: FORUM }, { referrer: null }],
  ] as const)
    test(says, async () => assert.deepEqual((await post(endpoint, '/zephr/bypass', body)).body, answer));
  test('trusts no site without the option', async () =>
    assert.deepEqual(
      (await post(anEndpoint().endpoint, '/zephr/bypass', { btr: link, path: '/news/story', referrer: FORUM })).body,
      { referrer: null },
    ));

  test('decides by the signature in the address and by the page before', async () =>
    assert.deepEqual(await decide({ url: `/news/story?btr=${link}`, referrer: FORUM }), [true, false]));
  test('decides by no fact that the body claims', async () =>
    assert.deepEqual(await decide({ facts: { bypass: 'club' } }), [false, false]));
  for (const [says, body] of [
    ['no page before', { url: `/news/story?btr=${link}` }],
    ['another page', { url: `/news/other?btr=${link}`, referrer: FORUM }],
    ['two signatures', { url: `/news/story?btr=${link}&btr=${link}`, referrer: FORUM }],
  ] as const)
    test(`gives no access by a link with ${says}`, async () => assert.deepEqual(await decide(body), [false, false]));
});
