import { NOBODY } from '../identity/identify.js';
import type { DecideWithout, Visit } from './visit.js';

/**
 * Creates the visit to a page that has no usable config: all features are faults, and there is nothing to run.
 *
 * @param fault - Creates the decision of a feature.
 * @param again - Tries to obtain a config; called when the site wants requests repeated that have failed.
 */
export function createBrokenVisit(fault: DecideWithout, again: () => Promise<void>): Visit {
  return {
    config: { version: 1, features: {} },
    _without: fault,
    _decided: {},
    fault,
    _details: () => undefined,
    _reader: () => NOBODY,
    decide: (feature) => fault(feature),
    _run: (refetch) => (refetch ? again() : Promise.resolve()),
    _settled: async () => {},
    stop: () => {},
  };
}
