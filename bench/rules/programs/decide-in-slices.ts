/**
 * A process that measures one contestant, forked: `decide-in-slices.mjs CONTESTANT.mjs`. It makes a workload ready,
 * checks the answers and warms up; then it decides for a short slice of time at each request.
 */
import { checkAnswers } from '../check-answers.js';
import type { Decider } from '../contestants/contestant.js';
import { makeWorkload } from '../workload/make-workload.js';
import { importContestant } from '../import-contestant.js';
import type { Opening, Order, Report, Slice } from './messages.js';

/** So many decisions are made between two looks at the clock. */
const BATCH = 50;
/** Milliseconds. */
const WARM_UP_SLICE = 60;

/** Decides a batch, and tells how many decisions it was. */
type Decide = () => number | Promise<number>;

let decide: Decide;

process.on('message', (order: Order) => {
  void answer(order).then(
    (report) => process.send!(report),
    (error: unknown) => process.send!({ error: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(order: Order): Promise<Report> {
  if ('milliseconds' in order) return measure(order.milliseconds);
  decide = await open(order);
  await warmUp(order.warmUp);
  return { ready: true };
}

/** Decides until it gets no quicker: the engine of the language compiles what runs often, while it runs. */
async function warmUp({ least, most }: Opening['warmUp']): Promise<void> {
  for (let best = 0, steady = 0, passed = 0; passed < least || (steady < 5 && passed < most);) {
    const { decisions, microseconds } = await measure(WARM_UP_SLICE);
    const speed = decisions / microseconds;
    // Much slower than before means that it is being compiled just now, in other threads of the process.
    steady = speed > best * 1.03 || speed < best * 0.8 ? 0 : steady + 1;
    best = Math.max(best, speed);
    passed += microseconds / 1000;
  }
}

async function measure(milliseconds: number): Promise<Slice> {
  let decisions = 0;
  const end = performance.now() + milliseconds;
  const before = process.cpuUsage();
  do decisions += await decide();
  while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return { decisions, microseconds: user + system };
}

async function open({ size, one }: Opening): Promise<Decide> {
  const contestant = await importContestant(process.argv[2]!);
  const workload = makeWorkload(size);
  const decider = await contestant.open(JSON.stringify(contestant.translate(workload)));
  const inputs = workload.readers.map((reader) => contestant.prepare(structuredClone(reader)));
  await checkAnswers(workload, decider, inputs);
  const features = workload.rules.map(({ feature }) => feature);
  const { decideAll } = decider;
  if (decideAll && !one) return inTurn(inputs, (input) => decideAll(input).length);
  return byOne(decider, one ? features.slice(0, 1) : features, inputs);
}

/** The next reader whenever it is called. */
function inTurn<Result>(inputs: readonly unknown[], decide: (input: unknown) => Result): () => Result {
  let turn = 0;
  return () => decide(inputs[turn++ % inputs.length]);
}

/** Goes through the features one by one, a whole page for each reader. */
function byOne(decider: Decider<unknown>, features: readonly string[], inputs: readonly unknown[]): Decide {
  let at = 0;
  let length = 0;
  const next = (): string | Promise<string> => {
    const feature = features[at % features.length]!;
    const input = inputs[Math.floor(at / features.length) % inputs.length];
    at++;
    return decider.decide(feature, input);
  };
  const count = (): number => (length >= 0 ? BATCH : NaN);
  if (typeof next() !== 'string') {
    return async () => {
      for (let i = 0; i < BATCH; i++) length += (await next()).length;
      return count();
    };
  }
  return () => {
    for (let i = 0; i < BATCH; i++) length += (next() as string).length;
    return count();
  };
}
