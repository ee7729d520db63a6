import type { Decision } from '../model/decision.js';
import type { Zephr } from '../page/zephr.js';
import type { DecideOptions } from '../visit/visit.js';
import type { ZephrState } from './zephr-state.js';

/** A value that follows what happens in the page, as frameworks subscribe to one. */
export interface PageStore<Value> {
  /** Calls a function whenever the value is another one. Gives what ends that. */
  readonly subscribe: (onChange: () => void) => () => void;
  readonly get: () => Value;
}

/** The state before a start, and on a server. */
export const WAITING: ZephrState = { status: 'waiting', zephr: null, identity: null, error: null };

/** Events after which a value may be another one. */
const EVENTS = ['zephr-ready', 'zephr-identity', 'zephr-decisions'];

/**
 * Makes a store of what a feature gives the reader.
 *
 * @param options - Default: a dry run, so that a component which only looks at a decision counts no article.
 */
export function createDecisionStore(feature: string, options: DecideOptions = {}): PageStore<Decision | null> {
  const { dryRun = true } = options;
  return createPageStore<Decision | null>(null, (zephr) => zephr.decide(feature, { ...options, dryRun }), toText);
}

/** Makes a store of the state of the SDK. */
export function createZephrStore(): PageStore<ZephrState> {
  const read = async (zephr: Zephr): Promise<ZephrState> => {
    try {
      await zephr.ready;
      return { status: 'ready', zephr, identity: await zephr.identity(), error: null };
    } catch (error) {
      return { status: 'failed', zephr, identity: null, error };
    }
  };
  return createPageStore<ZephrState>(WAITING, read, ({ status, identity, error }) =>
    toText([status, identity, String(error)]),
  );
}

/**
 * Makes a store of a value that is read from the SDK, again after each event by which it may have changed. It listens while
 * there are subscribers, and finds the SDK whether that comes before or after it.
 *
 * @param initial - The value until it is read.
 * @param read - Never rejects.
 * @param keyOf - Values of the same key say the same, and the first of them stays: what is made of it need not be made again.
 */
function createPageStore<Value>(
  initial: Value,
  read: (zephr: Zephr) => Promise<Value>,
  keyOf: (value: Value) => string,
): PageStore<Value> {
  const subscribers = new Set<() => void>();
  let value = initial;
  let turn = 0;

  const update = async (): Promise<void> => {
    const zephr = findZephr();
    if (!zephr) return;
    const mine = ++turn;
    const now = await read(zephr);
    // A later event has read it once more, or there is no subscriber left.
    if (mine !== turn || keyOf(now) === keyOf(value)) return;
    value = now;
    for (const onChange of [...subscribers]) onChange();
  };
  const listen = (): void => void update();
  /** A fault of the config as a whole ends the start; any other one changes no value. */
  const onFault = (): void => void findZephr()?.ready.catch(listen);

  return {
    get: () => value,
    subscribe: (onChange) => {
      // Each subscription is one of its own, whatever function it brings.
      const subscriber = (): void => onChange();
      if (subscribers.size === 0) attach('addEventListener', listen, onFault);
      subscribers.add(subscriber);
      void update();
      return () => {
        if (!subscribers.delete(subscriber) || subscribers.size > 0) return;
        turn++;
        attach('removeEventListener', listen, onFault);
      };
    },
  };
}

/** Adds or removes the listeners of a store. The address counts too: a feature that has no element here is decided by no one else. */
function attach(action: 'addEventListener' | 'removeEventListener', listen: () => void, onFault: () => void): void {
  for (const type of EVENTS) document[action](type, listen);
  document[action]('zephr-fault', onFault);
  window[action]('popstate', listen);
  (window as { navigation?: EventTarget }).navigation?.[action]('currententrychange', listen);
}

/** `window.Zephr`, unless it is still the list of queued calls, or an element of that name. */
function findZephr(): Zephr | null {
  const zephr = window.Zephr as Partial<Zephr> | undefined;
  return typeof zephr?.decide === 'function' ? (zephr as Zephr) : null;
}

function toText(value: unknown): string {
  return JSON.stringify(value);
}
