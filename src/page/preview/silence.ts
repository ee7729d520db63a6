import { isRecord } from '../../lib/is-record.js';
import { setOwn } from '../../lib/set-own.js';
import type { LedgerPort, VisitPorts } from '../../visit/visit-ports.js';
import { listenFirst } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Copies a config without what tells others of readers: the data layer, analytics, structured data.
 *
 * @param config - Any value; it is not checked yet.
 */
export function silenceConfig(config: unknown): unknown {
  if (!isRecord(config)) return config;
  const { analytics: _analytics, ...rest } = config;
  const { features } = rest;
  if (!isRecord(features)) return rest;
  const silent = {};
  for (const [name, feature] of Object.entries(features)) {
    const { structuredData: _data, ...others } = isRecord(feature) ? feature : { structuredData: null };
    setOwn(silent, name, isRecord(feature) ? others : feature);
  }
  return { ...rest, dataLayer: false, features: silent };
}

/** Has a visit decide by the ledger and count nothing. */
export function silenceLedger({ _ledger: open }: VisitPorts): Partial<VisitPorts> {
  return {
    _ledger: () => {
      const ledger: LedgerPort | null | undefined = open?.();
      return ledger ? { commit: () => undefined, describe: (evaluations) => ledger.describe(evaluations) } : null;
    },
  };
}

/** Keeps conversions from the page's own listeners, as they report them to analytics. */
export function silenceConversions(session: Session): void {
  session.own(listenFirst('zephr-conversion', (event) => event.stopImmediatePropagation()));
}
