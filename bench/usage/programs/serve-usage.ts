/** The built endpoint in a process of its own, as a publisher would run it on Node, with one of its stores. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { createEndpoint as CreateEndpoint } from '../../../src/endpoint/create-endpoint.js';
import type { Channel } from '../../endpoint/programs/channel.js';
import { CONFIG } from '../workload.js';
import type { Keeping } from './messages.js';
import { openStore } from './open-store.js';

const channel = process as unknown as Channel;
const { createEndpoint } = (await import(new URL('../../../dist/endpoint.mjs', import.meta.url).href)) as {
  createEndpoint: typeof CreateEndpoint;
};
let clients = 0;
const endpoint = createEndpoint({
  config: CONFIG,
  secret: 'a shared secret of sixty-four octets, made up for this benchmark',
  store: await openStore(JSON.parse(process.argv[2]!) as Keeping),
  // The readers have no token: without this their views would be answered and not kept.
  anonymousUsage: true,
  // As many clients as requests: one client may bring only some new readers an hour.
  clientKey: () => `client-${clients++}`,
  rateLimit: false,
  log: () => {},
});
const server = serve({ fetch: endpoint, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
  channel.send({ port }),
);
// No client is left to serve.
channel.on('disconnect', () => {
  server.close();
  process.exit();
});
