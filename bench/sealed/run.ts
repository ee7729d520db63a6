/**
 * What seals cost: `npm run bench:sealed`.
 *
 * Prints a table in Markdown. Each row is a ratio of two measures of the same round; the rounds take turns.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { createEndpoint } from '../../src/endpoint/create-endpoint.js';
import { deriveFeatureKey, deriveWrappingKey } from '../../src/seal/derive-keys.js';
import { parseSeal, type Seal } from '../../src/seal/envelope.js';
import { openContent } from '../../src/seal/open-content.js';
import { releaseKey } from '../../src/seal/release-key.js';
import { createSealer } from '../../src/sealer/create-sealer.js';
import { aSecretToken } from '../../test/support/endpoint-page.js';
import { aSeal, MASTER_KEY, SEAL_KEY } from '../../test/support/a-seal.js';

const ROUNDS = 7;
const guides = new URL('../../docs/guides/', import.meta.url);
/** Prose of the documentation, a paragraph a line. */
const PROSE = readdirSync(guides)
  .flatMap((name) => readFileSync(new URL(name, guides), 'utf8').split('\n'))
  .filter((line) => line.length > 80 && !line.startsWith('|'))
  .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>\n`)
  .join('');
const bodyOf = (kilobytes: number): string =>
  PROSE.repeat(Math.ceil((kilobytes * 1000) / PROSE.length)).slice(0, kilobytes * 1000);
const pageOf = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>Story</title></head><body><h1>Story</h1><zephr-feature feature="articles"><p>Clear</p>${body.slice(0, body.lastIndexOf('<p>'))}</zephr-feature></body></html>`;

const config = {
  version: 1 as const,
  jwt: { productSyncing: { privateClaimName: 'prod' }, userMapping: { foreignUserIdProperty: 'sub' } },
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  features: {
    articles: {
      protection: 'sealed' as const,
      seal: { clear: { paragraphs: 1 } },
      rules: { anonymous: { content: 'hide' as const } },
    },
  },
};
const sealer = createSealer({ config, keys: [SEAL_KEY] });

type Work = () => unknown;

/** CPU time of `times` runs, in milliseconds. */
async function cpuOf(work: Work, times: number): Promise<number> {
  const begin = process.cpuUsage();
  for (let time = 0; time < times; time++) await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

/** Median, least and greatest of the ratios of some rounds: what the one takes of the other. */
async function ratioOf(one: Work, other: Work, times: number): Promise<[median: number, least: number, most: number]> {
  const ratios: number[] = [];
  await cpuOf(one, 3);
  await cpuOf(other, 3);
  for (let round = 0; round < ROUNDS; round++) {
    const both =
      round % 2
        ? [await cpuOf(other, times), await cpuOf(one, times)].reverse()
        : [await cpuOf(one, times), await cpuOf(other, times)];
    ratios.push(both[0]! / both[1]!);
  }
  ratios.sort((a, b) => a - b);
  return [ratios[ROUNDS >> 1]!, ratios[0]!, ratios.at(-1)!];
}

/** Decrypts and inflates a seal with nothing around it: the limit. */
async function openBare(
  { header, iv, sealed }: { header: string; iv: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> },
  key: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const by = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) };
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  void writer.write(new Uint8Array(await crypto.subtle.decrypt(by, imported, sealed)));
  void writer.close();
  return new Response(stream.readable).text();
}

const rows: (readonly [says: string, ratio: string, goal: string])[] = [];
const add = (says: string, [median, least, most]: readonly number[], goal: string): void =>
  void rows.push([says, `${median!.toFixed(2)} (${least!.toFixed(2)}–${most!.toFixed(2)})`, goal]);

for (const [kilobytes, goal] of [
  [10, 1.12],
  [30, 1.06],
  [100, 1.03],
] as const) {
  const page = pageOf(bodyOf(kilobytes));
  const ratio =
    gzipSync(await sealer.html(page, { path: '/story' }), { level: 6 }).length / gzipSync(page, { level: 6 }).length;
  rows.push([
    `bytes of a sealed page of ${kilobytes} kB, of those in clear, both gzip 6`,
    ratio.toFixed(2),
    `≤ ${goal}`,
  ]);
}

const text = await aSeal(bodyOf(100));
const seal: Seal = parseSeal(text)!;
const featureKey = await deriveFeatureKey(MASTER_KEY, '1', 'articles');
const key = await releaseKey(featureKey, seal.header, seal.wrapped);
const wrappingKey = await deriveWrappingKey(featureKey, seal.header);
const [, , iv, ciphertext, tag] = text.split('.').map((part) => Uint8Array.from(Buffer.from(part, 'base64url')));
const bare = { header: seal.header, iv: iv!, sealed: Uint8Array.from([...ciphertext!, ...tag!]) };
add(
  'opening 100 kB with the key, of bare decryption and inflating',
  await ratioOf(
    () => openContent(seal, key),
    () => openBare(bare, key),
    100,
  ),
  '≤ 1.3',
);
add(
  'the same, of jose’s `compactDecrypt`',
  await ratioOf(
    () => openContent(seal, key),
    () => compactDecrypt(text, wrappingKey, { maxDecompressedLength: 1e6 }),
    100,
  ),
  '≤ 0.9',
);

const answer = createEndpoint({
  config,
  secret: 'secret',
  sealKeys: [SEAL_KEY],
  rateLimit: false,
  log: () => undefined,
});
const post =
  (route: string, body: object): Work =>
  async () =>
    (
      await answer(
        new Request(`https://news.example/zephr/${route}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      )
    ).text();
const token = aSecretToken();
const question = text.split('.').slice(0, 2).join('.');
add(
  'requests a CPU second for `keys` with one seal, of those for `verify`',
  await ratioOf(post('verify', { token }), post('keys', { token, seals: [question] }), 400),
  '≥ 0.75',
);

const page = pageOf(bodyOf(30));
add(
  'sealing pages of 30 kB, of `gzip -9` of them',
  await ratioOf(
    () => sealer.html(page, { path: '/story' }),
    () => gzipSync(page, { level: 9 }),
    100,
  ),
  '≤ 2',
);

const load = loadavg()
  .map((each) => each.toFixed(1))
  .join(', ');
console.log(
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}; load ${load}; CPU time, medians of ${ROUNDS} rounds, least and greatest in brackets\n`,
);
console.log('| measure | ratio | goal |\n| --- | ---: | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
