/**
 * A server that does what `POST /zephr/verify` does first: it verifies the token in a JSON body, and answers with its claims.
 * Each is written as the documentation of its packages has it. Prints the port of each algorithm.
 *
 *   node serve-peer.mjs fastify|fastify-cache|hono|express
 */
import process from 'node:process';

const name = process.argv[2];
const { BENCH_SECRET: secret, BENCH_PUBLIC_KEY: publicKey } = process.env;
const ALGORITHMS = ['HS256', 'ES256'];

async function startFastify(algorithm, cache) {
  const [{ default: fastify }, { default: jwt }] = await Promise.all([import('fastify'), import('@fastify/jwt')]);
  const app = fastify();
  app.register(jwt, {
    secret: algorithm === 'HS256' ? secret : { public: publicKey },
    verify: { algorithms: [algorithm], ...(cache && { cache: true }) },
  });
  app.post('/verify', (request, reply) => {
    try {
      return reply.send({ ok: true, claims: app.jwt.verify(request.body.token) });
    } catch {
      return reply.send({ ok: false });
    }
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server;
}

async function startHono(algorithm) {
  const [{ serve }, { Hono }, { importSPKI, jwtVerify }] = await Promise.all([
    import('@hono/node-server'),
    import('hono'),
    import('jose'),
  ]);
  const key =
    algorithm === 'HS256'
      ? // As a key that is imported once, which is faster than the octets.
        await crypto.subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
      : await importSPKI(publicKey, algorithm);
  const app = new Hono();
  app.post('/verify', async (context) => {
    try {
      const { token } = await context.req.json();
      const { payload } = await jwtVerify(token, key, { algorithms: [algorithm] });
      return context.json({ ok: true, claims: payload });
    } catch {
      return context.json({ ok: false });
    }
  });
  return serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
}

async function startExpress(algorithm) {
  const [{ default: express }, { default: jwt }] = await Promise.all([import('express'), import('jsonwebtoken')]);
  const app = express();
  app.use(express.json());
  app.post('/verify', (request, response) => {
    try {
      const key = algorithm === 'HS256' ? secret : publicKey;
      response.json({ ok: true, claims: jwt.verify(request.body.token, key, { algorithms: [algorithm] }) });
    } catch {
      response.json({ ok: false });
    }
  });
  return app.listen(0, '127.0.0.1');
}

const START = {
  fastify: (algorithm) => startFastify(algorithm, false),
  'fastify-cache': (algorithm) => startFastify(algorithm, true),
  hono: startHono,
  express: startExpress,
};
const ports = {};
for (const algorithm of ALGORITHMS) {
  const server = await START[name](algorithm);
  if (!server.listening) await new Promise((listening) => server.once('listening', listening));
  ports[algorithm] = server.address().port;
}
process.send({ ports });
