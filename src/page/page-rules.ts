import type { Config } from '../model/config.js';
import { fail } from '../config/fail.js';
import { collectMembers } from '../lib/collect-members.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { PART_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';
import type { CompileNode, NodeRegistry } from '../rules/node-registry.js';
import { FULL_REGISTRY } from '../rules/full-registry.js';
import type { Usage } from '../usage/usage.js';
import type { LedgerPort } from '../visit/visit-ports.js';
import { AGENTS, ASKS, COUNTED, PUBLISHED } from './facts/asked-by-rules.js';
import type { PageFacts } from './facts/collect-facts.js';
import { LAST_FACTS } from './export/last-facts.js';
import type { PageLedger } from './ledger/page-ledger.js';
import type { Session } from './session.js';

/**
 * The parts that only some configs need of the page: the rarer node types and operators, the facts that their nodes read, and the
 * ledger that counts trials. One object a start. A place is asked of the endpoint where the config names one, a gift where
 * the link holds one.
 */
export class PageRules {
  readonly #config: Config;
  readonly #onChange: () => void;
  readonly #session: Session;
  /** Names of the node types in the config. */
  readonly #types: ReadonlySet<unknown>;
  #pageFacts: ((now: number) => PageFacts) | null = null;
  #readDate: (() => Readonly<Record<string, unknown>>) | null = null;
  #ledger: PageLedger | null = null;

  /**
   * @param onChange - Called when a fact has changed: the reader has answered a consent manager, the endpoint has answered
   *   late.
   * @param session - Owns the listeners of facts and ledger.
   */
  constructor(config: Config, onChange: () => void, session: Session) {
    this.#config = config;
    this.#onChange = onChange;
    this.#session = session;
    this.#types = collectMembers([config.features, config.subRules], 'type');
  }

  /** The ledger, once it is open. */
  get ledger(): LedgerPort | null {
    return this.#ledger;
  }

  /**
   * Loads what the config needs and what has not arrived yet. Never rejects.
   *
   * @returns A registry in which nodes are mistakes whose file, facts or ledger did not arrive; it is `incomplete` then.
   */
  async load(): Promise<NodeRegistry> {
    const missing: Record<string, CompileNode> = {};
    const without = (types: readonly string[], cause: unknown): null => {
      for (const type of types) missing[type] = (_node, at) => fail('chunk-unreachable', `${at}/type`, { cause });
      return null;
    };
    const [agents] = await Promise.all([
      this.#has(AGENTS)
        ? this.#load('agents.js', import('../rules/nodes/agent-nodes.js')).catch((error: unknown) =>
            without(AGENTS, error),
          )
        : null,
      this.#watchFacts(without),
      this.#loadDate(without),
      this.#openLedger(without),
    ]);
    return {
      ...FULL_REGISTRY,
      nodes: { ...FULL_REGISTRY.nodes, ...agents?.AGENT_NODES, ...missing },
      _incomplete: Object.keys(missing).length > 0,
    };
  }

  /**
   * Returns the facts of this moment. Those of the site's own code go before those of the page.
   *
   * @param item - The article whose counts are read; the page's own by default.
   */
  facts(now: number, provided: unknown, reader: Reader, item?: string): Partial<Facts> & { readonly usage?: Usage } {
    const found = this.#pageFacts?.(now);
    const usage = this.#ledger?.usage(now, provided, reader, item);
    const facts = { ...found, facts: layOver(found?.facts, provided), ...(usage && { usage }) };
    this.#session.store.set(LAST_FACTS, { url: location.href, now, ...facts });
    return facts;
  }

  #has(types: readonly string[]): boolean {
    return types.some((type) => this.#types.has(type));
  }

  /** Waits for a file. One that is late is used by the next run, which its arrival starts. */
  #load<File>(name: string, file: Promise<File>): Promise<File> {
    return within(PART_TIMEOUT_MS, name, file, this.#onChange);
  }

  async #watchFacts(without: (types: readonly string[], cause: unknown) => null): Promise<void> {
    const { jwt = {} } = this.#config;
    const asking = [...ASKS].filter(
      ([type, kind]) => this.#types.has(type) && (kind !== 'place' || jwt.verifyEndpoint !== undefined),
    );
    if (!asking.length || this.#pageFacts) return;
    this.#pageFacts = await this.#load('facts.js', import('./facts/watch-facts.js')).then(
      ({ watchFacts }) => {
        const kinds = new Set(asking.map(([, kind]) => kind));
        return watchFacts(kinds, jwt, this.#session, this.#onChange, () => this.#readDate?.() ?? {});
      },
      (error: unknown) =>
        without(
          asking.map(([type]) => type),
          error,
        ),
    );
  }

  /** Loads the reading of JSON-LD, whose date is a fact beside those of meta tags. */
  async #loadDate(without: (types: readonly string[], cause: unknown) => null): Promise<void> {
    if (!this.#has(PUBLISHED) || this.#readDate) return;
    this.#readDate = await this.#load('article-date.js', import('./facts/read-article-date.js')).then(
      ({ readArticleDate }) => readArticleDate,
      (error: unknown) => without(PUBLISHED, error),
    );
  }

  async #openLedger(without: (types: readonly string[], cause: unknown) => null): Promise<void> {
    if (!this.#has(COUNTED) || this.#ledger) return;
    this.#ledger = await this.#load('usage.js', import('./ledger/open-ledger.js')).then(
      ({ openLedger }) => openLedger(this.#config, this.#onChange, this.#session),
      (error: unknown) => without(COUNTED, error),
    );
  }
}

/** Lays the site's own facts over those of the page. Where reading them throws, rules read them, which expect it. */
function layOver(known: Facts['facts'], provided: unknown): Facts['facts'] {
  try {
    const facts = { ...known, ...(provided as Facts['facts']) };
    const [ofPage, ofSite] = [own(known, 'consent'), own(provided, 'consent')];
    // The site may add purposes of its own to those of a consent manager.
    return isRecord(ofPage) && isRecord(ofSite) ? { ...facts, consent: { ...ofPage, ...ofSite } } : facts;
  } catch {
    return provided as Facts['facts'];
  }
}
