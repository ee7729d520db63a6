import express from 'express';
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { createEndpoint, createGifts } from 'zephr-onpage/endpoint';
import { toNodeListener } from 'zephr-onpage/node';
import { openRedisStore } from 'zephr-onpage/redis';

if (cluster.isPrimary) {
  Array.from({ length: 2 }, () => cluster.fork());
} else {
  const config = JSON.parse(readFileSync('public/zephr.json', 'utf8'));
  const { REDIS_URL, ZEPHR_JWT_SECRET: secret } = process.env;
  const app = express();
  app.use('/zephr', toNodeListener(createEndpoint({ config, secret, store: await openRedisStore(REDIS_URL) })));
  const give = async () => `/?gift=${await createGifts({ secret }).mint('/', 24 * 3600)}`;
  app.get('/give', async (request, response) => response.send(await give()));
  app.use(express.static('node_modules/zephr-onpage/dist'), express.static('public'));
  app.listen(8080, '127.0.0.1');
}
