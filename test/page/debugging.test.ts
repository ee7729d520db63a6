import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  configWithJwt,
  GOLD,
  inMinutes,
  place,
  TOGETHER,
  useBrowser,
  type VisitWish,
} from '../support/bare-page.js';
import { aKeyPair, signToken } from '../support/sign-token.js';
import { asks, METER, METERED } from '../support/asking-rules.js';

const { visit } = useBrowser();

const ALABAMA = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const SECRETIVE = aToken({ state: 'Texas', email: 'reader@example.org' });
/** Signed by a key that the site does not know. */
const FOREIGN = signToken({ key: aKeyPair('P-256', 'foreign') });
const RULES_OF_BOTH = configWithFeatures(
  {
    articles: alwaysDoes({ ...asks(ALABAMA), no: METER }),
    videos: alwaysDoes(asks({ type: 'segment', condition: 'contains', value: 'x' })),
  },
  { subRules: { metered: METERED } },
);

/** Waits until so many groups were printed. */
async function printedGroups(printed: readonly string[], count: number): Promise<void> {
  const isDone = (): boolean => printed.filter((line) => /^startGroup|^\[zephr\]/.test(line)).length >= count;
  for (let looks = 0; looks < 100 && !isDone(); looks++) await new Promise((done) => setTimeout(done, 50));
  assert.ok(isDone(), printed.join('\n'));
}

async function printedLine(printed: readonly string[], start: string): Promise<void> {
  for (let looks = 0; looks < 100 && !printed.some((line) => line.startsWith(start)); looks++)
    await new Promise((done) => setTimeout(done, 50));
}

suite('debugging', TOGETHER, () => {
  test('prints the first decision of each feature once, with its path and the reader’s own data', async () => {
    await using reader = await visit({ config: RULES_OF_BOTH, token: SECRETIVE, path: '/?zephr-debug' });
    const printed: string[] = [];
    reader.page.on('console', (message) => void printed.push(`${message.type()}: ${message.text()}`));
    await reader.page.reload();
    await reader.settled();
    await printedGroups(printed, 2);

    assert.deepEqual(
      printed.filter((line) => /^startGroupCollapsed|: (\/features|free|count)/.test(line)),
      [
        'startGroupCollapsed: [zephr] articles: registered → in',
        'info: /features/articles/rules/anonymous: the claim state equals Alabama (it is "Texas"): no',
        'info: /features/articles/rules/anonymous/no: the sub rule metered: in',
        'info: free: the custom data free equals true (it is missing): no',
        'info: count: the trial of 2 unique articles lasts: 1',
        'startGroupCollapsed: [zephr] videos: registered → unknown',
        'info: /features/videos/rules/anonymous: the segment contains x (it is missing): unknown',
      ],
    );
  });

  test('prints of each what is shown, by which outcome, what is left of trials, and when it happened', async () => {
    const config = configWithFeatures({
      articles: alwaysDoes({
        ...{ type: 'trial', tracker: 'stories', limit: 2, no: 'show' },
        yes: { id: 'teaser', content: { keep: { words: 60 } }, components: ['register'] },
      }),
    });
    await using reader = await visit({ config, html: aPage(place('articles')), path: '/?zephr-debug' });
    const printed: string[] = [];
    reader.page.on('console', (message) => void printed.push(`${message.type()}: ${message.text()}`));
    await reader.page.reload();
    await printedGroups(printed, 1);
    await printedLine(printed, 'endGroup');
    const group = printed.slice(printed.findIndex((line) => line.startsWith('startGroup')));

    assert.deepEqual(group.slice(1, 3), [
      'info: state walled, reader anonymous',
      'info: outcome teaser: the first 60 words stay, with register',
    ]);
    assert.match(group[4]!, /^info: trial \S+: 1 of 2 left$/);
    const order = [...group[5]!.matchAll(/(\w+) (\d+) ms/g)];
    assert.deepEqual(
      order.map(([, name]) => name),
      ['script', 'config', 'reader', 'decided', 'shown'],
    );
    const times = order.map(([, , at]) => Number(at));
    assert.deepEqual(
      times,
      [...times].sort((one, other) => one - other),
    );
  });

  test('is asked for by Zephr’s own storage key as well', async () => {
    await using reader = await visit({
      before: `localStorage.zephrBrowserDebug = 'true'`,
      html: aPage(place('articles')),
    });
    const groups: string[] = [];
    reader.page.on('console', (message) => void groups.push(message.type()));
    await reader.page.evaluate(() => window.Zephr.refresh());
    await printedGroups(groups, 1);
  });

  test('prints once though the SDK is started twice', async () => {
    await using reader = await visit({ config: RULES_OF_BOTH, html: aPage(place('articles')), path: '/?zephr-debug' });
    const groups: string[] = [];
    reader.page.on('console', (message) => {
      if (message.type() === 'startGroupCollapsed') groups.push(message.text());
    });
    await reader.page.evaluate(async () => {
      await window.Zephr.start('/zephr.json');
      await window.Zephr.refresh();
    });
    await printedGroups(groups, 2);

    assert.deepEqual(
      groups.map((text) => text.includes('articles')),
      [true, true],
    );
  });

  test('is what it takes to tell a claim’s value: else no event and no trace has one', async () => {
    await using reader = await visit({ config: RULES_OF_BOTH, token: SECRETIVE });
    await reader.page.evaluate(() => window.Zephr.setCustomData({ any: 'thing' }));
    const decisions = await reader.page.evaluate(() => window.Zephr.decide());
    const reported = JSON.stringify([await reader.events(''), decisions]);

    assert.ok(reported.includes('the claim state equals Alabama: no'));
    assert.doesNotMatch(reported, /Texas|reader@example\.org/);
    assert.deepEqual((await reader.identity()).claims['state'], 'Texas');
  });

  const explained: readonly (readonly [says: string, wish: VisitWish, line: RegExp])[] = [
    ['is signed by another key', { token: FOREIGN }, /^warn: .*signed by "ES256", but not by the key of the config/],
    [
      'is of an issuer that differs by a slash',
      {
        config: configWithJwt({ publicKey: aKeyPair('P-256').spki, issuer: 'https://id.example/' }),
        token: aToken({ iss: 'https://id.example' }),
      },
      /^warn: .*only the slash at the end differs/,
    ],
    [
      'ends in milliseconds',
      { token: aToken({ exp: 1000 * inMinutes(5) }) },
      /^warn: .*"exp" is \d{13}, which looks like milliseconds/,
    ],
    ['has Bearer before it', { token: `Bearer ${GOLD}` }, /^warn: .*begins with "Bearer"/],
    [
      'has its product inside another claim',
      { token: aToken({ app_metadata: { prod: 'gold' } }) },
      /^warn: \[zephr\] claim-missing: .*write "\$\.app_metadata\.prod"/,
    ],
    [
      'has a claim of the config in another case',
      { token: aToken({ Prod: 'gold' }) },
      /^warn: \[zephr\] claim-case: .*names the claim "prod"; the token has "Prod"\..* See https:.*#claim-case$/,
    ],
    [
      'has a product in another case',
      { token: aToken({ prod: 'Gold' }) },
      /^warn: \[zephr\] product-case: .*"gold" is: values are case-sensitive\. See https:.*#product-case$/,
    ],
    [
      'is in a cookie of another name',
      { cookies: [{ name: 'session_token', value: GOLD }] },
      /^info: \[zephr\] cookie-other: .*"session_token" looks like a token: name it in jwt\.cookie/,
    ],
    [
      'is in a cookie that scripts cannot read',
      {
        cookies: [
          { name: 'blaize_jwt', value: GOLD, httpOnly: true },
          { name: 'theme', value: 'dark' },
        ],
      },
      /^info: \[zephr\] cookie-unreadable: .*can read no cookie "blaize_jwt"\. They can read: "theme"\. One that is HttpOnly needs a jwt\.verifyEndpoint and jwt\.credentials.* See https:.*#cookie-unreadable$/,
    ],
  ];
  for (const [says, wish, line] of explained) {
    test(`explains why the reader is who they are where the token ${says}`, async () => {
      await using reader = await visit({ html: aPage(place('articles')), ...wish, path: '/?zephr-debug' });
      const printed: string[] = [];
      reader.page.on('console', (message) => void printed.push(`${message.type()}: ${message.text()}`));
      await reader.page.reload();
      for (let looks = 0; looks < 100 && !printed.some((one) => line.test(one)); looks++)
        await new Promise((done) => setTimeout(done, 50));

      assert.ok(
        printed.some((one) => line.test(one)),
        printed.join('\n'),
      );
      assert.ok(!printed.some((one) => one.includes(GOLD.split('.')[2]!)));
    });
  }
});
