import type { Config } from '../model/config.js';
import { fail } from '../config/fail.js';
import { collectMembers } from '../lib/collect-members.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';
import type { CompileNode, NodeRegistry } from '../rules/node-registry.js';
import { FULL_REGISTRY } from '../rules/full-registry.js';
import { spendsOf } from '../usage/spends.js';
import { timeTrialsOf } from '../usage/time-trials.js';
import type { Usage } from '../usage/usage.js';
import { AGENTS, ASKS, COUNTED } from './facts/asked-by-rules.js';
import type { PageFacts } from './facts/collect-facts.js';
import type { LedgerOfPage } from './ledger/open-ledger.js';
import type { Session } from './session.js';

/** The rest of what rules can be made of, and what it asks of the page. */
export interface PageNodeRegistry extends NodeRegistry {
  /** Adds to the facts of the site's own code, which go before those of the page. */
  readonly facts: (now: number, provided: unknown, reader: Reader) => Partial<Facts> & { readonly usage?: Usage };
}

/** What gives the facts of a visit, by its `onChange`: where another file is asked for again, the page is watched but once. */
const watched = new WeakMap<() => void, (now: number) => PageFacts>();
/** The ledger of a visit, likewise. */
const opened = new WeakMap<() => void, LedgerOfPage>();

/**
 * Brings what only some configs need: the rarer nodes and operators, and those facts of the page that a rule asks for. A
 * place is asked of the endpoint where the config names one, a gift of the endpoint where the link holds one.
 * Trials are counted in the ledger of this browser, and at the endpoint for a reader with a mapped id.
 * Nodes whose own file, or whose facts, did not arrive are mistakes where they stand, and the palette is `broken`.
 *
 * @param onChange - Called when such a fact has changed: the reader has answered a consent manager, the endpoint has
 *   answered late.
 * @param session - Owns what is watched for it.
 */
export async function loadNodeRegistry(
  config: Config,
  onChange: () => void,
  session: Session,
): Promise<PageNodeRegistry> {
  const types = collectMembers([config.features, config.subRules], 'type');
  const { jwt = {} } = config;
  const asking = [...ASKS].filter(
    ([type, kind]) => types.has(type) && (kind !== 'place' || jwt.verifyEndpoint !== undefined),
  );
  const missing: Record<string, CompileNode> = {};
  const without = (nodes: readonly string[], cause: unknown): null => {
    for (const type of nodes) missing[type] = (_node, at) => fail('chunk-unreachable', `${at}/type`, { cause });
    return null;
  };
  const [agents, page, ledger] = await Promise.all([
    AGENTS.some((type) => types.has(type))
      ? import('../rules/nodes/agent-nodes.js').catch((error: unknown) => without(AGENTS, error))
      : null,
    asking.length && !watched.has(onChange)
      ? import('./facts/watch-facts.js').then(
          ({ watchFacts }) => watchFacts(new Set(asking.map(([, kind]) => kind)), jwt, session, onChange),
          (error: unknown) =>
            without(
              asking.map(([type]) => type),
              error,
            ),
        )
      : null,
    COUNTED.some((type) => types.has(type)) && !opened.has(onChange)
      ? import('./ledger/open-ledger.js').then(
          ({ openLedger }) => openLedger(config, onChange, session),
          (error: unknown) => without(COUNTED, error),
        )
      : null,
  ]);
  if (page) watched.set(onChange, page);
  if (ledger) opened.set(onChange, ledger);
  const kept = opened.get(onChange);
  return {
    ...FULL_REGISTRY,
    nodes: { ...FULL_REGISTRY.nodes, ...agents?.AGENT_NODES, ...missing },
    broken: Object.keys(missing).length > 0,
    facts: (now, provided, reader) => {
      const found = watched.get(onChange)?.(now);
      return {
        ...found,
        facts: layOver(found?.facts, provided),
        ...(kept && { usage: kept.usage(now, provided, reader) }),
      };
    },
    ...(kept && {
      spend: (decision) => kept.spend(decision, spendsOf(decision)),
      details: (decided) => kept.describe(decided, timeTrialsOf),
    }),
  };
}

/** Reading the facts of the site's own code can throw: then they are left to the rules, which expect it. */
function layOver(known: Facts['facts'], provided: unknown): Facts['facts'] {
  try {
    const facts = { ...known, ...(provided as Facts['facts']) };
    const [ofPage, ofSite] = [own(known, 'consent'), own(provided, 'consent')];
    // The site knows of purposes of its own, beside those of a consent manager.
    return isRecord(ofPage) && isRecord(ofSite) ? { ...facts, consent: { ...ofPage, ...ofSite } } : facts;
  } catch {
    return provided as Facts['facts'];
  }
}
