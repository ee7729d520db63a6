/**
 * A fresh process that does one thing once, as a page does: `open-once.mjs CONTESTANT.mjs RULES.json INPUT.json FEATURE`
 * imports a contestant, makes rules ready and decides one feature. It prints milliseconds as JSON.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Contestant } from '../contestants/contestant.js';
import type { Once } from './messages.js';

const [path = '', rules = '', input = '', feature = ''] = process.argv.slice(2);
const text = readFileSync(rules, 'utf8');
const reader = JSON.parse(readFileSync(input, 'utf8')) as never;
const url = pathToFileURL(path).href;

const before = process.cpuUsage();
const start = performance.now();
const { default: contestant } = (await import(url)) as { readonly default: Contestant<unknown> };
const imported = performance.now();
const decider = await contestant.open(text);
const ready = performance.now();
const prepared = contestant.prepare(reader);
const handedOver = performance.now();
const outcome = await decider.decide(feature, prepared);
const end = performance.now();
const { user, system } = process.cpuUsage(before);

const once: Once = {
  import: imported - start,
  open: ready - imported,
  decide: end - handedOver,
  cpu: (user + system) / 1000,
  outcome,
};
console.log(JSON.stringify(once));
