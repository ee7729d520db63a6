/** The built endpoint in a process of its own, with one of its stores, for beacons of events. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { createEndpoint as CreateEndpoint } from '../../../src/endpoint/create-endpoint.js';
import type { Channel } from '../../endpoint/programs/channel.js';
import type { Keeping } from '../../usage/programs/messages.js';
import { openStore } from '../../usage/programs/open-store.js';
import { CONFIG } from '../beacons.js';

const channel = process as unknown as Channel;
const { createEndpoint } = (await import(new URL('../../../dist/endpoint.mjs', import.meta.url).href)) as {
  createEndpoint: typeof CreateEndpoint;
};
const endpoint = createEndpoint({
  config: CONFIG,
  secret: 'a shared secret of sixty-four octets, made up for this benchmark',
  store: await openStore(JSON.parse(process.argv[2]!) as Keeping),
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
