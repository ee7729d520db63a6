import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { makeKeyPair } from './make-key-pair.mjs';

const COMMAND = fileURLToPath(new URL('../dist/cli.mjs', import.meta.url));
const run = promisify(execFile);

/** Changes of the preview: other walls over the story, and its first words for everyone. */
function changeWalls(config) {
  config.components.register.heading = 'Ring once, and read on';
  config.components.subscribe.heading = 'The whole river with Gold';
  config.features.articles.rules.anonymous.content = { keep: { words: 60 } };
  return config;
}

/**
 * Makes previews of the front page by `zephr preview`, with a key of this run.
 *
 * @returns {Promise<{ publicKey: string, makeLink: (live: string, origin: string) => Promise<string> }>} `makeLink`
 *   takes the live config as the site serves it.
 */
export async function openPreviews() {
  const { publicKey, privateKey } = await makeKeyPair();
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;

  const makeLink = async (live, origin) => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-demo-'));
    try {
      const [base, draft] = [join(folder, 'live.json'), join(folder, 'zephr.json')];
      await writeFile(base, live);
      await writeFile(draft, JSON.stringify(changeWalls(JSON.parse(live)), null, 2));
      const args = ['preview', draft, '--base', base, '--origin', origin, '--by', 'News desk'];
      const env = { ...process.env, ZEPHR_PREVIEW_KEY: pem };
      const { stdout } = await run(process.execPath, [COMMAND, ...args], { env });
      return stdout.trim();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  return { publicKey, makeLink };
}
