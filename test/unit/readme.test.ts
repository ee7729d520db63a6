import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { writeSizeTable } from '../../scripts/write-size-table.mjs';
import { compileConfig } from '../../src/decision/compile-config.js';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import { findLocation } from '../../src/endpoint/location/find-location.js';
import { readPublishedDate } from '../../src/facts/read-published-date.js';
import { CORE_REGISTRY } from '../../src/rules/core-registry.js';
import { AGENT_NODES } from '../../src/rules/nodes/agent-nodes.js';
import { FULL_REGISTRY } from '../../src/rules/full-registry.js';
import { createNodeSchemas } from '../../src/schema/nodes.js';
import { aConfig } from '../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET, send } from '../support/an-endpoint.js';
import { NOON } from '../support/judge-cases.js';
import { readCode, readNames, readSection, readTable } from '../support/read-readme.js';
import { aKeyPair, signToken } from '../support/sign-token.js';

const rules = readSection('### Rules');
const elsewhere = readSection('## Elsewhere than in a page');
const nodes = readTable(rules, '| node |').map((row) => ({ row, types: readNames(row[0]!) }));
const namesOf = (table: object): string[] => Object.keys(table).sort();

suite('the README on rules', () => {
  test('names every node of the registry, and no other', () => {
    assert.deepEqual(nodes.flatMap(({ types }) => types).sort(), namesOf({ ...FULL_REGISTRY.nodes, ...AGENT_NODES }));
  });

  for (const [type, { shape }] of Object.entries(createNodeSchemas(z.unknown()))) {
    test(`names every field and exit of ${type}`, () => {
      const { row } = nodes.find(({ types }) => types.includes(type))!;
      const members = Object.keys(shape).filter((name) => name !== 'type' && name !== 'unknown');

      assert.deepEqual(
        members.filter((name) => !readNames(row.slice(1).join()).includes(name)),
        [],
      );
    });
  }

  test('names every condition, and no other', () => {
    const names = readTable(rules, '| condition |').flatMap(([cell]) => readNames(cell!));

    assert.deepEqual(names.sort(), namesOf(FULL_REGISTRY.operators));
  });

  test('tells what a page knows without loading more', () => {
    const [, types, conditions] = /`zephr\.js` knows the nodes (.*) with the conditions (.*?)\. /.exec(rules)!;

    assert.deepEqual(readNames(types!).sort(), namesOf(CORE_REGISTRY.nodes));
    assert.deepEqual(readNames(conditions!).sort(), namesOf(CORE_REGISTRY.operators));
  });

  test('names the meta tags of the date of publication in their order', () => {
    const names = readNames(/that is a date: (.*)\./.exec(rules)![1]!);
    const meta = Object.fromEntries(names.map((name, index) => [name, `2026-01-0${index + 1}`]));

    assert.equal(names.length, 7);
    for (const [name, date] of Object.entries(meta)) {
      assert.equal(readPublishedDate(meta), date);
      delete meta[name];
    }
  });

  test('has a sub rule that does what is said of it', () => {
    const example = JSON.parse(readCode(rules, 'json').find((code) => code.includes('subRules'))!) as object;
    const engine = compileConfig(example);
    const views = [1, 2, 3, 4, 5, 6].map((day) => ({ item: `/${day}`, at: NOON - day }));
    const shown = views.map(({ item }, index) => {
      const { access, components } = engine.decide('articles', {
        now: NOON,
        usage: { item, trials: { stories: views.slice(0, index) } },
      });
      return [access, ...components].join(' ');
    });

    assert.deepEqual(shown, ['true', 'true', 'true', 'true', 'true register', 'false register']);
  });
});

suite('the example of an edge runtime in the README', () => {
  let folder: string;
  let worker: { fetch: (request: Request) => Promise<Response> };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
    const code = readCode(elsewhere, 'js')
      .find((block) => block.includes('export default'))!
      .replace(`'zephr-onpage/engine'`, `'${new URL('../../src/engine.ts', import.meta.url).href}'`)
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

suite('the README on the engine', () => {
  const example = { ...aConfig(), features: { articles: { rules: { anonymous: { content: 'hide' } } }, videos: {} } };

  test('is right that decisions are frozen', () => {
    const decision = compileConfig(example).decide('articles');

    assert.ok(Object.isFrozen(decision) && Object.isFrozen(decision.components));
  });

  test('names every member of the input, and no other', async () => {
    const names = readTable(elsewhere, '| member of the input |').flatMap(([cell]) => readNames(cell!));
    const sources = ['../../src/decision/compile-config.ts', '../../src/facts/facts.ts'];
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

suite('the README on the endpoint', () => {
  const section = readSection('## The endpoint');

  test('names every route, and no other', async () => {
    const { endpoint } = anEndpoint();
    const rows = readTable(section, '| route |').map(([cell]) => readNames(cell!)[0]!.split(' '));
    for (const [method, path] of rows) {
      const body = method === 'POST' ? '{}' : undefined;
      const { status } = await send(endpoint, path!, {
        method: method!,
        headers: { 'content-type': 'application/json' },
        body: body!,
      });

      assert.ok([200, 400, 401].includes(status), `${method} ${path}: ${status}`);
    }
    const source = await readFile(new URL('../../src/endpoint/create-endpoint.ts', import.meta.url), 'utf8');
    const routes = [...source.matchAll(/^ +'(\/zephr\/\w+)':/gm)].map(([, route]) => route);

    assert.deepEqual(rows.map(([, path]) => path).sort(), routes.sort());
  });

  test('names every option, and no other', async () => {
    const names = readTable(section, '| option |').flatMap(([cell]) => readNames(cell!));
    const source = await readFile(new URL('../../src/endpoint/create-endpoint.ts', import.meta.url), 'utf8');
    const body = /interface EndpointOptions \{([^]*?)\n\}/.exec(source)![1]!;

    assert.deepEqual(names.sort(), [...body.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name!).sort());
  });

  test('names the headers of the CDNs, each of which tells a place', async () => {
    const written: Readonly<Record<string, string>> = {
      'X-Akamai-Edgescape': 'country_code=BE',
      'X-NF-Geo': '{"country":{"code":"BE"}}',
    };
    const named = readTable(section, '| CDN |').flatMap(([, headers]) =>
      readNames(headers!).filter((name) => /^[A-Z]/.test(name)),
    );
    const source = await readFile(new URL('../../src/endpoint/location/cdns.ts', import.meta.url), 'utf8');
    const read = [...source.matchAll(/(?<!\.)get\('([\w-]+)'\)/g)].map(([, name]) => name!);

    assert.deepEqual(named.map((name) => name.toLowerCase()).sort(), read.sort());
    for (const name of named)
      assert.notDeepEqual(findLocation(new Headers({ [name]: written[name] ?? 'BE' })), {}, name);
  });

  test('has an example that runs on Node', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
    const code = readCode(section, 'js')
      .find((block) => block.includes('node-server'))!
      .replace(`'zephr-onpage/endpoint'`, `'${new URL('../../src/endpoint.ts', import.meta.url).href}'`)
      .replace(`'@hono/node-server'`, `'${import.meta.resolve('@hono/node-server')}'`)
      .replace(`'zephr.json'`, `'${join(folder, 'zephr.json')}'`)
      .replace('process.env.ZEPHR_JWT_SECRET', `'${SECRET}'`)
      .replace('serve({ fetch: endpoint, port: 8787 })', 'export { endpoint, serve }');
    await writeFile(join(folder, 'zephr.json'), JSON.stringify(aConfig({ jwt: JWT })));
    await writeFile(join(folder, 'endpoint.mjs'), code);
    const { endpoint, serve } = await import(pathToFileURL(join(folder, 'endpoint.mjs')).href);
    await rm(folder, { recursive: true });

    assert.equal(typeof serve, 'function');
    assert.equal((await post(endpoint, '/zephr/verify', { token: aSecretToken() })).body.ok, true);
  });

  test('mints gifts as it says', async () => {
    const gifts = createGifts({ secret: SECRET });
    const gift = await gifts.mint('/news/story', 7 * 24 * 3600, NOON);
    const { body } = await post(anEndpoint().endpoint, '/zephr/gift', { gift, path: '/news/story', session: 'a' });

    assert.deepEqual(body, { valid: true });
  });
});

test('the sizes in the README are the limits that the build is held to', async () => {
  const path = fileURLToPath(new URL('../../README.md', import.meta.url));
  const readme = await readFile(path, 'utf8');

  assert.ok(readme.includes(writeSizeTable()), 'run "npm run generate"');
});
