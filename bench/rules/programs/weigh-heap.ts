/**
 * A process that weighs rules made ready, run with `--expose-gc`: `weigh-heap.mjs CONTESTANT.mjs FEATURES CONDITIONS`
 * prints bytes of heap a feature as JSON: of the parsed text alone, of the contestant made ready, and after it has
 * decided every feature for every reader.
 */
import { makeWorkload } from '../workload/make-workload.js';
import { importContestant } from '../import-contestant.js';
import type { Weight } from './messages.js';

const [path = '', features = '', conditions = ''] = process.argv.slice(2);
const contestant = await importContestant(path);
const workload = makeWorkload({ features: Number(features), conditions: Number(conditions) });

/** All that is held from the first weighing to the last. */
const held = {
  text: JSON.stringify(contestant.translate(workload)),
  inputs: workload.readers.map((reader) => contestant.prepare(reader)),
  features: workload.rules.map(({ feature }) => feature),
  parsed: null as unknown,
  decider: await contestant.open(JSON.stringify(contestant.translate(makeWorkload({ features: 1, conditions: 10 })))),
};

// Objects that are made only once, and code that is compiled when it first runs, are not weighed.
await decideAll(['feature-0']);
const empty = weigh();
held.parsed = JSON.parse(held.text);
const parsed = weigh() - empty;
held.parsed = null;
const emptied = weigh();
held.decider = await contestant.open(held.text);
const ready = weigh() - emptied;
await decideAll(held.features);
const decided = weigh() - emptied;

const bytes = [parsed, ready, decided].map((weight) => weight / held.features.length);
const weight: Weight = { parsed: bytes[0]!, ready: bytes[1]!, decided: bytes[2]! };
console.log(JSON.stringify(weight));

async function decideAll(ids: readonly string[]): Promise<void> {
  for (const input of held.inputs) for (const id of ids) await held.decider.decide(id, input);
}

function weigh(): number {
  for (let i = 0; i < 4; i++) globalThis.gc!();
  return process.memoryUsage().heapUsed;
}
