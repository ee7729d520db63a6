import express from 'express';
import { readFileSync } from 'node:fs';
import { createEndpoint } from 'zephr-onpage/endpoint';
import { toNodeListener } from 'zephr-onpage/node';
import { openSqliteStore } from 'zephr-onpage/sqlite';

const config = JSON.parse(readFileSync('public/zephr.json', 'utf8'));
const store = await openSqliteStore('zephr.sqlite');
const app = express();
app.use('/zephr', toNodeListener(createEndpoint({ config, store, secret: process.env.ZEPHR_JWT_SECRET })));
app.use(express.static('node_modules/zephr-onpage/dist'), express.static('public'));
app.get('/story/:id', (request, response) => response.sendFile('index.html', { root: 'public' }));
app.listen(8080, '127.0.0.1');
