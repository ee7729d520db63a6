import type { Decision } from '../model/decision.js';
import { createFault } from '../model/fault.js';
import type { FeatureHost } from '../model/feature-host.js';
import { checkConfig } from '../config/check-config.js';
import { fetchConfig, takeConfig, type RawConfig } from '../config/read-config.js';
import type { Facts } from '../facts/facts.js';
import { VERSION } from '../lib/version.js';
import { BROKEN_VISIT } from '../visit/broken-visit.js';
import { createVisit } from '../visit/create-visit.js';
import type { DecideOptions, Visit, VisitInputs } from '../visit/visit.js';
import type { VisitPorts } from '../visit/visit-ports.js';
import { dispatch, listen, readCookies } from './browser.js';
import { createHost } from './create-host.js';
import { describeAccess, describeOutcomes } from './compat/describe-access.js';
import { explain } from './explain.js';
import type { PageRules } from './page-rules.js';
import { takeQueryToken } from './tokens/take-query-token.js';
import type { PageMemory } from './page-memory.js';
import { Session, type SessionPage } from './session.js';
import { toFault } from './to-fault.js';
import type { StartOptions, Zephr } from './zephr.js';

/** What `createZephr` makes: the public object, and what the page's elements are connected to. */
export interface ZephrPage {
  readonly zephr: Zephr;
  readonly host: FeatureHost;
  readonly memory: PageMemory;
  /** Starts with a config from wherever the page names one. */
  readonly startWith: (source: ConfigSource, options?: StartOptions) => Promise<void>;
}

/** Gives a config that is not checked yet, or throws the `ConfigError` that says why there is none. */
export type ConfigSource = (get: typeof globalThis.fetch) => RawConfig | Promise<RawConfig>;

const NO_INPUTS: VisitInputs = { token: null, customData: {}, facts: {} };

/** Makes `window.Zephr` without starting it. */
export function createZephr(): ZephrPage {
  const inputs: VisitInputs = { ...NO_INPUTS };
  const memory: PageMemory = {};
  let visit: Visit | null = null;
  let started: ((starting: Promise<void>) => void) | null = null;
  // Before the first start, whoever asks waits for it.
  let ready = new Promise<void>((resolve) => {
    started = resolve;
  });
  ready.catch(ignore);

  const page: SessionPage = {
    get zephr() {
      return zephr;
    },
    get host() {
      return host;
    },
    inputs,
    memory,
  };
  /** Before the first start it is one that waits. */
  let session = new Session(page, {});
  let isStarted = false;
  const host = createHost(
    () => visit,
    () => session,
  );

  const enter = (next: Visit): void => {
    visit = next;
    // As long as nothing is decided, the places wait as their features say.
    host.update(true);
  };

  const begin = async (source: ConfigSource, own: Session, replace: () => void): Promise<void> => {
    const { options, isOn } = own;
    let raw: RawConfig | undefined;
    try {
      const given = source(own.fetch);
      // Not a promise: then all of it happens before this call returns, and the page is decided before it is painted.
      raw = 'then' in given ? await given : given;
      const config = checkConfig(raw.value, true, raw.noSecret);
      // Waited for, so that it sees the first decision too.
      // Zephr's own storage key asks for it too, but reading storage would hold up the first decision.
      const debug =
        (options.debug ?? location.search.includes('zephr-debug'))
          ? await import('./debug/print-debug.js').catch(ignore)
          : undefined;
      if (!isOn()) return;
      replace();
      const next = createVisit(config, portsFor(own, debug?.says), inputs, (anew) => {
        if (anew && isOn()) dispatch('zephr-identity', { ...next.reader()!.identity, claims: {}, user: null });
        if (isOn()) host.update(anew);
      });
      debug?.startDebug(next);
      enter(next);
      // What keeps right what is shown; behind what decides, which was asked for before.
      void import('./life/keep-live.js').then(({ keepLive }) => keepLive(own, config), ignore);
      await next.run();
      if (isOn()) dispatch('zephr-ready', {});
    } catch (error) {
      await explain(error, raw?.value);
      if (isOn()) {
        replace();
        enter(BROKEN_VISIT);
        // Last, as whoever hears of it may start anew.
        host.report(toFault(error));
      }
      throw error;
    }
  };

  const startWith = (source: ConfigSource, options: StartOptions = {}): Promise<void> => {
    const before = session;
    before.retire();
    const own = (session = new Session(page, options));
    // What was set before the first start stays, unless its options say otherwise.
    Object.assign(inputs, isStarted && NO_INPUTS, options);
    isStarted = true;
    // Until this start takes over, the page stays as the one before has left it.
    const starting = begin(
      source,
      own,
      own.own(() => before.stop()),
    );
    starting.catch(ignore);
    // Whoever heard of something may have started anew already.
    started?.(starting);
    if (own.isOn()) ready = starting;
    return starting;
  };

  const zephr: Zephr = {
    get ready() {
      return ready;
    },
    version: VERSION,
    start(source, options) {
      return startWith(
        (get) =>
          typeof source === 'string' || source instanceof URL ? fetchConfig(String(source), get) : takeConfig(source),
        options,
      );
    },
    decide: (async (feature?: unknown, options?: DecideOptions) => {
      const known = await whenReady();
      const decideOne = async (name: string, given?: DecideOptions): Promise<Decision> =>
        known.decide(name, given) ?? known.settled().then(() => decideOne(name, given));
      if (typeof feature === 'string') return decideOne(feature, options);
      const names = Object.keys(known.config.features);
      // What stands on the page has spent what it costs, and the rest is not there to be read.
      const dry = { ...(feature as DecideOptions), dryRun: true };
      const all = await Promise.all(names.map((name) => decideOne(name, dry)));
      return Object.fromEntries(all.map((decision) => [decision.feature, decision]));
    }) as Zephr['decide'],
    hasAccess: async (feature) => (await zephr.decide(feature)).access,
    identity: async () => (await whenReady()).reader()!.identity,
    setToken: (token) => change({ token }, true),
    setCustomData: (customData) => change({ customData }),
    provideFacts: (facts) => change({ facts }),
    refresh: () => change({}, true),
    on: listen as Zephr['on'],
    push(...calls) {
      for (const call of calls) {
        try {
          if (typeof call === 'function') call(zephr);
          else (zephr as unknown as Record<string, (...args: unknown[]) => unknown>)[call[0]]!(...call.slice(1));
        } catch (error) {
          host.report(createFault('callback-failed', `push: ${String(error)}`));
        }
      }
    },
    get outcomes() {
      return describeOutcomes(visit);
    },
    get accessDetails() {
      return describeAccess(visit);
    },
  };

  /** The visit once there is one, be it a broken one, and no run of it is under way: whoever asks gets an answer. */
  const whenReady = async (): Promise<Visit> => {
    const waited = ready;
    await waited.catch(ignore);
    // A later start may have replaced the one that was waited for.
    if (waited !== ready) return whenReady();
    await visit!.settled();
    return visit!;
  };

  const change = async (input: Partial<VisitInputs>, anew?: boolean): Promise<void> => {
    Object.assign(inputs, input);
    if (!isStarted) return;
    await visit?.run(anew).catch((error: unknown) => host.report(toFault(error)));
    // While the config is on its way there is no visit yet; it will find the inputs as they are by then.
    await whenReady();
    await host.shown();
  };

  return { zephr, host, memory, startWith };
}

function portsFor(session: Session, debug: VisitPorts['debug']): VisitPorts {
  const { fetch: get, report } = session;
  let query: string | null = null;
  let rules: PageRules | null = null;
  return {
    tokenSources: ({ sources }) => {
      // Only an address that was asked for is touched; what it held counts for the whole visit.
      if (sources?.includes('query')) query = takeQueryToken() ?? query;
      return { cookies: readCookies(), query };
    },
    facts: (provided, reader) => {
      const now = Date.now();
      return { url: location.href, now, facts: provided as Facts['facts'], ...rules?.facts(now, provided, reader) };
    },
    loadVerifier: async (jwt, again) => {
      const { createVerifier } = await (jwt.verifyEndpoint
        ? import('./tokens/load-endpoint-verifier.js')
        : import('../token/verify/create-verifier.js'));
      return createVerifier(jwt, { fetch: get, now: Date.now, again, report }, session);
    },
    loadNodeRegistry: async (config, again) => {
      const { PageRules } = await import('./page-rules.js');
      return (rules ??= new PageRules(config, again, session)).load();
    },
    ledger: () => rules?.ledger ?? null,
    debug,
    report,
    reportMistake: async (feature, mistake, config) => report(toFault(await explain(mistake, config), feature)),
  };
}

/** Whoever wants to know awaits it; in the console it stands already. */
function ignore(): void {}
