import { VERSION } from '../../lib/version.js';
import type { Log } from '../../endpoint/create-log.js';
import { loadOptional } from '../../endpoint/load-optional.js';
import type { CountDelivery } from '../../endpoint/webhooks/webhook-queue.js';
import type { StoreState } from '../../endpoint/store-state.js';

/** The numbers of a server, for Prometheus. */
export interface Metrics {
  /** Counts an entry of the log. */
  readonly count: Log;
  /** Counts what becomes of messages to webhooks. */
  readonly countDelivery: CountDelivery;
  /** Notes that the server runs with a config that it has just read. */
  readonly loaded: () => void;
  /** Writes all numbers in the text format of Prometheus. */
  readonly write: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Upper bounds of the times of requests, in seconds. Most take less than a millisecond; a page waits for 1.5 s. */
const BUCKETS = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Creates the numbers of a server. They are made from the entries of its log, so their labels are names that the log has too:
 * routes, methods, statuses, outcomes and events, all from fixed lists, and ids of webhooks from the settings. A request cannot add one.
 *
 * @param readStates - Reads the states of the stores by their names, at each scrape.
 * @throws {StoreError} (rejects) `driver-missing` without the package prom-client.
 */
export async function createMetrics(readStates: () => Readonly<Record<string, StoreState>>): Promise<Metrics> {
  const { Registry, Counter, Gauge, Histogram, collectDefaultMetrics } = await loadOptional(
    'prom-client',
    () => import('prom-client'),
    '--metrics',
  );
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'zephr_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const outcomes = new Counter({
    name: 'zephr_request_outcomes_total',
    help: 'Results for the token or the gift of a request, and codes of refusals.',
    labelNames: ['route', 'outcome'],
    registers,
  });
  const times = new Histogram({
    name: 'zephr_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const warnings = new Counter({
    name: 'zephr_log_entries_total',
    help: 'Warnings and errors in the log, with those that it left out.',
    labelNames: ['level', 'event'],
    registers,
  });
  const deliveries = new Counter({
    name: 'zephr_webhook_messages_total',
    help: 'Messages to webhooks: delivered, attempts that failed, and messages that were dropped.',
    labelNames: ['webhook', 'result'],
    registers,
  });
  const reloads = new Counter({
    name: 'zephr_config_reloads_total',
    help: 'Changed configs and keys, applied or refused.',
    labelNames: ['result'],
    registers,
  });
  const loadedAt = new Gauge({
    name: 'zephr_config_loaded_timestamp_seconds',
    help: 'When the config that is in use was read.',
    registers,
  });
  new Gauge({
    name: 'zephr_store_up',
    help: 'Whether a store is usable: 1 where /zephr/health has "ok".',
    labelNames: ['store'],
    registers,
    collect() {
      this.reset();
      for (const [store, state] of Object.entries(readStates())) this.set({ store }, Number(state === 'ok'));
    },
  });
  new Gauge({ name: 'zephr_build_info', help: 'The version.', labelNames: ['version'], registers }).set(
    { version: VERSION },
    1,
  );
  return {
    count: ({ level, event, route = 'other', method = 'other', status, ms, outcome, skipped = 0 }) => {
      if (event === 'request') {
        requests.inc({ route, method, status });
        if (ms !== undefined) times.observe({ route }, ms / 1000);
        if (outcome !== undefined) outcomes.inc({ route, outcome });
      } else if (level !== 'info') warnings.inc({ level, event }, 1 + skipped);
      if (event === 'config-reloaded') reloads.inc({ result: 'applied' });
      if (event === 'config-refused') reloads.inc({ result: 'refused' });
    },
    countDelivery: (webhook, result) => deliveries.inc({ webhook, result }),
    loaded: () => loadedAt.setToCurrentTime(),
    write: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
