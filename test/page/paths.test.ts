import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, configWithFeatures, place, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = { id: 'wall', content: 'hide', components: ['register'] };

/** Whether the story of a page at this path is behind the wall, where a rule compares the path. */
const isWalled = async (path: string, condition: string, value: unknown): Promise<boolean> => {
  const rule = { type: 'url-path', condition, value, yes: WALL, no: 'show' };
  await using reader = await visit({
    html: aPage(place('articles')),
    config: configWithFeatures({ articles: { rules: { anonymous: rule } } }),
    path: '/start',
  });
  await reader.page.evaluate((to) => history.replaceState(null, '', location.origin + to), path);
  await reader.page.evaluate('Zephr.refresh()');
  return !(await reader.decide('articles')).access;
};

suite('a rule by path in the page', TOGETHER, () => {
  for (const path of ['/premium/s', '//premium/s', '/%70remium/s', '/./premium/s', '/x/../premium/s', '/\\premium/s']) {
    test(`reads "${path}" as /premium/s`, async () => {
      assert.equal(await isWalled(path, 'starts-with', '/premium/'), true);
    });
  }
  for (const path of ['/premium%2Fs', '/%2570remium/s', '/x//premium/s']) {
    test(`does not read "${path}" as /premium/s`, async () => {
      assert.equal(await isWalled(path, 'starts-with', '/premium/'), false);
    });
  }
  for (const value of ['/ニュース', '/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9', '/%e3%83%8b%e3%83%a5%e3%83%bc%e3%82%b9']) {
    test(`compares another script with "${value}"`, async () => {
      assert.equal(await isWalled('/ニュース', 'equals', value), true);
    });
  }
  test('takes a value with needless escapes', async () => {
    assert.equal(await isWalled('/premium', 'equals', '/%70remium'), true);
  });
});
