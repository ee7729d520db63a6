/** Values in the addresses of walls: percent-encoded, and never scheme or host unless the config says so. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault } from '../../src/model/fault.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

/** A page whose story shows a component, to a reader with claims. */
const aWall = (
  component: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>> = {},
): Promise<PageVisit> =>
  visit({
    token: aToken(claims),
    html: aPage(place('story')),
    config: configWithFeatures(
      { story: alwaysDoes({ content: 'hide', components: ['wall'] }) },
      { components: { wall: component, ...others } },
    ),
  });

/** The addresses of links and forms of the first wall, in its shadow root or among its children. */
const addresses = ({ page }: PageVisit): Promise<string[]> =>
  page.evaluate(async () => {
    const wall = document.querySelector<HTMLElement & { updateComplete: Promise<unknown> }>('zephr-feature > [slot]')!;
    await wall.updateComplete;
    const found = [wall, wall.shadowRoot!].flatMap((root) => [...root.querySelectorAll('a, form, img')]);
    return found.map((node) => ['href', 'action', 'src'].map((name) => node.getAttribute(name) ?? '').join(''));
  });

const messages = async (reader: PageVisit): Promise<string[]> =>
  (await reader.events<Fault>('zephr-fault')).map(
    ({ detail }) => `${detail.code} ${detail.pointer}: ${detail.message}`,
  );

const loaded = ({ requests }: PageVisit): boolean => requests.some(({ path }) => path.includes('chunks/addresses'));

suite('a value in an address of a wall', TOGETHER, () => {
  const WALL = {
    type: 'registration-wall',
    action: '/register?from={{claims.from}}',
    fields: [{ name: 'terms', type: 'consent', label: 'Terms', href: '/terms/{{claims.from}}' }],
    signIn: { href: 'https://id.example/login?u={{claims.from}}', returnParameter: 'to', returnTo: '/{{claims.from}}' },
  };

  test('is one part of it, whatever it holds', async () => {
    await using reader = await aWall(WALL, { from: '//evil.example/?a&b#c' });
    const { origin } = reader.server;
    const value = '%2F%2Fevil.example%2F%3Fa%26b%23c';

    assert.deepEqual(await addresses(reader), [
      `${origin}/register?from=${value}`,
      `${origin}/terms/${value}`,
      `https://id.example/login?u=${value}&to=${encodeURIComponent(`${origin}/${value}`)}`,
    ]);
    assert.deepEqual([await messages(reader), loaded(reader)], [[], true]);
  });

  test('leads nowhere where it would be the host, and the fault says so without it', async () => {
    await using reader = await aWall(
      { type: 'paywall', offers: [{ id: 'a', price: { amount: 1, currency: 'EUR' }, href: 'https://{{claims.shop}}/buy' }], signIn: { href: '{{claims.shop}}' } },
      { shop: 'https://evil.example' },
    ); // prettier-ignore

    assert.deepEqual(await addresses(reader), []);
    assert.deepEqual(await messages(reader), [
      'address-refused /components/wall/offers/0/href: wall: the address "https://…/buy" is left out, as its values would lead to another origin.',
      'address-refused /components/wall/signIn/href: wall: the address "…" is left out, as its values would lead to another origin.',
    ]);
  });

  test('may be a whole address of the page’s own origin', async () => {
    await using reader = await aWall(
      { type: 'paywall', signIn: { href: '{{claims.to}}' } },
      { to: '/account?a=b&c=d' },
    );

    assert.deepEqual(await addresses(reader), [`${reader.server.origin}/account?a=b&c=d`]);
  });

  test('loads nothing where templates are in texts alone', async () => {
    await using reader = await aWall(
      { type: 'paywall', heading: '{{claims.x}}', signIn: { href: '/in' } },
      { x: 'Hello' },
    );

    assert.deepEqual([await addresses(reader), loaded(reader)], [[`${reader.server.origin}/in`], false]);
  });
});

suite('a value in an address of a custom block', TOGETHER, () => {
  for (const [says, sections] of [
    ['with simple tags', ''],
    ['with sections', '{{#claims.name}}<i>a</i>{{/claims.name}}'],
  ] as const) {
    test(`${says} is one part of it, and no link where it would be the host`, async () => {
      await using reader = await aWall(
        {
          type: 'custom-block',
          html: `${sections}<a href="/u?n={{claims.name}}&v=1">a</a><a href="{{claims.site}}">b</a><img src=//{{claims.site}}/c.png><a href="{{variables.help}}">d</a>`,
          variables: { help: 'https://help.example/?a=b&c=d' },
        },
        { name: 'Ada & "Bo"', site: 'https://evil.example/' },
      );
      await reader.page.waitForFunction(() =>
        document.querySelector('zephr-custom-block')?.textContent?.includes('abd'),
      );

      assert.deepEqual(await addresses(reader), [
        '/u?n=Ada%20%26%20%22Bo%22&v=1',
        '',
        '',
        'https://help.example/?a=b&c=d',
      ]);
      assert.deepEqual((await messages(reader)).map((message) => message.split(':')[0]), Array<string>(2).fill('address-refused /components/wall/html')); // prettier-ignore
    });
  }

  test('is in the address of an offer as it is there', async () => {
    await using reader = await aWall(
      { type: 'custom-block', offer: 'm', html: '<a href="{{offer.href}}">buy {{offer.title}}</a>' },
      { plan: 'a&b', shop: '//evil.example' },
      { plans: { type: 'paywall', offers: [{ id: 'm', title: 'for {{claims.plan}}', href: 'https://pay.example/{{claims.shop}}?p={{claims.plan}}' }] } },
    ); // prettier-ignore
    await reader.page.waitForFunction(() => document.querySelector('zephr-custom-block')?.textContent?.includes('buy'));

    assert.deepEqual(await addresses(reader), ['https://pay.example/%2F%2Fevil.example?p=a%26b']);
  });

  test('whose file does not arrive shows no wall', async () => {
    await using reader = await visit({
      token: aToken({ x: 'y' }),
      html: aPage(place('story')),
      config: configWithFeatures(
        { story: alwaysDoes({ content: 'hide', components: ['wall'] }) },
        { components: { wall: { type: 'custom-block', html: '<a href="/{{claims.x}}">a</a>' } } },
      ),
      routes: { '/chunks/addresses.js': (_request, response) => void response.writeHead(404).end() },
    });

    assert.equal(await reader.page.$$eval('zephr-custom-block', (blocks) => blocks.length), 0);
  });
});
