import { NOBODY } from '../identity/identify.js';
import { createFaultDecision } from '../decision/create-decision.js';
import type { Visit } from './visit.js';

/** The visit to a page whose config is unusable: all features are faults, and there is nothing to run. */
export const BROKEN_VISIT: Visit = {
  config: { version: 1, features: {} },
  _decided: {},
  fault: createFaultDecision,
  _details: () => undefined,
  _reader: () => NOBODY,
  decide: createFaultDecision,
  _run: async () => {},
  _settled: async () => {},
  stop: () => {},
};
