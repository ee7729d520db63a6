/** The node `content` at the endpoint: what a real content API gives, and what it does wrong. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aContentApi, sends, type AnswerContent } from '../../../support/a-content-api.js';
import { config, KNOWN, STORY, withContent } from '../../../support/a-content-endpoint.js';
import { aSeal, SEAL_KEY } from '../../../support/a-seal.js';
import { anEndpoint, post, send } from '../../../support/an-endpoint.js';

suite('the article of a page', () => {
  test('has the fields of the settings, and no other member of it leaves the endpoint', async () => {
    await using api = await aContentApi(sends(STORY));
    const { endpoint } = withContent(api, { headers: { authorization: 'Bearer key-of-the-api' } });
    const { body } = await send(endpoint, '/zephr/facts?page=%2Fstory');

    assert.deepEqual(body, { content: KNOWN });
    assert.doesNotMatch(JSON.stringify(body), /draft|mail|key-of-the-api/);
  });

  test('is asked for by the path of the page, with the headers of the settings and none of the reader', async () => {
    await using api = await aContentApi(sends(STORY));
    const { endpoint } = withContent(api, { headers: { authorization: 'Bearer key-of-the-api' } });
    const headers = { cookie: 'blaize_jwt=a', referer: 'https://news.example/', 'x-forwarded-for': '192.0.2.1' };
    await send(
      endpoint,
      `/zephr/facts?page=${encodeURIComponent('https://www.daily.example//n%65ws/./story?gift=a')}`,
      {
        headers,
      },
    );
    const [asked] = api.asked;

    assert.equal(asked!.url, '/articles?path=%2Fnews%2Fstory');
    assert.equal(asked!.headers.authorization, 'Bearer key-of-the-api');
    assert.equal(asked!.headers.accept, 'application/json');
    assert.deepEqual(Object.keys(headers).map((name) => asked!.headers[name]), [undefined, undefined, undefined]); // prettier-ignore
  });

  test('is asked for by host and site too', async () => {
    await using api = await aContentApi(sends(STORY));
    const { facts } = withContent(api, { url: `${api.origin}/{{site}}/{{path}}?host={{host}}` });
    const found = [
      await facts('https://www.daily.example/a'),
      await facts('https://evil.example/a'),
      await facts('/a'),
    ];

    assert.deepEqual(found, [KNOWN, undefined, undefined]);
    assert.deepEqual(api.asked.map(({ url }) => url), ['/daily/a?host=www.daily.example']); // prettier-ignore
  });

  test('decides at the endpoint, whatever the body says of it', async () => {
    await using api = await aContentApi(sends(STORY));
    const { decide } = withContent(api);
    const said = { content: { section: 'politics', '$.author.name': 'Ann' } };

    assert.deepEqual(await decide({ path: '/story', facts: said }), { sport: 'show', author: 'show', free: 'show' });
    api.answer = sends('', 'text/plain', 404);
    assert.deepEqual(await decide({ path: '/other', facts: { content: { section: 'sport' } } }), {
      sport: 'unknown',
      author: 'unknown',
      free: 'show',
    });
  });

  test('is what the body says where the endpoint has no content API', async () => {
    await using api = await aContentApi(sends(STORY));
    const { decide } = withContent(api, {}, { content: undefined });
    const facts = { content: { section: 'sport', author: { name: 'Ann' } } };

    assert.deepEqual(await decide({ facts }), { sport: 'show', author: 'show', free: 'show' });
    assert.equal(api.asked.length, 0);
  });

  test('is asked for only where a rule asks for it, and a page has an address', async () => {
    await using api = await aContentApi(sends(STORY));
    const { decide, endpoint } = withContent(api);
    await decide({ path: '/story', features: ['free'] });
    await decide({ features: ['sport'] });
    await send(endpoint, '/zephr/facts');

    assert.equal(api.asked.length, 0);
  });

  test('opens a seal by the path that it was sealed for, whatever the request says', async () => {
    await using api = await aContentApi((request, response) =>
      sends({ section: request.url!.endsWith('%2Fopen') ? 'sport' : 'politics' })(request, response),
    );
    const { endpoint } = withContent(api, {}, { sealKeys: [SEAL_KEY] });
    const paths = ['/open', '/closed'];
    const seals = await Promise.all(
      paths.map(async (path) => (await aSeal('<p>Text</p>', { feature: 'sport', path })).split('.', 2).join('.')),
    );
    const body = { seals, path: '/open', url: '/open', facts: { content: { section: 'sport' } } };
    const { body: answer } = await post(endpoint, '/zephr/keys', body);

    assert.deepEqual(
      answer.seals.map(({ k, reason }: { k?: string; reason?: string }) => reason ?? typeof k),
      ['string', 'no-access'],
    );
  });

  test('is asked for by the host of the seal', async () => {
    await using api = await aContentApi(sends(STORY));
    const { endpoint } = withContent(api, { url: `${api.origin}/{{host}}{{path}}` }, { sealKeys: [SEAL_KEY] });
    const seal = await aSeal('<p>Text</p>', { feature: 'sport', path: '/a', facts: { host: 'www.daily.example' } });
    await post(endpoint, '/zephr/keys', { seals: [seal.split('.', 2).join('.')] }, { origin: 'https://evil.example' });

    assert.deepEqual(api.asked.map(({ url }) => url), ['/www.daily.example/a']); // prettier-ignore
  });
});

suite('a field of the article', () => {
  for (const [says, article, found] of [
    ['that is a list of texts', { tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
    ['in a list', { topics: [{ slug: 'a' }, { slug: 'b' }] }, { '$.topics[*].slug': ['a', 'b'] }],
    ['that is a number', { premium: 0 }, { premium: 0 }],
    ['that is an empty text', { section: '' }, { section: '' }],
    ['that is an object is left out', { section: { name: 'sport' } }, {}],
    ['that is null is left out', { section: null }, {}],
    ['that is a list with an object is left out', { tags: ['a', {}] }, {}],
    ['that is longer than 4,096 characters is left out', { section: 'a'.repeat(4095), premium: 1 }, { premium: 1 }],
  ] as const)
    test(says, async () => {
      await using api = await aContentApi(sends(article));

      assert.deepEqual(await withContent(api).facts(), found);
    });

  test('that is beyond all numbers is left out', async () => {
    await using api = await aContentApi(sends('{"premium":1e999,"section":"a"}'));

    assert.deepEqual(await withContent(api).facts(), { section: 'a' });
  });

  test('named __proto__ or constructor is the article’s own', async () => {
    await using api = await aContentApi(sends('{"__proto__":{"section":"sport"},"a":1}'));
    const { facts } = withContent(api, { fields: ['__proto__', 'constructor', 'section', 'a'] });

    assert.deepEqual(await facts(), { a: 1 });
  });
});

const drips: AnswerContent = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};
const floods: AnswerContent = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"section":"sport","a":"${'a'.repeat(5_000_000)}"}`);
};
const redirects: AnswerContent = ({ url }, response) =>
  url === '/elsewhere'
    ? sends(STORY)({} as never, response)
    : void response.writeHead(302, { location: '/elsewhere' }).end();

suite('a content API that', () => {
  for (const [says, answer, code] of [
    ['hangs', () => {}, 'timeout'],
    ['drips', drips, 'timeout'],
    ['sends 5 MB', floods, 'too-long'],
    ['redirects', redirects, 'redirected'],
    ['sends a page', sends('<!doctype html><title>Log in</title>', 'text/html'), 'type-wrong'],
    ['sends JSON as text', sends(STORY, 'text/plain'), 'type-wrong'],
    ['sends a page as JSON', sends('<!doctype html>'), 'not-json'],
    ['sends nothing', sends(''), 'not-json'],
    ['sends a list', sends([STORY]), 'not-an-object'],
    ['sends null', sends('null'), 'not-an-object'],
    ['sends 100,000 levels', sends('['.repeat(100_000)), 'nested-deeply'],
    ['fails', sends('', 'text/plain', 503), 'status-503'],
    ['refuses the key', sends(STORY, 'application/json', 401), 'status-401'],
    ['breaks the connection', (_request, response) => void response.destroy(), 'UND_ERR_SOCKET'],
  ] as const satisfies readonly (readonly [string, AnswerContent, string])[])
    test(`${says} leaves the article unknown, and is in the log once`, async () => {
      await using api = await aContentApi(answer);
      const { decide, facts, log } = withContent(api, { timeout: 300 });
      await facts('/other');

      assert.deepEqual(await decide(), { sport: 'unknown' });
      assert.deepEqual(
        log.filter(({ level }) => level !== 'info').map(({ level, event, error, code: cause }) => [level, event, error, cause]),
        [['warn', 'content-api-failed', 'ContentError', code]],
      );
    }); // prettier-ignore

  test('cannot be reached leaves the article unknown', async () => {
    const api = await aContentApi(sends(STORY));
    await api[Symbol.asyncDispose]();
    const { decide, log } = withContent(api);

    assert.deepEqual(await decide(), { sport: 'unknown' });
    assert.equal(log.find(({ event }) => event === 'content-api-failed')?.code, 'ECONNREFUSED');
  });

  test('knows no such article leaves it unknown, and that is not in the log', async () => {
    await using api = await aContentApi(sends('', 'text/html', 404));
    const { decide, log } = withContent(api);

    assert.deepEqual(await decide(), { sport: 'unknown' });
    assert.deepEqual(log.filter(({ event }) => event === 'content-api-failed'), []); // prettier-ignore
  });
});

suite('the path of a page', () => {
  for (const [says, page, asked] of [
    ['with an escaped slash that leads upwards is not asked for', '/free/..%2fpremium', []],
    ['with dots beside empty segments is not asked for', '/free//../premium', []],
    ['of more than 8,192 characters is not asked for', `/${'a'.repeat(8192)}`, []],
    ['without an address is not asked for', '', []],
    ['of another scheme is not asked for', 'file:///story', []],
    ['that is no address is not asked for', 'null/story', []],
    ['of 8,000 characters is asked for', `/${'a'.repeat(8000)}`, [`/articles?path=%2F${'a'.repeat(8000)}`]],
    ['in another script is asked for', '/ニュース', ['/articles?path=%2F%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9']],
  ] as const)
    test(says, async () => {
      await using api = await aContentApi(sends(STORY));
      const found = await withContent(api).facts(page);

      assert.deepEqual([found, api.asked.map(({ url }) => url)], [asked.length > 0 ? KNOWN : undefined, asked]);
    });
});

suite('settings of a content API that are refused when the endpoint starts', () => {
  const good = { url: 'https://cms.example/?path={{path}}', fields: ['section'] };
  for (const [says, content, pointer] of [
    ['a text', 'https://cms.example/?path={{path}}', '/content'],
    ['no address', { fields: ['a'] }, '/content/url'],
    ['an address over http', { ...good, url: 'http://cms.example/?path={{path}}' }, '/content/url'],
    ['an address without a path', { ...good, url: 'https://cms.example/' }, '/content/url'],
    ['no fields', { url: good.url }, '/content/fields'],
    ['an empty list of fields', { ...good, fields: [] }, '/content/fields'],
    ['51 fields', { ...good, fields: Array(51).fill('a') }, '/content/fields'],
    ['a field without a name', { ...good, fields: ['a', ''] }, '/content/fields/1'],
    ['a JSONPath that is not understood', { ...good, fields: ['$..a'] }, '/content/fields/0'],
    ['headers that are a list', { ...good, headers: ['a'] }, '/content/headers'],
    ['a header that is a number', { ...good, headers: { a: 1 } }, '/content/headers'],
    ['a header that ends a line', { ...good, headers: { a: 'secret\r\nb: c' } }, '/content/headers'],
    ['a name that no header has', { ...good, headers: { 'a b': 'secret' } }, '/content/headers'],
    ['no time to keep', { ...good, keepFor: 0 }, '/content/keepFor'],
    ['more than a day', { ...good, keepFor: 86_401 }, '/content/keepFor'],
    ['a time limit without end', { ...good, timeout: Infinity }, '/content/timeout'],
  ] as const)
    test(says, () =>
      assert.throws(
        () => anEndpoint({ config, content: content as never }),
        ({ code, pointer: at, message }: { code: string; pointer: string; message: string }) =>
          code === 'option-invalid' && at === pointer && !message.includes('secret'),
      ),
    );
});
