import type { Decision } from '../model/decision.js';
import { createFault } from '../model/fault.js';
import { takeConfig } from '../config/read-config.js';
import { VERSION } from '../lib/version.js';
import type { DecideOptions, Visit } from '../visit/visit.js';
import { listen } from './browser.js';
import { change, whenReady } from './change-input.js';
import { describeAccess, describeOutcomes } from './compat/describe-access.js';
import { fetchConfig } from './config/fetch-config.js';
import { start } from './start.js';
import { stop } from './stop.js';
import type { Zephr } from './zephr.js';
import type { ZephrPage } from './zephr-page.js';

/** Makes `window.Zephr`. No member depends on `this`: a page may take them off it. */
export function createZephr(page: ZephrPage): Zephr {
  const zephr: Zephr = {
    get ready() {
      return page.ready;
    },
    version: VERSION,
    preview: null,
    start: (source, options) =>
      start(
        page,
        (session) =>
          typeof source === 'string' || source instanceof URL
            ? fetchConfig(String(source), session)
            : takeConfig(source),
        options,
      ),
    stop: () => stop(page),
    decide: (async (feature?: unknown, options?: DecideOptions) => {
      const visit = await whenReady(page);
      // The page shows what is decided now.
      page.host._check?.();
      if (typeof feature === 'string') return decideOne(visit, feature, options);
      // Features on the page have counted their views already, and the others are not there to be read.
      const dry = { ...(feature as DecideOptions), dryRun: true };
      const all = await Promise.all(Object.keys(visit.config.features).map((name) => decideOne(visit, name, dry)));
      return Object.fromEntries(all.map((decision) => [decision.feature, decision]));
    }) as Zephr['decide'],
    exportDecision: async (feature) => (await import('./export/export-decision.js')).exportDecision(page, feature),
    hasAccess: (feature) => zephr.decide(feature).then(({ access }) => access),
    value: ((feature: string, fallback: unknown) =>
      zephr.decide(feature).then(({ value = fallback }) => value)) as Zephr['value'],
    identity: async () => (await whenReady(page))._reader()!.identity,
    setToken: (token) => change(page, { token }, true),
    setCustomData: (customData) => change(page, { customData }),
    provideFacts: (facts) => change(page, { facts }),
    refresh: () => change(page, {}, true),
    on: listen as Zephr['on'],
    push(...calls) {
      for (const call of calls) {
        try {
          if (typeof call === 'function') call(zephr);
          else (zephr as unknown as Record<string, (...args: unknown[]) => unknown>)[call[0]]!(...call.slice(1));
        } catch (error) {
          page.host.report(createFault('callback-failed', `push: ${String(error)}`));
        }
      }
    },
    get outcomes() {
      return describeOutcomes(page.visit);
    },
    get accessDetails() {
      return describeAccess(page.visit);
    },
  };
  return zephr;
}

/** Decides, and waits for the files that a rule needs. A decision that is not there after a number of rounds is a fault. */
async function decideOne(visit: Visit, name: string, options?: DecideOptions, rounds = 9): Promise<Decision> {
  return (
    visit.decide(name, options) ??
    (rounds ? visit._settled().then(() => decideOne(visit, name, options, rounds - 1)) : visit.fault(name))
  );
}
