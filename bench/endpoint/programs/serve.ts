/**
 * A server in a process of its own: the built endpoint as a publisher would run it on Node, or a server that reads a
 * body and answers the same few octets, which is the limit of the platform.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { createEndpoint as CreateEndpoint } from '../../../src/endpoint/create-endpoint.js';
import { PUBLIC_KEY_OF, SECRET_OF, type Channel } from './channel.js';
import type { ServeOrder } from './messages.js';

const channel = process as unknown as Channel;
const { what } = JSON.parse(process.argv[2]!) as ServeOrder;

async function startEndpoint(): Promise<Server> {
  const { createEndpoint } = (await import(new URL('../../../dist/endpoint.mjs', import.meta.url).href)) as {
    createEndpoint: typeof CreateEndpoint;
  };
  const endpoint = createEndpoint({
    config: {
      version: 1,
      jwt: { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'prod' } },
      features: {},
    },
    secret: process.env[SECRET_OF]!,
    publicKey: process.env[PUBLIC_KEY_OF]!,
    rateLimit: false,
    log: () => {},
    ...(what === 'endpoint that signs' && { signingKey: aSigningKey() }),
  });
  return serve({ fetch: endpoint, port: 0, hostname: '127.0.0.1' }) as Server;
}

function aSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function startBare(): Server {
  const answer = JSON.stringify({ ok: true, claims: { sub: 'reader-1' }, user: null });
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  }).listen(0, '127.0.0.1');
}

const server = what === 'bare http' ? startBare() : await startEndpoint();
if (!server.listening) await new Promise((listening) => server.once('listening', listening));

channel.on('message', () => {
  (globalThis as unknown as { gc(): void }).gc();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  channel.send({ heap: heapUsed, resident: rss, cpu: user + system });
});
// No client is left to serve.
channel.on('disconnect', () => process.exit());
channel.send({ port: (server.address() as AddressInfo).port });
