import type { Config } from '../model/config.js';
import { checkSites } from '../config/check-sites.js';
import { fail } from '../config/fail.js';
import { collectMembers } from '../lib/collect-members.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { PART_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import type { Facts } from '../facts/facts.js';
import { createSiteFinder } from '../facts/find-site.js';
import type { Reader } from '../identity/identify.js';
import { limitProducts } from '../identity/limit-products.js';
import type { CompileNode, NodeRegistry } from '../rules/node-registry.js';
import { FULL_REGISTRY } from '../rules/full-registry.js';
import { PREVIEW } from '../model/running-preview.js';
import type { Usage } from '../usage/usage.js';
import type { LedgerPort } from '../visit/visit-ports.js';
import type { EndpointFact } from './endpoint/ask-facts.js';
import { AGENTS, ASKS, COUNTED, PUBLISHED, SESSIONS } from './facts/asked-by-rules.js';
import type { PageFact, PageFacts } from './facts/collect-facts.js';
import { IS_OTHER_PAGE } from './facts/other-page.js';
import type { ReadFacts } from './facts/watch-facts.js';
import { LAST_FACTS } from './export/last-facts.js';
import { loadPart } from './life/load-part.js';
import type { PageLedger } from './ledger/page-ledger.js';
import type { Session } from './session.js';

type Fact = PageFact | EndpointFact;
/** Something that a node may wait for: a file, a fact, the ledger. */
type Part = 'agents' | 'date' | 'ledger' | 'sessions' | Fact;

/** By part: the types of the nodes that wait for it. */
const WAITING: ReadonlyMap<Part, readonly string[]> = (() => {
  const waiting = new Map<Part, string[]>([
    ['agents', AGENTS],
    ['date', PUBLISHED],
    ['ledger', COUNTED],
    ['sessions', SESSIONS],
  ]);
  for (const [type, fact] of ASKS) waiting.set(fact, [...(waiting.get(fact) ?? []), type]);
  return waiting;
})();

/** The parts that wait for an answer of the endpoint, where the config names one: a feature waits for its own only. */
const ANSWERED: ReadonlySet<Part> = new Set(['ledger', 'sessions', 'content', 'place', 'gift', 'bypass', 'promo']);

/**
 * The parts that only some rules need of the page: the rarer node types and operators, the facts that their nodes read, and the
 * ledger that counts trials. One object a start. A part is loaded, and the endpoint asked, once a feature of this page needs it: a
 * place and sessions where the config names an endpoint, a gift where the link holds one.
 */
export class PageRules {
  readonly #config: Config;
  readonly #onChange: () => void;
  readonly #session: Session;
  /** A visit counts on each page, whichever of its features asks for the number. */
  readonly #countsVisits: boolean;
  /** The parts that are loaded or on their way. */
  readonly #begun = new Map<Part, Promise<void>>();
  readonly #arrived = new Set<Part>();
  /** The parts that did not arrive: their nodes are mistakes. */
  readonly #failed = new Map<Part, unknown>();
  readonly #parts = new Map<string, readonly Part[]>();
  readonly #pageFacts = new Map<Part, ReadFacts>();
  /** Path of the page whose article was asked for. */
  #articlePath: string | null = null;
  /** Whether that is another page by now, and its article was not asked for yet. */
  #isOutdated = false;
  #agents: Readonly<Record<string, CompileNode>> | null = null;
  #readDate: (() => Readonly<Record<string, unknown>>) | null = null;
  #ledger: PageLedger | null = null;
  #registry = FULL_REGISTRY;
  /** Whether a part has arrived or failed since the registry was made. */
  #isChanged = true;

  /**
   * @param onChange - Called when a fact has changed: the reader has answered a consent manager, the endpoint has answered
   *   late.
   * @param session - Owns the listeners of facts and ledger.
   */
  constructor(config: Config, onChange: () => void, session: Session) {
    this.#config = config;
    this.#onChange = onChange;
    this.#session = session;
    limitToSite(config);
    const types = collectMembers([config.features, config.subRules], 'type');
    this.#countsVisits = types.has('session-count') || types.has('session-start');
    // No decision waits for it, and a preview makes nothing known.
    if (types.has('notify') && !session.store.has(PREVIEW))
      loadPart(
        session,
        'notify.js',
        async () => (await import('./notify/watch-notifications.js')).watchNotifications(session, config),
        [null],
      );
  }

  get #hasEndpoint(): boolean {
    return this.#config.jwt?.verifyEndpoint !== undefined;
  }

  /** The ledger, once it is open. */
  get ledger(): LedgerPort | null {
    return this.#ledger;
  }

  /**
   * Loads what features need and what has not arrived yet. Never rejects.
   *
   * @param features - They are decided together where they wait for files alone. `undefined` among them needs the files without which
   *   sub rules cannot be checked.
   * @param asking - The feature that is waited for: where another one needs an answer of the endpoint, this one does not wait for it.
   * @returns A registry in which nodes are mistakes whose file, facts or ledger did not arrive; it is `incomplete` then. The last
   *   one, where nothing has arrived since.
   */
  async load(features: Iterable<string | undefined>, asking?: string): Promise<NodeRegistry> {
    const wanted = new Set([...features].flatMap((feature) => this.#partsOf(feature)));
    if (this.#countsVisits) wanted.add('visits');
    // In the order of the table, whichever feature comes first: the answer about an article also says where the reader is.
    const parts = [...WAITING.keys()].filter((part) => wanted.has(part));
    const ofIts = this.#partsOf(asking);
    const awaited = parts.filter((part) => !this.#hasEndpoint || !ANSWERED.has(part) || ofIts.includes(part));
    do {
      for (const part of parts) void this.#begin(part);
      await Promise.all(awaited.map((part) => this.#begin(part)));
      // The page may have become another one meanwhile.
    } while (awaited.some((part) => !this.#arrived.has(part) && !this.#failed.has(part)));
    if (this.#isChanged) this.#registry = this.#createRegistry();
    this.#isChanged = false;
    return this.#registry;
  }

  #createRegistry(): NodeRegistry {
    // A part that arrives later is in a later registry.
    const settled = new Set([...this.#arrived, ...this.#failed.keys()]);
    const missing: Record<string, CompileNode> = {};
    const hasFailed = this.#failed.size > 0;
    const isOutdated = (): boolean => this.#isOutdated;
    this.#isOutdated = false;
    for (const [part, cause] of this.#failed) {
      for (const type of WAITING.get(part)!)
        missing[type] = (_node, at) => fail('chunk-unreachable', `${at}/type`, { cause });
    }
    return {
      ...FULL_REGISTRY,
      nodes: { ...FULL_REGISTRY.nodes, ...this.#agents, ...missing },
      _lacks: (asking) => this.#partsOf(asking).some((part) => !settled.has(part)),
      get _incomplete() {
        return hasFailed || isOutdated();
      },
    };
  }

  /**
   * Returns the facts of this moment. Those of the site's own code go before those of the page.
   *
   * @param item - The article whose counts are read; the page's own by default.
   */
  facts(now: number, provided: unknown, reader: Reader, item?: string): Partial<Facts> & { readonly usage?: Usage } {
    const found = [...this.#pageFacts.values()].map((read) => read(now, provided, reader));
    const known = Object.assign({}, ...found.map(({ facts }) => facts)) as Facts['facts'];
    const usage = this.#ledger?.usage(now, provided, reader, item);
    const facts = {
      ...(Object.assign({}, ...found) as PageFacts),
      facts: layOver(known, provided),
      ...(usage && { usage }),
    };
    this.#session.store.set(LAST_FACTS, { url: location.href, now, ...facts });
    return facts;
  }

  /** The parts that the rules of a feature wait for, sub rules included. */
  #partsOf(feature?: string): readonly Part[] {
    if (feature === undefined) return this.#collectParts([this.#config.subRules]).filter((part) => part === 'agents');
    let parts = this.#parts.get(feature);
    if (!parts) {
      const rules: unknown[] = [own(this.#config.features, feature)];
      for (const rule of rules) {
        for (const id of collectMembers(rule, 'rule')) {
          const subRule = own(this.#config.subRules, id);
          if (subRule !== undefined && !rules.includes(subRule)) rules.push(subRule);
        }
      }
      this.#parts.set(feature, (parts = this.#collectParts(rules)));
    }
    return parts;
  }

  #collectParts(rules: readonly unknown[]): Part[] {
    const types = collectMembers(rules, 'type');
    return [...WAITING]
      .filter(
        ([part, waiting]) =>
          (this.#hasEndpoint || !/^(place|sessions)$/.test(part)) && waiting.some((type) => types.has(type)),
      )
      .map(([part]) => part);
  }

  /** Loads a part, unless that has begun. One that did not arrive is loaded again by the next run. */
  #begin(part: Part): Promise<void> {
    let begun = this.#begun.get(part);
    const isCurrent = (): boolean => this.#begun.get(part) === begun;
    if (!begun) {
      begun = this.#loadPart(part, isCurrent).then(
        () => {
          if (!isCurrent()) return;
          this.#arrived.add(part);
          this.#failed.delete(part);
          this.#isChanged = true;
        },
        (cause: unknown) => {
          if (!isCurrent()) return;
          this.#begun.delete(part);
          this.#failed.set(part, cause);
          this.#isChanged = true;
        },
      );
      this.#begun.set(part, begun);
    }
    return begun;
  }

  /** Forgets the article of a page that the reader has left. Whether there was one. */
  readonly #leaveArticle = (): boolean => {
    if (this.#articlePath === null || this.#articlePath === location.pathname) return false;
    this.#articlePath = null;
    this.#begun.delete('content');
    this.#arrived.delete('content');
    this.#pageFacts.delete('content');
    this.#isOutdated = true;
    this.#isChanged = true;
    return true;
  };

  async #loadPart(part: Part, isCurrent: () => boolean): Promise<void> {
    if (part === 'content') {
      this.#articlePath = location.pathname;
      this.#session.store.set(IS_OTHER_PAGE, this.#leaveArticle);
    }
    if (part === 'agents') {
      this.#agents = (await this.#load('agents.js', import('../rules/nodes/agent-nodes.js'))).AGENT_NODES;
    } else if (part === 'date') {
      this.#readDate = (await this.#load('article-date.js', import('./facts/read-article-date.js'))).readArticleDate;
    } else if (part === 'ledger') {
      const { openLedger } = await this.#load('usage.js', import('./ledger/open-ledger.js'));
      this.#ledger = await openLedger(this.#config, this.#onChange, this.#session);
    } else if (part === 'sessions') {
      const { watchSessions } = await this.#load('sessions.js', import('./sessions/watch-sessions.js'));
      this.#pageFacts.set(part, await watchSessions(this.#config.jwt!, this.#session, this.#onChange));
    } else {
      const { watchFacts } = await this.#load('facts.js', import('./facts/watch-facts.js'));
      const { jwt = {} } = this.#config;
      const readDate = (): Readonly<Record<string, unknown>> => this.#readDate?.() ?? {};
      const read = await watchFacts(new Set([part]), jwt, this.#session, this.#onChange, readDate);
      if (isCurrent()) this.#pageFacts.set(part, read);
    }
  }

  /** Waits for a file. One that is late is used by the next run, which its arrival starts. */
  #load<File>(name: string, file: Promise<File>): Promise<File> {
    return within(PART_TIMEOUT_MS, name, file, this.#onChange);
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

/** Limits the products of the visit's config to the site of the page. A mistake there is found by the check of what features share. */
function limitToSite(config: Config): void {
  if (config.sites === undefined) return;
  try {
    checkSites(config);
    const products = limitProducts(config, createSiteFinder(config.sites)(location.href));
    if (products) Object.assign(config, { products });
  } catch {
    // A product that should count on some sites only counts nowhere: `ready` rejects.
  }
}
