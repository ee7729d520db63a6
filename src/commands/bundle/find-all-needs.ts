import { collectMembers } from '../../lib/collect-members.js';
import { own } from '../../lib/own.js';
import { CHUNK_NAMES } from '../../model/chunk-names.js';
import type { ComponentConfig, Config } from '../../model/config.js';
import { mayFillAddress } from '../../outcome/may-fill-address.js';
import { findNeeds } from './find-needs.js';

type Chunk = keyof typeof CHUNK_NAMES;

/** Chunks that any page may come to need, whatever its config is. */
const ALWAYS = ['live', 'compat', 'recover', 'mistakes', 'debug', 'export'] as const satisfies readonly Chunk[];

/** The words of the walls in every language: the page has its language, and not the config. */
const TEXTS = (Object.keys(CHUNK_NAMES) as Chunk[]).filter((chunk) => chunk.startsWith('texts'));

/**
 * Finds every chunk that a page with a config may come to need, so that a script that holds them requests no other file.
 *
 * @param config - A config without mistakes.
 */
export function findAllNeeds(config: Config): readonly string[] {
  const { jwt, dataLayer, analytics, preview } = config;
  const features = Object.values(config.features);
  const has = (member: string): boolean => features.some((feature) => own(feature, member) !== undefined);
  const isSealed = features.some((feature) => own(feature, 'protection') === 'sealed');
  const needed: Partial<Record<Chunk, boolean>> = {
    // Without `dataLayer` a page may have one of Zephr's switches for it.
    tools: analytics !== undefined || dataLayer !== false,
    dataLayer: ['fields', 'userAttributes', 'formEvents'].some((name) => own(dataLayer, name) !== undefined),
    structuredData: has('structuredData'),
    targets: has('target'),
    sealed: isSealed || features.some((feature) => own(feature, 'protection') === 'withheld'),
    keys: isSealed,
    renew: jwt?.refresh !== undefined,
    preview: preview !== undefined,
    previewView: preview !== undefined,
    // While the endpoint is out of reach, the config's own keys verify.
    verify: (jwt?.publicKey ?? jwt?.jwks ?? jwt?.jwksUrl ?? preview) !== undefined,
    keySet: jwt?.jwksUrl !== undefined,
    ...findWallNeeds(config),
  };
  const { decide, show } = findNeeds(config);
  const chunks = [...ALWAYS, ...(Object.keys(needed) as Chunk[]).filter((chunk) => needed[chunk])];
  return [...new Set([...decide, ...show, ...chunks.map((chunk) => `chunks/${CHUNK_NAMES[chunk]}`)])];
}

/** The chunks that walls load beside their own. */
function findWallNeeds({ components = {}, offers, customElements, features }: Config): Partial<Record<Chunk, boolean>> {
  const walls = Object.values(components);
  const types = collectMembers(walls, 'type');
  const isThere = (type: ComponentConfig['type']): boolean => types.has(type);
  const hasBlock = isThere('custom-block');
  return {
    form: isThere('registration-wall'),
    processors: isThere('registration-wall'),
    // A wall can tell what is left of a trial without a template.
    fill: walls.length > 0,
    addresses: mayFillAddress(JSON.stringify([walls, offers])),
    customBlock: hasBlock,
    blocks: hasBlock,
    sanitizer: hasBlock || Object.values(features).some((feature) => own(own(feature, 'seal'), 'sanitize') === true),
    elements: hasBlock && customElements !== undefined,
    ...Object.fromEntries(TEXTS.map((chunk) => [chunk, walls.length > 0])),
  };
}
