import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfig } from '../../support/a-config.js';
import { readCode, readNames, readPage, readTable } from '../../support/read-page.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

const elsewhere = readPage('reference/engine.md');

suite('the example of an edge runtime', () => {
  let folder: string;
  let worker: { fetch: (request: Request) => Promise<Response> };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
    const code = readCode(elsewhere, 'js')
      .find((block) => block.includes('export default'))!
      .replace(`'zephr-onpage/engine'`, `'${new URL('../../../src/engine.ts', import.meta.url).href}'`)
      .replace(`'jose'`, `'${import.meta.resolve('jose')}'`);
    const gated = {
      type: 'country',
      condition: 'equals',
      value: 'BE',
      yes: 'show',
      no: { id: 'wall', content: 'hide' },
    };
    const config = aConfig({
      jwt: {
        publicKey: aKeyPair('P-256').spki,
        userMapping: { foreignUserIdProperty: 'sub' },
        productSyncing: { privateClaimName: 'prod' },
      },
      features: { articles: { rules: { anonymous: gated } }, videos: {} },
    });
    await writeFile(join(folder, 'zephr.json'), JSON.stringify(config));
    await writeFile(join(folder, 'worker.mjs'), code);
    ({ default: worker } = (await import(pathToFileURL(join(folder, 'worker.mjs')).href)) as {
      default: typeof worker;
    });
  });
  after(() => rm(folder, { recursive: true }));

  const ask = async (headers: Record<string, string>): Promise<string> => {
    const response = await worker.fetch(new Request('https://news.example/story', { headers }));
    const { userState, outcomeId } = (await response.json()) as { userState: string; outcomeId: string };
    return `${userState}: ${outcomeId}`;
  };
  const cookie = (claims: object, key = aKeyPair('P-256')): Record<string, string> => ({
    cookie: `theme=dark; blaize_jwt=${signToken({ claims, key })}`,
  });

  for (const [says, headers, answer] of [
    ['gives an anonymous reader the wall', {}, 'anonymous: wall'],
    ['reads the country of the reader', { 'cf-ipcountry': 'BE' }, 'anonymous: show'],
    ['knows a registered reader', cookie({ sub: '1' }), 'registered: wall'],
    ['shows customers what they pay for', cookie({ sub: '1', prod: 'gold' }), 'customer: show'],
    ['believes no expired token', cookie({ sub: '1', prod: 'gold', exp: 1 }), 'anonymous: wall'],
    ['believes no forged token', cookie({ sub: '1', prod: 'gold' }, aKeyPair('P-256', 'theirs')), 'anonymous: wall'],
  ] as const) {
    test(says, async () => {
      assert.equal(await ask(headers), answer);
    });
  }
});

suite('the page about the engine', () => {
  const example = { ...aConfig(), features: { articles: { rules: { anonymous: { content: 'hide' } } }, videos: {} } };

  test('is right that decisions are frozen', () => {
    const decision = compileConfig(example).decide('articles');

    assert.ok(Object.isFrozen(decision) && Object.isFrozen(decision.components));
  });

  test('names every member of the input, and no other', async () => {
    const names = readTable(elsewhere, '| member of the input |').flatMap(([cell]) => readNames(cell!));
    const sources = ['../../../src/decision/compile-config.ts', '../../../src/facts/facts.ts'];
    const texts = await Promise.all(sources.map((path) => readFile(new URL(path, import.meta.url), 'utf8')));
    const members = ['EngineInput', 'Facts'].flatMap((name) => {
      const body = texts
        .map((text) => new RegExp(`interface ${name}\\b[^{]*\\{([^}]*)\\}`).exec(text)?.[1])
        .find(Boolean)!;
      return [...body.matchAll(/readonly (\w+)\?:/g)].map(([, member]) => member!);
    });

    assert.deepEqual(names.sort(), members.sort());
  });
});
