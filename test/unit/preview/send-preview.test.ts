import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { toPreviewId } from '../../../src/preview/preview-link.js';
import { sendPreview, type SendRefusal } from '../../../src/preview/send-preview.js';

const JWS = 'a.b.c';

/** Sends a preview to an endpoint that answers in this way. */
async function send(status: number, body: unknown): Promise<SendRefusal | null> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const config = { jwt: { verifyEndpoint: '/zephr/verify' } };
  try {
    return await sendPreview(JWS, { config, name: 'live.json' }, `http://127.0.0.1:${port}/story`);
  } finally {
    server.close();
    assert.deepEqual(seen, ['POST /zephr/preview']);
  }
}

test('a preview that the endpoint keeps under its id is sent', async () => {
  assert.equal(await send(201, { id: await toPreviewId(JWS) }), null);
});

const REFUSED: readonly (readonly [says: string, status: number, body: unknown, words: RegExp])[] = [
  ['that keeps another one', 201, { id: 'another' }, /it answers with status 201\.$/],
  ['that refuses it', 400, { error: { code: 'preview-expired' } }, /it answers with status 400 \(preview-expired\)\.$/],
  ['whose code is no code', 500, { error: { code: 'a\u001b[31m' } }, /it answers with status 500\.$/],
  ['that answers with no JSON', 502, '<html>', /it answers with status 502\.$/],
  ['that leads elsewhere', 308, '', /does not keep the preview: .*redirect/],
];
for (const [says, status, body, words] of REFUSED)
  test(`a preview is not sent to an endpoint ${says}`, async () => {
    const refusal = await send(status, body);
    assert.equal(refusal?.code, null);
    assert.match(refusal.says, words);
  });

test('a preview is not sent where the live config names no endpoint', async () => {
  for (const jwt of [undefined, { verifyEndpoint: 7 }, { verifyEndpoint: 'https://' }]) {
    const refusal = await sendPreview(JWS, { config: { jwt }, name: 'live.json' }, 'https://news.example/');
    assert.equal(refusal?.code, 'preview-too-large');
    assert.match(refusal.says, /live\.json has no jwt\.verifyEndpoint/);
  }
});
