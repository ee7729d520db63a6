import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import type { Decision } from '../../../src/model/decision.js';
import { STAND_IN } from '../../../src/replay/exported-decision.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { exportOf } from '../../support/an-export.js';
import { hostileInput, input as arbitraryInput, soundConfig, summon } from '../../support/arbitrary-rules.js';
import { SITUATIONS, type Case } from '../../support/judge-cases.js';

const inJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The parts of a decision that have to be the same when it is made again. */
function keyOf({ trace, ...decision }: Decision): unknown {
  return inJson({ ...decision, trace: trace.map(({ node, type, exit }) => ({ node, type, exit })) });
}

function isPlain(value: object): boolean {
  try {
    return Object.keys({ ...value }).length > 0 && Number.isFinite((value as EngineInput).now);
  } catch {
    return false;
  }
}

const asks = (type: string, fields: object): object => ({ type, condition: 'equals', value: 'x', ...fields, yes: 'show', no: 'teaser' }); // prettier-ignore

suite('an export is decided as the decision was:', () => {
  for (const [table, situationOf] of Object.entries(SITUATIONS)) {
    test(`all rows of the table ${table}`, () => {
      const rows = JSON.parse(
        readFileSync(new URL(`../../cases/${table}.json`, import.meta.url), 'utf8'),
      ) as readonly Case[];
      for (const { says, ...row } of rows) {
        const { config, features, input } = situationOf(row);
        const given = inJson(input);
        // JSON has no moment that is not finite.
        if ((given.now as unknown) === null) continue;
        const engine = compileConfig(config);
        for (const feature of features) {
          const { input: cut } = inJson(exportOf(config, feature, given));
          assert.deepEqual(keyOf(engine.decide(feature, cut)), keyOf(engine.decide(feature, given)), says);
        }
      }
    });
  }

  test('whatever the rules and the reader are', () => {
    fc.assert(
      fc.property(soundConfig, arbitraryInput, (config, arbitrary) => {
        const given = inJson(arbitrary);
        const engine = compileConfig(config);
        for (const feature of ['articles', 'videos', 'letters']) {
          const { input: cut, decision } = inJson(exportOf(config, feature, given));
          assert.deepEqual(keyOf(engine.decide(feature, cut)), keyOf(decision));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('and where the site passes what none should, it is still an export', () => {
    fc.assert(
      fc.property(soundConfig, hostileInput, (config, arbitrary) => {
        const given = summon(arbitrary);
        // An input is made by the SDK; its members may be hostile.
        if (isPlain(given)) JSON.stringify(exportOf(config, 'articles', given));
      }),
      { numRuns: 300 },
    );
  });
});

suite('an export has', () => {
  const reader: EngineInput = {
    tokenStatus: 'valid',
    claims: { sub: 'reader-77', email: 'a@example.com', state: 'Texas', prod: ['gold'], roles: { a: 1, b: 2 } },
    user: { plan: 'a', phone: '555' },
    url: 'https://user:pass@news.example/story?utm=x&session=1#top',
    cookies: { session: 'abc', theme: 'dark', blaize_jwt: 'e' },
    meta: { author: 'Someone', section: 'news' },
    customData: { a: 2, visitor: 'v' },
    facts: {
      country: 'DE',
      city: 'Kiel',
      consent: { 1: true, 2: false },
      content: { section: 'a', 'x.y': 1, '$.b.c': 2 },
    },
    referrer: 'https://social.example/someone',
    userAgent: 'Mozilla/5.0',
    now: 1,
  };
  for (const [says, rule, kept] of [
    ['nothing of a page that no rule asks about', 'teaser', {}],
    [
      'a claim',
      asks('jwt-token', { property: 'state' }),
      { claims: { sub: STAND_IN, prod: ['gold'], state: 'Texas' } },
    ],
    [
      'a part of a claim',
      asks('jwt-token', { property: '$.roles.a' }),
      { claims: { sub: STAND_IN, prod: ['gold'], roles: { a: 1 } } },
    ],
    ['an attribute of the record', asks('user-attribute', { attribute: 'plan' }), { user: { plan: 'a' } }],
    ['a cookie', asks('cookie', { name: 'theme' }), { cookies: { theme: 'dark' } }],
    ['never the cookie of the token', asks('cookie', { name: 'blaize_jwt' }), {}],
    ['a meta tag', asks('meta-tag', { name: 'section' }), { meta: { section: 'news' } }],
    ['custom data', aNode('a', 'show', 'teaser'), { customData: { a: 2 } }],
    ['a fact', asks('country', {}), { facts: { country: 'DE' } }],
    [
      'one purpose of consent',
      { type: 'consent', purpose: 1, yes: 'show', no: 'teaser' },
      { facts: { consent: { 1: true } } },
    ],
    ['a field of the article', asks('content', { name: 'section' }), { facts: { content: { section: 'a' } } }],
    ['a field by its JSONPath', asks('content', { name: '$.b.c' }), { facts: { content: { '$.b.c': 2 } } }],
    ['the path alone', asks('url-path', {}), { url: '/story' }],
    ['a parameter alone', asks('query-param', { key: 'utm' }), { url: '/?utm=x' }],
    ['the referrer', asks('referrer', {}), { referrer: 'https://social.example/someone' }],
    ['the user agent', asks('user-agent', {}), { userAgent: 'Mozilla/5.0' }],
    [
      'the zone of the device',
      { type: 'date-time', condition: 'after', value: '2026-01-01', timeZone: 'local', yes: 'show', no: 'teaser' },
      { usage: { timeZone: 'UTC' } },
    ],
  ] as const) {
    // prettier-ignore
    test(says, () => {
      const config = aConfigWithRule('teaser', { features: { articles: { rules: { registered: rule } }, videos: {} } });
      const { input: cut } = inJson(exportOf(config, 'articles', reader));

      assert.deepEqual(cut, { tokenStatus: 'valid', now: 1, claims: { sub: STAND_IN, prod: ['gold'] }, ...kept });
    });
  }

  test('the data of a rule that was not followed, so that a changed rule can be tried', () => {
    const rules = {
      anonymous: asks('country', {}),
      registered: 'show',
      customer: asks('jwt-token', { property: 'state' }),
    };
    const config = aConfig({ features: { articles: { rules }, videos: {} } });
    const { input: cut } = exportOf(config, 'articles', reader);

    assert.deepEqual([cut.facts, cut.claims?.['state']], [{ country: 'DE' }, 'Texas']);
  });

  test('the data of a sub rule', () => {
    const subRules = { shared: { start: asks('country', { yes: { exit: 'a' } }), exits: ['a'] } };
    const config = aConfigWithRule({ type: 'sub-rule', rule: 'shared', exits: { a: 'show' } }, { subRules });

    assert.deepEqual(exportOf(config, 'articles', reader).input.facts, { country: 'DE' });
  });

  test('the names of what it leaves out', () => {
    const config = aConfigWithRule(asks('country', {}));

    assert.deepEqual(exportOf(config, 'articles', reader).left_out, [
      ...['claims.sub', 'claims.email', 'claims.state', 'claims.roles', 'user.plan', 'user.phone'],
      ...['customData.a', 'customData.visitor', 'facts.city', 'facts.consent', 'facts.content'],
      ...['cookies', 'meta', 'url', 'referrer', 'userAgent'],
    ]);
  });

  test('the group of a split test in place of the ids that chose it', () => {
    const splitTests = { colour: { groups: [{ id: 'red', weight: 1 }, { id: 'blue', weight: 1 }] } }; // prettier-ignore
    const config = aConfigWithRule({ type: 'split-test', test: 'colour', exits: { red: 'show', blue: 'teaser' } }, { splitTests }); // prettier-ignore
    for (const id of ['random-1', 'random-2', 'random-3', 'random-4']) {
      const { input: cut, decision, left_out: leftOut } = exportOf(config, 'articles', { usage: { reader: id } });

      assert.deepEqual(cut.groups, decision.splitTests);
      assert.deepEqual(leftOut, ['usage.reader']);
      assert.doesNotMatch(JSON.stringify(cut), /random/);
    }
  });

  test('the counts of a trial without the names of other stories', () => {
    const trials = { stories: [{ item: '/about-me', at: 1 }, { item: '/here', at: 2 }, { item: '/about-me', at: 3 }], other: [{ item: '/x', at: 1 }] }; // prettier-ignore
    const config = aConfigWithRule({ type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: 'teaser' });
    const { input: cut, left_out: leftOut } = exportOf(config, 'articles', { url: '/here', usage: { trials }, now: 9 });

    assert.deepEqual(cut.usage, {
      trials: { stories: [{ item: 'article 1', at: 1 }, { item: '/here', at: 2 }, { item: 'article 1', at: 3 }] },
      timeTrials: {},
    }); // prettier-ignore
    assert.deepEqual(leftOut, ['usage.trials']);
  });
});

suite('no export has a secret:', () => {
  const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzZWNyZXQtaWQifQ.c2lnbmF0dXJl';
  const ID = 'secret-id';
  const everywhere = {
    mine: ID,
    [ID]: 1,
    url: `/user/${ID}?jwt=${TOKEN}`,
    text: `Bearer ${TOKEN}`,
    list: [TOKEN, { ID }],
  };

  test('wherever a site has it, whatever the rules name', () => {
    const names = ['a', 'b', 'c', 'sub', 'prod', 'country', 'segment', 'device', 'consent', 'gift'];
    const planted = Object.fromEntries(names.map((name) => [name, everywhere]));
    fc.assert(
      fc.property(soundConfig, fc.boolean(), fc.constantFrom('valid', 'expired'), (config, debug, tokenStatus) => {
        for (const feature of ['articles', 'videos', 'letters']) {
          const text = JSON.stringify(
            exportOf(config, feature, {
              tokenStatus,
              debug,
              claims: { ...planted, email: `${ID}@example.com`, list: [planted], sub: ID, prod: [ID, 'gold'] },
              user: planted,
              url: `https://news.example/${ID}/story?a=${TOKEN}&b=${ID}&jwt=${TOKEN}`,
              referrer: `https://login.example/?token=${TOKEN}&user=${ID}`,
              userAgent: `App/1 (${ID}; ${TOKEN})`,
              meta: planted,
              cookies: { ...planted, blaize_jwt: TOKEN, session: 'secret-session' },
              customData: planted,
              facts: planted,
              usage: { reader: 'secret-random', item: `/${ID}`, view: 'secret-view', trials: { a: [{ item: `/secret-story/${ID}`, at: 1 }], 'articles/anonymous': [{ item: '/secret-story', at: 1, view: 'secret-view' }] } },
              now: 5,
            }),
          ); // prettier-ignore
          assert.doesNotMatch(text, /secret-|eyJ|c2lnbmF0dXJl/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the id is replaced in its claim however short it is, and by whichever path', () => {
    for (const [path, claims] of [
      ['sub', { sub: 'r' }],
      ['$.user.id', { user: { id: 'r', name: 'N' } }],
      ['$.ids[0]', { ids: ['r', 's'] }],
      ['$.ids[-1]', { ids: ['s', 'r'] }],
      ['$.by name', { '$.by name': 'r' }],
    ] as const) {
      const jwt = { userMapping: { foreignUserIdProperty: path } };
      const { input: cut, state } = exportOf(aConfig({ jwt }), 'articles', { tokenStatus: 'valid', claims });

      assert.equal(state, 'registered', path);
      assert.doesNotMatch(JSON.stringify(cut.claims), /"[rsN]"/);
      assert.equal(compileConfig(aConfig({ jwt })).decide('articles', cut).userState, 'registered');
    }
  });

  test('a number is an id too', () => {
    const config = aConfigWithRule(aNode('a', 'show', 'teaser'));
    const given = { tokenStatus: 'valid', claims: { sub: 12345 }, customData: { a: 12345 } } as const;

    assert.doesNotMatch(JSON.stringify(exportOf(config, 'articles', given)), /12345/);
  });
});
