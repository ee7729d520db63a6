import type { Config } from '../../model/config.js';
import { collectMembers } from '../../lib/collect-members.js';
import { createEngine } from '../../decision/create-engine.js';
import { CORE_REGISTRY } from '../../rules/core-registry.js';
import { LACKING } from '../../rules/node-registry.js';
import { AGENTS, ASKS, COUNTED } from '../../page/facts/asked-by-rules.js';

/** Chunks of a page, by what they are there for. */
const CHUNKS = {
  palette: 'chunks/palette.mjs',
  agents: 'chunks/agents.mjs',
  facts: 'chunks/facts.mjs',
  usage: 'chunks/usage.mjs',
  verify: 'chunks/verify.mjs',
  ask: 'chunks/ask.mjs',
  walls: 'chunks/walls.mjs',
  zones: 'chunks/zones.mjs',
} as const;

/** What a config makes a page load. */
export interface Needs {
  /** To decide. */
  readonly decide: readonly string[];
  /** To show what was decided; none where no outcome has components. */
  readonly show: readonly string[];
  /** Address of a key set that has to be fetched before a token can be verified, or of the endpoint that is asked. */
  readonly asks: readonly string[];
}

/**
 * Finds the chunks that pages with a config are known to need.
 *
 * @param config - One that holds no mistake.
 */
export function findNeeds(config: Config): Needs {
  const decide = new Set<keyof typeof CHUNKS>();
  const values = collectMembers(config, 'type');
  if (needsPalette(config)) {
    decide.add('palette');
    if (AGENTS.some((type) => values.has(type))) decide.add('agents');
    if (COUNTED.some((type) => values.has(type))) decide.add('usage');
    // Places are asked of the endpoint, where there is one.
    const asks = ([type, kind]: readonly [string, string]): boolean =>
      values.has(type) && (kind !== 'place' || config.jwt?.verifyEndpoint !== undefined);
    if ([...ASKS].some(asks)) decide.add('facts');
  }
  const { verifyEndpoint, endpointKey, jwksUrl } = config.jwt ?? {};
  if (config.jwt) decide.add(verifyEndpoint === undefined ? 'verify' : 'ask');
  // The endpoint's assertion is verified in the page.
  if (verifyEndpoint !== undefined && endpointKey !== undefined) decide.add('verify');
  const hasWalls = Object.keys(config.components ?? {}).length > 0;
  const zones = collectMembers(config, 'zone');
  const hasZones = ['pop-up', 'sticky-footer'].some((zone) => zones.has(zone));
  return {
    decide: Object.entries(CHUNKS).flatMap(([name, file]) => (decide.has(name as never) ? file : [])),
    show: hasWalls ? [CHUNKS.walls, ...(hasZones ? [CHUNKS.zones] : [])] : [],
    asks: [verifyEndpoint ?? jwksUrl ?? []].flat(),
  };
}

/** Whether some rule has what the core of the palette lacks. */
function needsPalette(config: Config): boolean {
  // What features share is checked by the palette.
  if (config.subRules !== undefined || config.splitTests !== undefined) return true;
  const engine = createEngine(config, CORE_REGISTRY);
  try {
    for (const feature of Object.keys(config.features)) engine.open(feature);
    return false;
  } catch (error) {
    if (error !== LACKING) throw error;
    return true;
  }
}
