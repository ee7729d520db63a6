/** Consent managers as the specifications of IAB Tech Lab have them: first a stub that puts calls off, then the real one. */

type Listener = (data: unknown, success: boolean) => void;

/** Arguments of TCF's function. */
type TcfCall = [command: string, version: number, callback: Listener, parameter?: unknown];

/** A manager of TCF v2 (CMP API v2), of which at first only the stub is there. */
export interface TcfManager {
  /** Puts the real function in the stub's place, which answers what the stub put off. */
  readonly load: () => void;
  /** Changes what is known and tells all listeners. */
  readonly tell: (changes: Readonly<Record<string, unknown>>) => void;
  readonly listeners: ReadonlyMap<number, Listener>;
}

/** Sets `window.__tcfapi`. */
export function installTcf(): TcfManager {
  const queue: TcfCall[] = [];
  const listeners = new Map<number, Listener>();
  let lastId = 0;
  let data: Readonly<Record<string, unknown>> = {
    cmpId: 1000,
    cmpStatus: 'loading',
    gdprApplies: undefined,
    purpose: { consents: {}, legitimateInterests: {} },
  };

  const answer = (...[command, , callback, parameter]: TcfCall): void => {
    if (command === 'addEventListener') {
      const listenerId = ++lastId;
      listeners.set(listenerId, callback);
      callback({ ...data, listenerId }, true);
    } else if (command === 'removeEventListener') {
      callback(listeners.delete(Number(parameter)), true);
    } else callback(null, false);
  };
  Object.assign(window, {
    __tcfapi: (...call: TcfCall): void => {
      if (call[0] === 'ping') call[2]({ cmpLoaded: false, cmpStatus: 'stub', apiVersion: '2.0' }, true);
      else queue.push(call);
    },
  });

  return {
    load: () => {
      data = { ...data, cmpStatus: 'loaded', gdprApplies: true };
      Object.assign(window, { __tcfapi: answer });
      queue.splice(0).forEach((call) => answer(...call));
    },
    tell: (changes) => {
      data = { ...data, ...changes };
      for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
    },
    listeners,
  };
}

/** A manager of GPP (CMP API 1.1): its stub registers listeners and answers them at once. */
export interface GppManager {
  /** Tells all listeners that the signal is ready, with these sections. */
  readonly tell: (parsedSections: unknown, signalStatus?: string) => void;
  readonly listeners: ReadonlyMap<number, Listener>;
}

/** Sets `window.__gpp`. */
export function installGpp(): GppManager {
  const listeners = new Map<number, Listener>();
  let lastId = 0;
  let pingData: Readonly<Record<string, unknown>> = {
    gppVersion: '1.1',
    cmpStatus: 'stub',
    cmpDisplayStatus: 'hidden',
    signalStatus: 'not ready',
    supportedAPIs: ['7:usnat'],
    cmpId: 0,
    sectionList: [],
    applicableSections: [0],
    gppString: '',
    parsedSections: {},
  };
  Object.assign(window, {
    __gpp: (command: string, callback: Listener, parameter?: unknown): void => {
      if (command === 'ping') callback(pingData, true);
      else if (command === 'addEventListener') {
        const listenerId = ++lastId;
        listeners.set(listenerId, callback);
        callback({ eventName: 'listenerRegistered', listenerId, data: true, pingData }, true);
      } else if (command === 'removeEventListener') {
        const data = listeners.delete(Number(parameter));
        callback({ eventName: 'listenerRemoved', listenerId: parameter, data, pingData }, true);
      }
    },
  });

  return {
    tell: (parsedSections, signalStatus = 'ready') => {
      pingData = { ...pingData, cmpStatus: 'loaded', applicableSections: [7], parsedSections, signalStatus };
      for (const [listenerId, callback] of listeners) {
        callback({ eventName: 'signalStatus', listenerId, data: signalStatus, pingData }, true);
      }
    },
    listeners,
  };
}

/** Takes both out of the page. */
export function removeManagers(): void {
  for (const name of ['__tcfapi', '__gpp']) Reflect.deleteProperty(window, name);
}
