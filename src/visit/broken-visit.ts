import { NOBODY } from '../identity/identify.js';
import { createFaultDecision } from '../decision/create-decision.js';
import type { Visit } from './visit.js';

/** The visit to a page whose config is unusable: all features are faults, and there is nothing to run. */
export const BROKEN_VISIT: Visit = {
  config: { version: 1, features: {} },
  decided: {},
  fault: createFaultDecision,
  details: () => undefined,
  reader: () => NOBODY,
  decide: createFaultDecision,
  run: async () => {},
  settled: async () => {},
  stop: () => {},
};
