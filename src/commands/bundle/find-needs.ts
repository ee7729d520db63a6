import { CHUNK_NAMES } from '../../model/chunk-names.js';
import type { Config } from '../../model/config.js';
import { collectMembers } from '../../lib/collect-members.js';
import { own } from '../../lib/own.js';
import { findNodes } from '../../config/find-nodes.js';
import { compileRule } from '../../rules/compile-rule.js';
import type { CompileContext, CompileNode } from '../../rules/node-registry.js';
import { needsMapping } from '../../token/verify/needs-mapping.js';
import { CORE_REGISTRY } from '../../rules/core-registry.js';
import { AGENTS, ASKS, COUNTED, PUBLISHED, SESSIONS } from '../../page/facts/asked-by-rules.js';

/** Chunks that are needed to decide, or by every page beside its decision, in the order in which bundles list them. */
const DECIDE = [
  'palette',
  'agents',
  'facts',
  'articleDate',
  'usage',
  'sessions',
  'notify',
  'verify',
  'keySet',
  'ask',
  'claims',
] as const;

const fileOf = (chunk: keyof typeof CHUNK_NAMES): string => `chunks/${CHUNK_NAMES[chunk]}`;

/** The chunks and the addresses that a config makes pages load. */
export interface Needs {
  /** To decide. */
  readonly decide: readonly string[];
  /** To show a decision; empty where no outcome has components. */
  readonly show: readonly string[];
  /** Addresses requested before a token is verified: of a key set, or of the endpoint. */
  readonly asks: readonly string[];
}

/**
 * Finds the chunks that every page with a config needs.
 *
 * @param config - A config without mistakes.
 */
export function findNeeds(config: Config): Needs {
  const decide = new Set<(typeof DECIDE)[number]>();
  if (needsPalette(config)) {
    const values = collectMembers(config, 'type');
    decide.add('palette');
    if (AGENTS.some((type) => values.has(type))) decide.add('agents');
    if (COUNTED.some((type) => values.has(type))) decide.add('usage');
    // The endpoint is asked for the location, where the config names one.
    const asks = ([type, kind]: readonly [string, string]): boolean =>
      values.has(type) && (kind !== 'place' || config.jwt?.verifyEndpoint !== undefined);
    if ([...ASKS].some(asks)) decide.add('facts');
    if (config.jwt?.verifyEndpoint !== undefined && SESSIONS.some((type) => values.has(type))) decide.add('sessions');
    if (PUBLISHED.some((type) => values.has(type))) decide.add('articleDate');
    if (values.has('notify')) decide.add('notify');
  }
  const { verifyEndpoint, endpointKey, jwksUrl } = config.jwt ?? {};
  if (config.jwt) decide.add(verifyEndpoint === undefined ? 'verify' : 'ask');
  if (jwksUrl !== undefined && verifyEndpoint === undefined) decide.add('keySet');
  // The endpoint's assertion is verified in the page.
  if (verifyEndpoint !== undefined && endpointKey !== undefined) decide.add('verify');
  if (needsMapping(config.jwt)) decide.add('claims');
  const hasWalls = Object.keys(config.components ?? {}).length > 0;
  const zones = hasWalls ? collectMembers(config, 'zone') : new Set();
  const hasZones = ['pop-up', 'sticky-footer'].some((zone) => zones.has(zone));
  return {
    decide: DECIDE.filter((chunk) => decide.has(chunk)).map(fileOf),
    show: hasWalls ? ['walls' as const, ...(hasZones ? ['zones' as const] : [])].map(fileOf) : [],
    asks: [verifyEndpoint ?? jwksUrl ?? []].flat(),
  };
}

/** Whether some rule has a node or an operator that the core lacks. */
function needsPalette(config: Config): boolean {
  // The registry checks the parts that features share.
  if ([config.subRules, config.splitTests, config.sites].some((part) => part !== undefined)) return true;
  const shared = {
    config,
    _registry: CORE_REGISTRY,
    _grantsOf: () => new Set(),
    _compileRule: compileRule,
    _operands: new Map(),
    conditions: new Map(),
  };
  return Object.entries(config.features).some(([feature, { rules = {} }]) => {
    const context: CompileContext = { ...shared, feature, state: 'anonymous', subRules: new Map() };
    return findNodes(Object.values(rules)).some(
      (node) => !(own(CORE_REGISTRY.nodes, node.type) as CompileNode | undefined)?.(node, '', context),
    );
  });
}
