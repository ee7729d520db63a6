import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createEndpoint } from 'zephr-onpage/endpoint';
import { toNodeListener } from 'zephr-onpage/node';
import { openSqliteStore } from 'zephr-onpage/sqlite';

const config = JSON.parse(readFileSync('zephr.json', 'utf8'));
const endpoint = createEndpoint({
  config,
  store: await openSqliteStore('zephr.sqlite'),
  secret: process.env.ZEPHR_JWT_SECRET,
});
const routes = toNodeListener(endpoint);
const body = '<p>The gated content</p>';

/** Decides as the page does, and counts the story. */
async function decide({ headers, socket }, path, reader) {
  const question = { features: ['articles'], path, reader, userAgent: headers['user-agent'] ?? '', spend: true };
  const init = { method: 'POST', headers: { 'content-type': 'application/json', cookie: headers.cookie ?? '' } };
  const request = new Request('http://localhost/zephr/decide', { ...init, body: JSON.stringify(question) });
  const answer = await endpoint(request, { address: socket.remoteAddress });
  return answer.ok ? (await answer.json()).decisions.articles : null;
}

createServer(async (request, response) => {
  if (request.url.startsWith('/zephr/')) return routes(request, response);
  const [, path] = /^(\/story\/\d+)\/body\.html$/.exec(request.url) ?? [];
  if (!path) return response.writeHead(404).end();
  const reader = /(?:^|; )reader=([\w-]{36})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
  const decision = await decide(request, path, reader);
  const headers = {
    'cache-control': 'private, no-store',
    'set-cookie': `reader=${reader}; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000`,
  };
  if (!decision) return response.writeHead(503, headers).end();
  if (decision.access && decision.reason === 'rule')
    return response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(body);
  const status = decision.userState === 'anonymous' ? 401 : 403;
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ decision }));
}).listen(8080, '127.0.0.1');
