import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { createEngine } from '../../decision/create-engine.js';
import { CORE_PALETTE } from '../../rules/core-palette.js';
import { LACKING } from '../../rules/palette.js';

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

/**
 * What types of nodes load besides the palette, as `src/page/more-rules.ts` does; a test opens a page for each type of
 * node and holds the two together.
 */
const LOADS: Readonly<Record<string, readonly (keyof typeof CHUNKS)[]>> = {
  device: ['agents', 'facts'],
  browser: ['agents', 'facts'],
  ...Object.fromEntries(['trial', 'time-trial', 'split-test'].map((type) => [type, ['usage']])),
  ...Object.fromEntries(
    ['gift', 'referrer', 'user-agent', 'meta-tag', 'published-date', 'cookie', 'session-count', 'consent'].map(
      (type) => [type, ['facts']],
    ),
  ),
};

/** Nodes whose facts are asked of the endpoint, where there is one. */
const PLACES = ['country', 'state', 'city', 'zip'];

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
  const values = membersOf(config, 'type');
  if (needsPalette(config)) {
    decide.add('palette');
    for (const type of values) for (const chunk of loadsOf(type)) decide.add(chunk);
    if (config.jwt?.verifyEndpoint !== undefined && PLACES.some((type) => values.has(type))) decide.add('facts');
  }
  const { verifyEndpoint, endpointKey, jwksUrl } = config.jwt ?? {};
  if (config.jwt) decide.add(verifyEndpoint === undefined ? 'verify' : 'ask');
  // The endpoint's assertion is verified in the page.
  if (verifyEndpoint !== undefined && endpointKey !== undefined) decide.add('verify');
  const hasWalls = Object.keys(config.components ?? {}).length > 0;
  const zones = membersOf(config, 'zone');
  const hasZones = ['pop-up', 'sticky-footer'].some((zone) => zones.has(zone));
  return {
    decide: Object.entries(CHUNKS).flatMap(([name, file]) => (decide.has(name as never) ? file : [])),
    show: hasWalls ? [CHUNKS.walls, ...(hasZones ? [CHUNKS.zones] : [])] : [],
    asks: [verifyEndpoint ?? jwksUrl ?? []].flat(),
  };
}

function loadsOf(type: unknown): readonly (keyof typeof CHUNKS)[] {
  return (own(LOADS, type) as (typeof LOADS)[string] | undefined) ?? [];
}

/** Whether some rule has what the core of the palette lacks. */
function needsPalette(config: Config): boolean {
  // What features share is checked by the palette.
  if (config.subRules !== undefined || config.splitTests !== undefined) return true;
  const engine = createEngine(config, CORE_PALETTE);
  try {
    for (const feature of Object.keys(config.features)) engine.open(feature);
    return false;
  } catch (error) {
    if (error !== LACKING) throw error;
    return true;
  }
}

/** Every value that a member of this name has somewhere in the config. */
function membersOf(config: Config, name: string): Set<unknown> {
  const [found, seen, open] = [new Set<unknown>(), new Set<unknown>(), [config] as unknown[]];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    found.add(own(value, name));
    for (const member of Object.values(value)) open.push(member);
  }
  return found;
}
