import { isRecord } from '../../lib/is-record.js';
import { sleep } from '../../lib/sleep.js';
import { isParsed, listen } from '../browser.js';
import type { StartOptions, Zephr } from '../zephr.js';
import { NO_DATA, readCall, type Run } from './read-call.js';

/** Milliseconds that a call waits for the page to show what was decided. */
const PATIENCE = 3000;

/** What the last call said of the reader. */
let last: Pick<Run, 'jwt' | 'customData'> = { jwt: null, customData: NO_DATA };
/** The calls so far: each waits for the one before it. */
let running: Promise<void> = Promise.resolve();

/**
 * Zephr's own `run`, in both of its forms. Where the page has started with a config, the call changes its inputs and
 * decides anew; where nothing was started, it starts with `zephr.json` below `cdnApi`. As in Zephr each call says all
 * that it knows: without `jwt` the cookie counts, without `customData` there is none.
 *
 * @param call - Its arguments.
 * @returns Resolves when the page shows what was decided. A config that is unusable is told by `zephr-fault` alone: nobody
 *   may be there to catch it.
 */
export function run(zephr: Zephr, call: readonly unknown[]): Promise<void> {
  // The data layer is on where one of Zephr's switches is there.
  zephr.includeOutcomes ??= false;
  const said = readCall(call);
  return (running = running.then(() => runOnce(zephr, said)));
}

async function runOnce(zephr: Zephr, said: Run): Promise<void> {
  const { jwt, customData } = said;
  const isNewToken = jwt !== last.jwt;
  const isNewData = customData !== last.customData;
  last = said;
  const change = (): Promise<void> => {
    if (isNewData) {
      const shown = zephr.setCustomData(customData);
      if (!isNewToken) return shown;
    }
    return isNewToken ? zephr.setToken(jwt) : zephr.refresh();
  };
  let changed = change();
  if (!(await isPending(changed)) && !isParsed()) {
    // The page may have its config further down.
    await new Promise<void>((resolve) => listen('DOMContentLoaded', () => resolve()));
    changed = change();
  }
  if (await isPending(changed)) {
    await changed;
    if (!(await lacksConfig(zephr))) return;
  }
  const finished = new Promise<void>((resolve) => {
    const stop = zephr.on('zephr.browserDecisionsFinished', () => {
      stop();
      resolve();
    });
  });
  const isUsable = await zephr.start(said.config, optionsOf(said)).then(
    () => true,
    () => false,
  );
  // What tells may not have arrived.
  if (isUsable) await Promise.race([finished, sleep(PATIENCE)]);
}

/** Whether a promise is still open: a change resolves at once where nothing was started. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = {};
  return (await Promise.race([promise, Promise.resolve(open)])) === open;
}

/** Whether the page was started without any config, as a script tag that names none does. */
function lacksConfig({ ready }: Zephr): Promise<boolean> {
  return ready.then(
    () => false,
    (error: unknown) => isRecord(error) && error['code'] === 'config-missing',
  );
}

function optionsOf({ jwt, customData, fetcher, debug }: Run): StartOptions {
  return { token: jwt, customData, ...(fetcher && { fetch: fetcher }), ...(debug && { debug }) };
}
