import type { Config, JwtConfig } from '../model/config.js';
import type { Report } from '../model/fault.js';
import type { TokenSources, Verify } from '../model/token.js';
import type { Evaluation } from '../decision/evaluation.js';
import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import type { NodeRegistry } from '../rules/node-registry.js';
import type { Usage } from '../usage/usage.js';

/** The ledger of a page: the one place that counts. */
export interface LedgerPort {
  /**
   * Counts the effects of a decision that the page uses, for the reader whose usage was read last. It is called again when
   * the decision is made again, and counts once per page view, and nothing before a prerendered page is activated.
   */
  readonly commit: (evaluation: Evaluation) => void;
  /** Describes trials and split tests of the last decisions for Zephr's own global. */
  readonly describe: (evaluations: Readonly<Record<string, Evaluation>>) => object;
}

/** The functions that a visit needs from outside. */
export interface VisitPorts {
  readonly tokenSources: (jwt: JwtConfig) => Pick<TokenSources, 'query' | 'cookies'>;
  /**
   * The facts of the page at this moment, with those of the site's own code.
   *
   * @param item - The article whose counts are read; the page's own by default.
   */
  readonly facts: (
    provided: unknown,
    reader: Reader,
    item?: string,
  ) => Facts & { readonly now: number; readonly usage?: Usage };
  /** Loads token verification. Call `again` to run the visit again: an endpoint has answered late, or may be back. */
  readonly _loadVerifier: (jwt: JwtConfig, again: () => void) => Promise<Verify>;
  /**
   * Loads the complete node registry, and what the nodes of a feature read of the page: of other features nothing is asked
   * for. Call `again` when that has changed.
   *
   * @param config - The visit's own copy. Its products are limited to those that count on the site of the page.
   * @param feature - `undefined` where only what features share is to be checked. Features that ask at one time are loaded
   *   together.
   */
  readonly _loadNodeRegistry: (config: Config, again: () => void, feature?: string) => Promise<NodeRegistry>;
  /** The ledger, once it is open. */
  readonly _ledger?: () => LedgerPort | null;
  /** Puts operands into words where the page is being debugged: traces have the reader's own data then. */
  readonly debug?: EvaluationContext['debug'] | undefined;
  readonly report: Report;
  /**
   * Reports why a feature is a fault: a mistake in the config, an error of its rule, or the token (`TokenResult`) that could
   * not be checked.
   */
  readonly _reportMistake: (feature: string, mistake: unknown, config: Config) => void;
}
