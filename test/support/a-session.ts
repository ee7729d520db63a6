import type { FeatureSession } from '../../src/model/feature-host.js';

/** A session of components that a test can end. */
export interface TestSession extends FeatureSession {
  readonly stop: () => void;
}

/** A session for tests of components: the browser's `fetch`, and a refresh that changes nothing. */
export function aSession(changes: Partial<FeatureSession> = {}): TestSession {
  const controller = new AbortController();
  return {
    fetch: (...request) => fetch(...request),
    refresh: () => Promise.resolve(),
    signal: controller.signal,
    store: new Map(),
    stop: () => controller.abort(),
    ...changes,
  };
}
