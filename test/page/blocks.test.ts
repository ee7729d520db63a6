import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault } from '../../src/model/fault.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import { serve, type Route } from '../support/serve.js';

const { visit } = useBrowser();

/** Nothing inline, nothing from elsewhere, no strings that become markup. */
const POLICY =
  "default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; style-src 'nonce-x'; img-src data:; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html dompurify; base-uri 'none'; form-action 'none'";
const STRICT: VisitWish = { headers: { 'content-security-policy': POLICY } };
const STRICT_SCRIPT = SCRIPT.replace('<script', '<script nonce="x"');

const REGISTER = { type: 'registration-wall', heading: 'Read on' };
const PLANS = {
  type: 'paywall',
  heading: 'Subscribe',
  offers: [{ id: 'monthly', title: 'Gold for {{claims.name}}', price: { amount: 9.9, currency: 'EUR' }, per: 'month' }],
};

/** A page whose story shows a block and a wall, to a reader of a name. */
const aBlock = (
  block: Readonly<Record<string, unknown>>,
  wish: VisitWish = {},
  changes: Readonly<Record<string, unknown>> = {},
): Promise<PageVisit> =>
  visit({
    token: aToken({ name: 'Ada' }),
    html: aPage(place('story'), wish.headers ? STRICT_SCRIPT : SCRIPT),
    config: configWithFeatures(
      { story: alwaysDoes({ content: 'hide', components: ['block', 'register'] }) },
      { components: { block: { type: 'custom-block', ...block }, register: REGISTER, plans: PLANS }, ...changes },
    ),
    ...wish,
  });

const markup = ({ page }: PageVisit, at = 0): Promise<string> =>
  page.evaluate((index) => document.querySelectorAll('zephr-custom-block')[index]!.innerHTML, at);

/** Waits until a block shows something. */
const filled = ({ page }: PageVisit, text: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('zephr-custom-block')?.textContent?.includes(wanted),
    { timeout: 9000 },
    text,
  );

const loaded = ({ requests }: PageVisit): string[] =>
  requests.map(({ path }) => path).filter((path) => /chunks\/(blocks|elements|sanitizer)/.test(path));

const html =
  (body: string, headers: Readonly<Record<string, string>> = {}): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

suite('a custom block', TOGETHER, () => {
  test('with simple tags loads nothing more', async () => {
    await using reader = await aBlock({ html: '<p>Hello {{claims.name}}</p>' });

    assert.equal(await markup(reader), '<p>Hello Ada</p>');
    assert.deepEqual(loaded(reader), []);
  });

  for (const [says, before] of [
    ['the browser’s own sanitiser', ''],
    ['DOMPurify', 'delete Element.prototype.setHTML;'],
  ]) {
    test(`fills sections, under a strict policy, with ${says}`, async () => {
      await using reader = await aBlock(
        {
          html: '{{#claims.name}}<p>Hello {{.}}</p>{{/claims.name}}{{^user}}<i>none</i>{{/user}}{{#variables.list}}<b>{{.}}</b>{{/variables.list}}',
          variables: { list: ['a', '<i>'] },
        },
        { ...STRICT, before },
      );
      await filled(reader, 'Hello');

      assert.equal(await markup(reader), '<p>Hello Ada</p><b>a</b><b>&lt;i&gt;</b>');
      assert.equal(await reader.shows('story'), 'walled custom-block registration-wall');
      assert.deepEqual(await reader.faults(), []);
    });

    test(`runs nothing that claims bring, under no policy at all, with ${says}`, async () => {
      const run = 'window.ran=1';
      const claims = {
        url: `javascript:${run}`,
        html: `<script>${run}</script><img src="data:," onerror="${run}"><x-y href="javascript:${run}" onclick="${run}"></x-y>`,
        breaks: `"><img src="data:," onerror="${run}">`,
      };
      await using reader = await aBlock(
        {
          html: '{{#claims}}<a href="{{url}}">x</a><p title="{{{breaks}}}">y</p>{{{html}}}<x-y href="{{url}}">z</x-y>{{/claims}}<p>end</p>',
        },
        { token: aToken({ name: 'Ada', ...claims }), before },
        { customElements: { 'x-y': ['href', 'onclick'] } },
      );
      await filled(reader, 'end');
      const ran = await reader.page.evaluate(async () => {
        for (const node of document.querySelectorAll<HTMLElement>('zephr-custom-block *')) node.click();
        await new Promise((done) => setTimeout(done, 50));
        return 'ran' in window;
      });

      assert.equal(ran, false);
      assert.doesNotMatch(await markup(reader), /script|onerror|onclick/);
    });

    test(`holds the page’s own elements by the list of the config, under a strict policy, with ${says}`, async () => {
      await using reader = await aBlock(
        { html: '<news-letter topic="{{claims.name}}" theme="dark"><b>in</b></news-letter><other-one></other-one>' },
        {
          ...STRICT,
          before: `${before} customElements.define('news-letter', class extends HTMLElement {
            connectedCallback() { this.append(' for ' + this.getAttribute('topic')); } });`,
        },
        { customElements: { 'news-letter': ['topic'], 'zephr-paywall': [] } },
      );
      await filled(reader, 'for Ada');

      assert.equal(await markup(reader), '<news-letter topic="Ada"><b>in</b> for Ada</news-letter>');
      assert.deepEqual(loaded(reader), [before ? '/chunks/sanitizer.js' : '/chunks/elements.js']);
    });
  }

  test('speaks of a paywall’s offer by its id, in the language of the page', async () => {
    await using reader = await aBlock(
      { offer: 'monthly', html: '<p>{{offer.title}}: {{offer.price.text}} {{offer.period}}</p>' },
      { html: aPage(place('story')).replace('lang="en"', 'lang="de"') },
    );
    await filled(reader, 'Gold');

    assert.equal(await markup(reader), '<p>Gold for Ada: 9,90&nbsp;€ pro Monat</p>');
  });

  test('speaks of an offer of its own, and leaves out an invalid price', async () => {
    await using reader = await aBlock({
      offer: { id: 'x', title: 'X', price: { amount: 'free' } },
      html: '<p>{{offer.title}}{{#offer.price}} for {{text}}{{/offer.price}}</p>',
    });
    await filled(reader, 'X');

    assert.equal(await markup(reader), '<p>X</p>');
  });

  test('that names no offer shows the rest, and the fault says so', async () => {
    await using reader = await aBlock({ offer: 'yearly', html: '<p>Now {{offer.title}}</p>' });
    await filled(reader, 'Now');

    assert.deepEqual(await reader.faults(), ['offer-unknown /components/block/offer']);
  });

  test('with a broken template shows what is sound beside the other components, and the fault says where', async () => {
    await using reader = await aBlock({ html: '<p>Hello {{#claims.name}}{{claims.name}}</p>' });
    await filled(reader, 'Hello');

    assert.equal(await markup(reader), '<p>Hello Ada</p>');
    assert.equal(await reader.shows('story'), 'walled custom-block registration-wall');
    assert.deepEqual(await reader.faults(), ['template-broken /components/block/html']);
  });

  test('with a partial says that there are no partials', async () => {
    await using reader = await aBlock({ html: '<p>Hello</p>{{> footer}}' });
    await filled(reader, 'Hello');
    const [fault] = await reader.events<Fault>('zephr-fault');

    assert.match(fault!.detail.message, /no partials/);
  });

  test('is filled again for another reader', async () => {
    await using reader = await aBlock({ html: '{{#claims.name}}<p>Hello {{.}}</p>{{/claims.name}}' });
    await filled(reader, 'Ada');
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken({ name: 'Bo' }));
    await filled(reader, 'Bo');

    assert.equal(await markup(reader), '<p>Hello Bo</p>');
  });

  test('whose chunk does not come leaves the others, and the fault says so', async () => {
    await using reader = await aBlock(
      { html: '{{#claims}}{{name}}{{/claims}}' },
      { routes: { '/chunks/blocks.js': (_request, response) => void response.writeHead(404).end() } },
    );

    assert.equal(await reader.shows('story'), 'walled registration-wall');
    assert.deepEqual(await reader.faults(), ['chunk-unreachable']);
  });
});

suite('an external block', TOGETHER, () => {
  test('is fetched once however many features show it, filled and sanitised', async () => {
    const external = html('<p>Hi {{#claims}}{{name}}{{/claims}}</p><script>window.ran = 1</script><img src="data:,">');
    await using reader = await visit({
      ...STRICT,
      token: aToken({ name: 'Ada' }),
      html: aPage(place('one') + place('two') + place('one'), STRICT_SCRIPT),
      config: configWithFeatures(
        {
          one: alwaysDoes({ content: 'hide', components: ['block'] }),
          two: alwaysDoes({ content: 'hide', components: ['block'] }),
        },
        { components: { block: { type: 'custom-block', src: '/block.html' } } },
      ),
      routes: { '/block.html': external },
    });
    await filled(reader, 'Ada');
    await reader.page.evaluate(() => window.Zephr.refresh());

    for (const at of [0, 1, 2]) assert.equal(await markup(reader, at), '<p>Hi Ada</p><img>');
    assert.equal(reader.requests.filter(({ path }) => path === '/block.html').length, 1);
    assert.equal(await reader.page.evaluate(() => 'ran' in window), false);
    assert.deepEqual(await reader.faults(), []);
  });

  const large = html(`<p>${'x'.repeat(256 * 1024)}</p>`);
  for (const [says, route] of Object.entries<Route>({
    'answers 500': (_request, response) =>
      void response.writeHead(500, { 'content-type': 'text/html' }).end('<p>broken</p>'),
    'is not there': (_request, response) =>
      void response.writeHead(404, { 'content-type': 'text/html' }).end('<p>gone</p>'),
    'is of another type': html('{"a":1}', { 'content-type': 'application/json' }),
    'is an image with markup in it': html('<p>broken</p>', { 'content-type': 'image/svg+xml' }),
    'is too large': large,
    'breaks off': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 1000 }).write('<p>broken');
      setTimeout(() => request.socket.destroy(), 50);
    },
    'leads elsewhere than to a page': (_request, response) =>
      void response.writeHead(302, { location: 'data:text/html,<p>broken</p>' }).end(),
  })) {
    test(`that ${says} leaves the others and its own markup, and the fault says so`, async () => {
      await using reader = await aBlock(
        { src: '/block.html', html: '<p>Instead</p>' },
        { routes: { '/block.html': route } },
      );
      await filled(reader, 'Instead');
      await reader.page.waitForFunction(() =>
        (window as unknown as { seen: { type: string }[] }).seen.some(({ type }) => type === 'zephr-fault'),
      );

      assert.equal(await markup(reader), '<p>Instead</p>');
      assert.equal(await reader.shows('story'), 'walled custom-block registration-wall');
      assert.deepEqual(await reader.faults(), ['block-unreachable /components/block/src']);
    });
  }

  test('that never answers blocks nothing: the page is ready at the time limit, and the others are at once', async () => {
    const begun = Date.now();
    await using reader = await aBlock({ src: '/block.html' }, { routes: { '/block.html': () => undefined } });
    assert.equal(await reader.shows('story'), 'walled registration-wall');
    assert.ok(Date.now() - begun < 4000, 'the other wall is there while it is waited for');
    const ms = await reader.page.evaluate(async () => {
      const start = performance.now();
      await window.Zephr.refresh();
      return performance.now() - start;
    });

    assert.ok(ms < 6500, `refresh took ${ms} ms`);
    await reader.page.waitForFunction(
      () => (window as unknown as { seen: { type: string }[] }).seen.some(({ type }) => type === 'zephr-fault'),
      { timeout: 8000 },
    );
    assert.deepEqual(await reader.faults(), ['block-unreachable /components/block/src']);
    assert.equal(await reader.shows('story'), 'walled registration-wall');
  });

  test('of another origin is asked without cookies, and read where that lets it', async () => {
    const cookies: (string | undefined)[] = [];
    await using other = await serve({
      routes: {
        '/block.html': (request, response) => {
          cookies.push(request.headers.cookie);
          response
            .writeHead(200, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' })
            .end('<b>{{claims.name}}</b>');
        },
      },
    });
    await using reader = await aBlock({ src: `${other.origin}/block.html` });
    await filled(reader, 'Ada');

    // The cookie is one of 127.0.0.1, whatever the port.
    assert.deepEqual(cookies, [undefined]);
    assert.equal(await markup(reader), '<b>Ada</b>');
  });

  for (const src of [
    'http://news.example/block.html',
    'javascript:1',
    'data:text/html,<p>x</p>',
    'file:///etc/hosts',
  ]) {
    test(`from ${src} is not asked for`, async () => {
      await using reader = await aBlock({ src, html: '<p>Instead</p>' });
      await filled(reader, 'Instead');

      assert.deepEqual(await reader.faults(), ['url-insecure /components/block/src']);
    });
  }

  test('with a broken template is reported by its address', async () => {
    await using reader = await aBlock({ src: '/block.html' }, { routes: { '/block.html': html('<p>Hi {{/x}}</p>') } });
    await filled(reader, 'Hi');

    assert.deepEqual(await reader.faults(), ['template-broken /components/block/src']);
  });
});
