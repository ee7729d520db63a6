import { isRecord } from '../../lib/is-record.js';
import { sleep } from '../../lib/sleep.js';
import { isParsed } from '../browser.js';
import { onParsed } from '../life/on-parsed.js';
import type { PageMemory } from '../page-memory.js';
import type { StartOptions, Zephr } from '../zephr.js';
import { turnOnDataLayer } from './data-layer-switches.js';
import { NO_DATA, readCall, type Run } from './read-call.js';
import type { RunState } from './run-state.js';

/** How long a call waits for the page to show its decisions. */
const SHOWN_TIMEOUT_MS = 3000;

/**
 * Runs Zephr's own `run`, in both of its forms. In a page that has started with a config, the call changes the inputs and
 * decides again; in any other page it starts with `zephr.json` below `cdnApi`. As in Zephr, each call replaces all inputs:
 * without `jwt` the cookie counts, and without `customData` no custom data.
 *
 * @param memory - Holds the calls so far.
 * @param call - Arguments of the call.
 * @returns Resolves when the page shows its decisions. An unusable config is reported by `zephr-fault` alone, since the site
 *   may not catch a rejection.
 */
export function run(zephr: Zephr, memory: PageMemory, call: readonly unknown[]): Promise<void> {
  turnOnDataLayer(zephr);
  const asked = readCall(call);
  const state = (memory.runs ??= { last: { jwt: null, customData: NO_DATA }, running: Promise.resolve() });
  return (state.running = state.running.then(() => runOnce(zephr, state, asked)));
}

async function runOnce(zephr: Zephr, state: RunState, asked: Run): Promise<void> {
  const { last } = state;
  state.last = asked;
  let changed = applyInputs(zephr, last, asked);
  if (!(await isPending(changed)) && !isParsed()) {
    // The page may have its config further down.
    await onParsed();
    changed = applyInputs(zephr, last, asked);
  }
  if (await isPending(changed)) {
    await changed;
    if (!(await lacksConfig(zephr))) return;
  }
  await startOnce(zephr, asked);
}

/** Changes the inputs that differ from the last call, and decides again. Resolves at once before the first start. */
function applyInputs(zephr: Zephr, last: RunState['last'], { jwt, customData }: Run): Promise<void> {
  const isNewToken = jwt !== last.jwt;
  if (customData !== last.customData) {
    const shown = zephr.setCustomData(customData);
    if (!isNewToken) return shown;
  }
  return isNewToken ? zephr.setToken(jwt) : zephr.refresh();
}

/** Starts with the config of the call, and waits until its decisions are shown. */
async function startOnce(zephr: Zephr, { config, jwt, customData, fetcher, debug }: Run): Promise<void> {
  const options: StartOptions = { token: jwt, customData, ...(fetcher && { fetch: fetcher }), ...(debug && { debug }) };
  const finished = new Promise<void>((resolve) => {
    const stop = zephr.on('zephr.browserDecisionsFinished', () => {
      stop();
      resolve();
    });
  });
  const isUsable = await zephr.start(config, options).then(
    () => true,
    () => false,
  );
  // The file that dispatches the event may not have arrived.
  if (isUsable) await Promise.race([finished, sleep(SHOWN_TIMEOUT_MS)]);
}

/** Tells whether a promise is open: a change resolves at once before the first start. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = {};
  return (await Promise.race([promise, Promise.resolve(open)])) === open;
}

/** Tells whether the page has started without a config, as a script tag without one does. */
function lacksConfig({ ready }: Zephr): Promise<boolean> {
  return ready.then(
    () => false,
    (error: unknown) => isRecord(error) && error['code'] === 'config-missing',
  );
}
