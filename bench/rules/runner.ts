import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Opening, Order, Report, Slice } from './programs/messages.js';

/** A contestant in a process of its own. */
export interface Runner {
  /** Decides for so many milliseconds. */
  readonly measure: (milliseconds: number) => Promise<Slice>;
  readonly close: () => Promise<void>;
}

/**
 * Starts a contestant and waits until it is ready and warm.
 *
 * @param bundles - Folder of the bundled contestants and programs.
 * @throws {Error} Where it decides anything else than the rules say.
 */
export async function startRunner(bundles: string, id: string, opening: Opening): Promise<Runner> {
  const child = fork(resolve(bundles, 'decide-in-slices.mjs'), [resolve(bundles, `${id}.mjs`)], {
    execArgv: ['--max-old-space-size=4096'],
  });
  await ask(child, id, opening);
  return {
    measure: async (milliseconds) => (await ask(child, id, { milliseconds })) as Slice,
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function ask(child: ChildProcess, id: string, order: Order): Promise<Report> {
  const answered = Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => [{ error: 'its process ended' }]),
  ]);
  child.send(order);
  const [report] = (await answered) as [Report];
  if (!('error' in report)) return report;
  child.kill();
  throw new Error(`${id}: ${report.error}`);
}
