// Written by `npm run generate` from scripts/chunks.mjs; changes here are lost.

/** Names of the files in `dist/chunks/`. */
export const CHUNK_NAMES = {
  /** All that follows the first decision. */
  live: 'live.mjs',
  /** Calls of Zephr's own library. */
  compat: 'compat.mjs',
  /** The data layer and analytics. */
  tools: 'tools.mjs',
  /** Structured data for search engines. */
  structuredData: 'structured-data.mjs',
  /** Features at selectors and comments. */
  targets: 'targets.mjs',
  /** Renewal of tokens. */
  renew: 'renew.mjs',
  /** Verification of tokens in the page. */
  verify: 'verify.mjs',
  /** Key sets that are fetched. */
  keySet: 'key-set.mjs',
  /** Verification of tokens at the endpoint. */
  ask: 'ask.mjs',
  /** The walls, with Lit. */
  walls: 'walls.mjs',
  /** The form of a registration wall. */
  form: 'form.mjs',
  /** Templates in texts. */
  fill: 'fill.mjs',
  /** The custom block. */
  customBlock: 'custom-block.mjs',
  /** The words of the elements in another language. */
  textsDe: 'texts-de.mjs',
  /** The words of the elements in another language. */
  textsFr: 'texts-fr.mjs',
  /** The words of the elements in another language. */
  textsEs: 'texts-es.mjs',
  /** The words of the elements in another language. */
  textsPt: 'texts-pt.mjs',
  /** The words of the elements in another language. */
  textsAr: 'texts-ar.mjs',
  /** The words of the elements in another language. */
  textsJa: 'texts-ja.mjs',
  /** Pop-ups and footers. */
  zones: 'zones.mjs',
  /** The nodes and operators that the core lacks. */
  palette: 'palette.mjs',
  /** The ledger of counted views. */
  usage: 'usage.mjs',
  /** Facts of the page. */
  facts: 'facts.mjs',
  /** Devices and browsers. */
  agents: 'agents.mjs',
  /** Templates with sections, and offers. */
  blocks: 'blocks.mjs',
  /** A publisher's own elements in blocks. */
  elements: 'elements.mjs',
  /** DOMPurify. */
  sanitizer: 'sanitizer.mjs',
  /** Further attempts for a config, signed and kept configs. */
  config: 'config.mjs',
  /** Messages about mistakes in a config, the search for secrets. */
  mistakes: 'mistakes.mjs',
  /** The debug output. */
  debug: 'debug.mjs',
} as const;
