import { createEndpoint, type EndpointOptions } from '../../endpoint/create-endpoint.js';
import { DEFAULT_BASE } from '../../endpoint/default-base.js';
import type { Endpoint } from '../../endpoint/endpoint-function.js';
import type { AnswerPost } from '../../endpoint/create-post-answerer.js';
import { createMemoryStore } from '../../endpoint/create-memory-store.js';
import { answerPostOf, deliveriesOf, type ServedOptions } from '../../endpoint/served-endpoint.js';
import { drainWebhooks } from '../../endpoint/webhooks/drain-webhooks.js';
import { readSecret } from '../given-key.js';
import { answerMetrics, METRICS_TOKEN_VARIABLE } from './answer-metrics.js';
import { createMetrics, type Metrics } from './create-metrics.js';
import type { ServeLog } from './open-serve-log.js';
import type { Served } from './read-served.js';
import type { ServeOptions } from './serve-options.js';
import { ServedStores } from './served-stores.js';

const NOT_STARTED: Endpoint = () => Promise.reject(new Error('The endpoint has not started.'));

/**
 * The endpoint of a server, which takes new configs and keys while it runs. Each makes an endpoint of its own: a request ends
 * with the one that it began with. Stores, counts in memory and the numbers of the server go on from one to the next.
 */
export class RunningEndpoint {
  readonly #options: ServeOptions;
  readonly #log: ServeLog;
  readonly #stores: ServedStores;
  readonly #memory = createMemoryStore();
  #metrics: Metrics | null = null;
  #current = NOT_STARTED;
  #currentPost: AnswerPost = () => null;
  /** Endpoints that have messages for webhooks left, and the current one. */
  #delivering: Endpoint[] = [];

  constructor(options: ServeOptions, log: ServeLog) {
    this.#options = options;
    this.#log = log;
    this.#stores = new ServedStores(options);
  }

  /** Answers a request with the config and the keys of this moment. */
  readonly answer: Endpoint = (request, connection) => this.#current(request, connection);

  /** Answers a plain request with a body, as `answer` would. */
  readonly answerPost: AnswerPost = (request) => this.#currentPost(request);

  /**
   * Begins with a config and its keys.
   *
   * @throws {EndpointError | ConfigError | StoreError} (rejects) Where they, a store or the package for numbers cannot be used.
   */
  async start(served: Served): Promise<void> {
    if (this.#options.metrics) {
      this.#metrics = await createMetrics(() => this.#stores.readStates());
      this.#log.also(this.#metrics.count);
    }
    await this.use(served);
  }

  /**
   * Goes on with another config and its keys.
   *
   * @throws {EndpointError | ConfigError | StoreError} (rejects) As `start` does. The endpoint before goes on then.
   */
  async use({ config, signingKey, sealKeys, settings }: Served): Promise<void> {
    const options = this.#options;
    const { store = this.#memory, users } = await this.#stores.openFor(config);
    const given: EndpointOptions & ServedOptions = {
      config,
      secret: readSecret(),
      signingKey: signingKey?.key,
      ...{ sealKeys, store, users },
      ...settings,
      anonymousUsage: options.anonymousUsage,
      allowedOrigins: options.origin,
      rateLimit: toRateLimit(options.rateLimit),
      clientOf: options.clientHeader,
      trustProxy: options.trustProxy,
      base: options.base,
      log: this.#log.take,
      isQuiet: this.#log.isQuiet(),
      countDelivery: this.#metrics?.countDelivery,
    };
    const endpoint = createEndpoint(given);
    this.#current = this.#metrics ? answerMetrics(endpoint, this.#routeOf(this.#metrics)) : endpoint;
    this.#currentPost = answerPostOf(endpoint);
    this.#delivering = [...this.#delivering.filter((before) => deliveriesOf(before)?.pending()), endpoint];
    this.#metrics?.loaded();
  }

  /** Sends at once what waits for webhooks, and drops what is not delivered within a few seconds. */
  async drain(): Promise<void> {
    await Promise.all(this.#delivering.map((endpoint) => drainWebhooks(endpoint)));
  }

  close(): void {
    this.#stores.close();
  }

  #routeOf(metrics: Metrics): Parameters<typeof answerMetrics>[1] {
    const path = `${this.#options.base ?? DEFAULT_BASE}/metrics`;
    return { metrics, path, token: process.env[METRICS_TOKEN_VARIABLE] || undefined, log: this.#log.write };
  }
}

function toRateLimit(perMinute: number | undefined): EndpointOptions['rateLimit'] {
  return perMinute === undefined ? undefined : perMinute !== 0 && { limit: perMinute, windowMs: 60_000 };
}
