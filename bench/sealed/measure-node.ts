import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { deriveFeatureKey, deriveWrappingKey } from '../../src/seal/derive-keys.js';
import { parseSeal } from '../../src/seal/envelope.js';
import { openContent } from '../../src/seal/open-content.js';
import { releaseKey } from '../../src/seal/release-key.js';
import { createSealer } from '../../src/sealer/create-sealer.js';
import { aSeal, MASTER_KEY, SEAL_KEY } from '../../test/support/a-seal.js';
import { aSecretToken } from '../../test/support/endpoint-page.js';
import { bodyOf, pageOf } from './bodies.js';
import { rowOf, type Row } from '../row.js';

/** Pages of the folder that is sealed as a whole. */
const FOLDER_PAGES = 1000;
export const FOLDER_ROUNDS = 3;
export const NODE_ROUNDS = 7;

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

/** Ratios of some rounds that take turns: what the one takes of the other. */
async function ratiosOf(one: Work, other: Work, times: number, measure = cpuOf): Promise<number[]> {
  const ratios: number[] = [];
  await cpuOf(one, 3);
  await cpuOf(other, 3);
  for (let round = 0; round < NODE_ROUNDS; round++) {
    const both =
      round % 2
        ? [await measure(other, times), await measure(one, times)].reverse()
        : [await measure(one, times), await measure(other, times)];
    ratios.push(both[0]! / both[1]!);
  }
  return ratios;
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

/** What a sealed page weighs on the wire. */
async function measureWeights(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kilobytes, goal] of [
    [10, 1.12],
    [30, 1.06],
    [100, 1.03],
  ] as const) {
    const page = pageOf(bodyOf(kilobytes));
    const sealed = await sealer.html(page, { path: '/story' });
    const ratio = gzipSync(sealed, { level: 6 }).length / gzipSync(page, { level: 6 }).length;
    rows.push(rowOf(`bytes of a sealed page of ${kilobytes} kB, of those in clear, both gzip 6`, [ratio], ['≤', goal]));
  }
  return rows;
}

/** What opening takes with the key in hand. */
async function measureOpening(): Promise<Row[]> {
  const text = await aSeal(bodyOf(100));
  const seal = parseSeal(text)!;
  const featureKey = await deriveFeatureKey(MASTER_KEY, '1', 'articles');
  const key = await releaseKey(featureKey, seal.header, seal.wrapped);
  const wrappingKey = await deriveWrappingKey(featureKey, seal.header);
  const [, , iv, ciphertext, tag] = text.split('.').map((part) => Uint8Array.from(Buffer.from(part, 'base64url')));
  const bare = { header: seal.header, iv: iv!, sealed: Uint8Array.from([...ciphertext!, ...tag!]) };
  const open = (): unknown => openContent(seal, key);
  const byJose = (): unknown => compactDecrypt(text, wrappingKey, { maxDecompressedLength: 1e6 });
  return [
    rowOf(
      'opening 100 kB with the key, of bare decryption and inflating',
      await ratiosOf(open, () => openBare(bare, key), 100),
      ['≤', 1.3],
    ),
    rowOf('the same, of jose’s `compactDecrypt`', await ratiosOf(open, byJose, 100), ['≤', 0.9]),
  ];
}

/** The slowest of a hundred requests, with 16 on their way at once, in milliseconds. */
async function slowestOf(work: Work, times: number): Promise<number> {
  const took: number[] = [];
  const each = async (): Promise<void> => {
    for (let time = 0; time < times / 16; time++) {
      const begin = performance.now();
      await work();
      took.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: 16 }, each));
  return took.sort((one, other) => one - other)[Math.floor(took.length * 0.99)]!;
}

/** What the endpoint takes for a key, beside the verification of the same token. */
async function measureKeys(): Promise<Row[]> {
  // As it is shipped: what loads the sources wraps each function of them.
  const built = new URL('../../dist/endpoint.mjs', import.meta.url).href;
  const { createEndpoint } = (await import(built)) as typeof import('../../src/endpoint.js');
  const answer = createEndpoint({
    config,
    secret: 'secret',
    sealKeys: [SEAL_KEY],
    rateLimit: false,
    log: () => undefined,
  });
  const post = async (route: string, body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await answer(new Request(`https://news.example/zephr/${route}`, request));
    await response.text();
    return response.status;
  };
  const token = aSecretToken();
  const questionOf = async (path: string): Promise<string> =>
    (await aSeal(bodyOf(1), { path })).split('.').slice(0, 2).join('.');
  const many = await Promise.all(Array.from({ length: 500 }, (_, at) => questionOf(`/story-${at}`)));
  let at = 0;
  const verify = (): unknown => post('verify', { token });
  const keyOfOne = (): unknown => post('keys', { token, seals: [many[0]] });
  const keyOfMany = (): unknown => post('keys', { token, seals: [many[at++ % many.length]] });
  let failed = 0;
  const garbage = async (): Promise<void> => {
    const seal = many[at++ % many.length]!;
    const status = await post('keys', { token, seals: [at % 10 ? seal : `${seal.slice(0, -4)}AAAA`] });
    if (status >= 500) failed++;
  };
  await cpuOf(garbage, 500);
  return [
    rowOf(
      'requests a CPU second for `keys` of one story, of those for `verify`',
      await ratiosOf(verify, keyOfOne, 400),
      ['≥', 0.75],
    ),
    rowOf('the same, `keys` of 500 stories in turn', await ratiosOf(verify, keyOfMany, 400), ['≥', 0.75]),
    rowOf(
      'the 99th percentile of `keys` of 500 stories, of that of `verify`, 16 at once',
      await ratiosOf(keyOfMany, verify, 800, slowestOf),
      ['≤', 1.5],
    ),
    rowOf('answers of 5xx where a tenth of the questions is damaged', [failed], ['≤', 0]),
  ];
}

/** What sealing takes: pages one by one, and a folder of them by the command. */
async function measureSealing(): Promise<Row[]> {
  const page = pageOf(bodyOf(30));
  const seal = (): unknown => sealer.html(page, { path: '/story' });
  const zip = (): unknown => gzipSync(page, { level: 9 });
  const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-'));
  try {
    await writeFolder(join(folder, 'in'));
    const env = { ...process.env, ZEPHR_SEAL_KEYS: `${SEAL_KEY.kid}:${SEAL_KEY.key}` };
    const command = `"${process.execPath}" "${fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url))}" seal in -o out -c zephr.json`;
    await writeFile(join(folder, 'zephr.json'), JSON.stringify(config));
    const timed = (shell: string): Promise<number> => cpuOfShell(shell, folder, env);
    const ratios: number[] = [];
    for (let round = 0; round < FOLDER_ROUNDS; round++)
      ratios.push((await timed(command)) / (await timed('gzip -9 -r -k -f in && find in -name "*.gz" -delete')));
    return [
      rowOf('sealing pages of 30 kB, of `gzip -9` of them', await ratiosOf(seal, zip, 100), ['≤', 2]),
      rowOf(`\`zephr seal\` of a folder of ${FOLDER_PAGES} pages of 30 kB, of \`gzip -9 -r\` of it`, ratios, ['≤', 2]),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeFolder(folder: string): Promise<void> {
  await mkdir(folder);
  for (let at = 0; at < FOLDER_PAGES; at++) await writeFile(join(folder, `${at}.html`), pageOf(bodyOf(30, at)));
}

/** CPU time of a command and all that it starts, in milliseconds. */
async function cpuOfShell(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  // cspell:ignore TIMEFORMAT
  const timed = `TIMEFORMAT='cpu %U %S'; time { ${command} >/dev/null 2>&1; }`;
  const { stderr } = await promisify(execFile)('bash', ['-c', timed], { cwd, env });
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(stderr)!;
  return (Number(user) + Number(system)) * 1000;
}

/** Measures in Node: CPU time of this process, and of the command. */
export async function measureNode(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of [measureWeights, measureOpening, measureKeys, measureSealing]) rows.push(...(await measure()));
  return rows;
}
