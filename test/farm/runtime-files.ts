/** Programs around the examples of the endpoint, in place of the platforms that run them. */
import type { RecipeFile } from '../support/read-recipe.js';

/** Runs `worker.mjs` in workerd, bundled as wrangler does, with what its configuration binds. */
export const WORKER_HOST: RecipeFile = {
  name: 'host.mjs',
  code: `import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = await build({
  ...{ entryPoints: ['worker.mjs'], bundle: true, write: false, format: 'esm', target: 'es2022' },
  ...{ conditions: ['workerd', 'worker', 'browser'], external: ['cloudflare:*'] },
});
const miniflare = new Miniflare({
  ...{ host: '127.0.0.1', port: 8787, modules: true, script: outputFiles[0].text },
  ...{ compatibilityDate: '2026-07-01', cf: false },
  bindings: { ZEPHR_JWT_SECRET: process.env.ZEPHR_JWT_SECRET },
  durableObjects: { ZEPHR_STORE: { className: 'ZephrStore', useSQLite: true } },
  durableObjectsPersist: './state',
});
await miniflare.ready;
`,
};

/** Hands HTTP requests to `index.mjs` as an HTTP API of AWS does. */
export const LAMBDA_GATEWAY: RecipeFile = {
  name: 'gateway.mjs',
  code: `import { createServer } from 'node:http';
import { handler } from './index.mjs';

createServer(async (request, response) => {
  const { cookie, ...headers } = request.headers;
  const pieces = await request.toArray();
  const [rawPath, rawQueryString = ''] = request.url.split('?');
  const result = await handler({
    ...{ version: '2.0', routeKey: '$default', rawPath, rawQueryString, headers },
    ...(cookie && { cookies: cookie.split('; ') }),
    requestContext: {
      stage: '$default',
      http: { method: request.method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: request.socket.remoteAddress },
    },
    ...(pieces.length && { body: Buffer.concat(pieces).toString('base64') }),
    isBase64Encoded: pieces.length > 0,
  });
  response.writeHead(result.statusCode, result.headers).end(result.body);
}).listen(8787, '127.0.0.1');
`,
};

/** Runs the worker of examples/worker in workerd, bundled as wrangler does. */
export const EXAMPLE_WORKER_HOST = `import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = await build({
  ...{ entryPoints: ['worker.mjs'], bundle: true, write: false, format: 'esm', target: 'es2022' },
  conditions: ['workerd', 'worker', 'browser'],
});
const miniflare = new Miniflare({
  ...{ host: '127.0.0.1', port: 8080, modules: true, script: outputFiles[0].text },
  ...{ compatibilityDate: '2026-07-01', cf: false },
});
await miniflare.ready;
`;
