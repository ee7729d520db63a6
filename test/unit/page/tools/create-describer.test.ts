import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { createDescriber } from '../../../../src/page/tools/create-describer.js';
import type { ToolsPage } from '../../../../src/page/tools/tools-page.js';

const CONFIG = {
  splitTests: {
    price: {
      title: 'Prices',
      groups: [
        { id: 'a', title: 'Low', weight: 1 },
        { id: 'b', weight: 1 },
      ],
    },
  },
  features: {
    articles: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: {
          type: 'jwt-expired',
          yes: 'show',
          no: { content: { keep: { words: 60 } }, components: ['subscribe'] },
        },
      },
    },
  },
};
const WALL = { feature: 'articles', userState: 'anonymous', outcomeId: 'wall', outcomeLabel: 'Wall' } as const;

function aDescriber(): ReturnType<typeof createDescriber> {
  return createDescriber({ session: { page: { _memory: {} } }, config: CONFIG } as unknown as ToolsPage);
}

const at = 1;
const place = { pathname: '/story', search: '' };

suite('tools are told of an event', () => {
  beforeEach(() => void Object.assign(globalThis, { location: place }));
  afterEach(() => void Reflect.deleteProperty(globalThis, 'location'));

  for (const [pointer, label] of [
    ['/features/articles/rules/anonymous', 'hide register'],
    ['/features/articles/rules/registered/no', 'keep subscribe'],
    ['/features/gone/rules/anonymous', 'features gone rules anonymous'],
    ['Sixty words', 'Sixty words'],
  ] as const) {
    test(`the outcome "${label}" by a name that people can read`, () => {
      const detail = { feature: 'articles', outcomeId: pointer, outcomeLabel: pointer };
      const described = aDescriber()({ type: 'decision', detail, at }, undefined);

      assert.deepEqual(described!.fields, { ...detail, outcomeLabel: label });
    });
  }

  test('the titles of split tests and groups beside their ids, where there are any', () => {
    const describe = aDescriber();
    const titlesOf = (splitTests: object): unknown =>
      describe({ type: 'decision', detail: { feature: 'articles', splitTests }, at }, undefined)!.fields[
        'splitTestTitles'
      ];

    assert.deepEqual(titlesOf({ price: 'a' }), { price: { test: 'Prices', group: 'Low' } });
    assert.deepEqual(titlesOf({ price: 'b' }), { price: { test: 'Prices', group: 'b' } });
    assert.equal(titlesOf({ other: 'b' }), undefined);
  });

  test('the outcome and the groups of the wall, for a dismissal and a conversion', () => {
    const describe = aDescriber();
    const wall = { ...WALL, splitTests: { other: 'a' } };
    const outcome = { outcomeId: 'wall', outcomeLabel: 'Wall', splitTests: { other: 'a' } };

    assert.deepEqual(describe({ type: 'dismiss', detail: { feature: 'articles', zone: 'pop-up' }, at }, wall)!.fields, {
      ...{ feature: 'articles', zone: 'pop-up' },
      ...outcome,
    });
    const detail = { conversion: 'REGISTERED', feature: 'articles', outcomeId: 'wall', outcomeLabel: 'Wall' };
    assert.deepEqual(describe({ type: 'conversion', detail, at }, wall)!.fields, { ...detail, ...outcome });
    const other = { conversion: 'GIFT', feature: 'articles', outcomeId: 'another', outcomeLabel: 'Another' };
    assert.deepEqual(describe({ type: 'conversion', detail: other, at }, wall)!.fields, other);
  });

  test('again, where the page view has had the same one', () => {
    const describe = aDescriber();
    const event = { type: 'wall-open', detail: { feature: 'articles', outcomeId: 'wall' }, at };
    const again = (): unknown => describe(event, undefined)!.fields['again'];

    assert.deepEqual([again(), again()], [undefined, true]);
    Object.assign(globalThis, { location: { pathname: '/next', search: '' } });
    assert.equal(again(), undefined);
  });

  test('once for a reader who has registered, however many walls the page has', () => {
    const describe = aDescriber();
    const convert = (conversion: string, feature: string): unknown =>
      describe({ type: 'conversion', detail: { conversion, feature }, at }, undefined)?.fields['feature'];

    assert.deepEqual(
      [convert('REGISTERED', 'articles'), convert('REGISTERED', 'videos'), convert('CUSTOMER', 'videos')],
      ['articles', undefined, 'videos'],
    );
    assert.deepEqual([convert('NEWSLETTER', 'articles'), convert('NEWSLETTER', 'videos')], ['articles', 'videos']);
  });
});
