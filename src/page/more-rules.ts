import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';
import type { Facts } from '../facts/facts.js';
import type { Palette } from '../rules/palette.js';
import { WHOLE_PALETTE } from '../rules/whole-palette.js';
import { DEFAULT_COOKIE } from '../token/may-have-token.js';
import type { PageFact } from './facts/collect-facts.js';

/** The rest of what rules can be made of, and what it asks of the page. */
export interface MoreRules {
  readonly palette: Palette;
  /** Adds to the facts of the site's own code, which go before those of the page. */
  readonly facts: (now: number, provided: unknown) => Partial<Facts>;
}

/** What a type of node asks of the page. */
const ASKS: ReadonlyMap<unknown, PageFact> = new Map([
  ['referrer', 'referrer'],
  ['user-agent', 'userAgent'],
  ['device', 'userAgent'],
  ['browser', 'userAgent'],
  ['meta-tag', 'meta'],
  ['published-date', 'meta'],
  ['cookie', 'cookies'],
  ['session-count', 'session-count'],
  ['consent', 'consent'],
]);

/**
 * Brings what only some configs need: the rarer nodes and operators, and those facts of the page that a rule asks for.
 *
 * @param onChange - Called when such a fact has changed: the reader has answered a consent manager.
 */
export async function loadMoreRules(config: Config, onChange: () => void): Promise<MoreRules> {
  const types = nodeTypesOf(config);
  const asked = new Set([...types].flatMap((type) => ASKS.get(type) ?? []));
  const [agents, page] = await Promise.all([
    types.has('device') || types.has('browser') ? import('../rules/nodes/agent-nodes.js') : null,
    asked.size ? import('./facts/watch-facts.js') : null,
  ]);
  const facts = page?.watchFacts(asked, config.jwt?.cookie ?? DEFAULT_COOKIE, onChange);
  return {
    palette: { ...WHOLE_PALETTE, nodes: { ...WHOLE_PALETTE.nodes, ...agents?.AGENT_NODES } },
    facts: (now, provided) => {
      const found = facts?.(now);
      return { ...found, facts: layOver(found?.facts, provided) };
    },
  };
}

/** Reading the facts of the site's own code can throw: then they are left to the rules, which expect it. */
function layOver(known: Facts['facts'], provided: unknown): Facts['facts'] {
  try {
    return { ...known, ...(provided as Facts['facts']) };
  } catch {
    return provided as Facts['facts'];
  }
}

/** Every type of node that stands somewhere in the rules. */
function nodeTypesOf({ features, subRules }: Config): Set<unknown> {
  const types = new Set<unknown>();
  const seen = new Set<unknown>();
  const open: unknown[] = [features, subRules];
  while (open.length) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    types.add(own(value, 'type'));
    for (const member of Object.values(value)) open.push(member);
  }
  return types;
}
