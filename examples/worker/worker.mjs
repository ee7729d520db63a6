import { importSPKI, jwtVerify } from 'jose';
import { compileConfig } from 'zephr-onpage/engine';
import config from './zephr.json';

const { decide } = compileConfig(config);

export default {
  async fetch(request) {
    const { access, components } = decide('articles', { url: request.url, ...(await readToken(request)) });
    const text = access ? 'The gated content' : config.components[components[0]].heading;
    const html = `<!doctype html><html lang="en"><title>News</title><p>${text}</p></html>`;
    return new Response(html, { headers: { 'content-type': 'text/html', 'cache-control': 'private, no-store' } });
  },
};

async function readToken(request) {
  const [, token] = /(?:^|; *)blaize_jwt=([^;]*)/.exec(request.headers.get('cookie')) ?? [];
  try {
    const key = await importSPKI(config.jwt.publicKey, 'ES256');
    return { tokenStatus: 'valid', claims: (await jwtVerify(token, key, { algorithms: ['ES256'] })).payload };
  } catch {
    return {}; // No token, or one that does not count: the reader is anonymous.
  }
}
