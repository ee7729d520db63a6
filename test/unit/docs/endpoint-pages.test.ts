import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createGifts } from '../../../src/endpoint/gifts/create-gifts.js';
import { findLocation } from '../../../src/endpoint/location/find-location.js';
import { aConfig } from '../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET } from '../../support/an-endpoint.js';
import { NOON } from '../../support/judge-cases.js';
import { readCode, readNames, readPage, readSection, readTable } from '../../support/read-page.js';

suite('the pages about the endpoint', () => {
  test('names every option, and no other', async () => {
    const names = readTable(readSection('endpoint/run.md', '## Options'), '| option |').flatMap(([cell]) =>
      readNames(cell!),
    );
    const source = await readFile(new URL('../../../src/endpoint/create-endpoint.ts', import.meta.url), 'utf8');
    const body = /interface EndpointOptions \{([^]*?)\n\}/.exec(source)![1]!;

    assert.deepEqual(names.sort(), [...body.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name!).sort());
  });

  test('names the headers of the CDNs, each of which tells a place', async () => {
    const written: Readonly<Record<string, string>> = {
      'X-Akamai-Edgescape': 'country_code=BE',
      'X-NF-Geo': '{"country":{"code":"BE"}}',
    };
    const named = readTable(readPage('endpoint/locations.md'), '| CDN |').flatMap(([, headers]) =>
      readNames(headers!).filter((name) => /^[A-Z]/.test(name)),
    );
    const source = await readFile(new URL('../../../src/endpoint/location/cdns.ts', import.meta.url), 'utf8');
    const read = [...source.matchAll(/(?<!\.)get\('([\w-]+)'\)/g)].map(([, name]) => name!);

    assert.deepEqual(named.map((name) => name.toLowerCase()).sort(), read.sort());
    for (const name of named)
      assert.notDeepEqual(findLocation(new Headers({ [name]: written[name] ?? 'BE' })), {}, name);
  });

  test('has an example that runs on Node', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
    const code = readCode(readPage('endpoint/run.md'), 'js')
      .find((block) => block.includes('node-server'))!
      .replace(`'zephr-onpage/endpoint'`, `'${new URL('../../../src/endpoint.ts', import.meta.url).href}'`)
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
