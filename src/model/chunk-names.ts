// Written by `npm run generate` from scripts/chunks.mjs; changes here are lost.

/** Names of the files in `dist/chunks/`, where they also have the hash of the build. */
export const CHUNK_NAMES = {
  /** All that follows the first decision. */
  live: 'live.js',
  /** Calls of Zephr's own library. */
  compat: 'compat.js',
  /** Zephr's form processors. */
  processors: 'processors.js',
  /** The data layer and analytics. */
  tools: 'tools.js',
  /** Fields of the reader and events of forms in the data layer. */
  dataLayer: 'data-layer.js',
  /** Structured data for search engines. */
  structuredData: 'structured-data.js',
  /** Content for copies of a page. */
  recover: 'recover.js',
  /** Features at selectors and comments. */
  targets: 'targets.js',
  /** Renewal of tokens. */
  renew: 'renew.js',
  /** Verification of tokens in the page. */
  verify: 'verify.js',
  /** Key sets that are fetched. */
  keySet: 'key-set.js',
  /** Claims by JSONPath, and parts of texts. */
  claims: 'claims.js',
  /** Verification of tokens at the endpoint. */
  ask: 'ask.js',
  /** The walls, with Lit. */
  walls: 'walls.js',
  /** Content that is sealed, or withheld by a server. */
  sealed: 'sealed.js',
  /** Questions for the keys of seals. */
  keys: 'keys.js',
  /** The form of a registration wall. */
  form: 'form.js',
  /** Templates in texts. */
  fill: 'fill.js',
  /** Templates in addresses. */
  addresses: 'addresses.js',
  /** The custom block. */
  customBlock: 'custom-block.js',
  /** The words of the elements in another language. */
  textsDe: 'texts-de.js',
  /** The words of the elements in another language. */
  textsFr: 'texts-fr.js',
  /** The words of the elements in another language. */
  textsEs: 'texts-es.js',
  /** The words of the elements in another language. */
  textsPt: 'texts-pt.js',
  /** The words of the elements in another language. */
  textsAr: 'texts-ar.js',
  /** The words of the elements in another language. */
  textsJa: 'texts-ja.js',
  /** Pop-ups and footers. */
  zones: 'zones.js',
  /** The nodes and operators that the core lacks. */
  palette: 'palette.js',
  /** Notifications of analytics and webhooks. */
  notify: 'notify.js',
  /** The ledger of counted views. */
  usage: 'usage.js',
  /** Facts of the page. */
  facts: 'facts.js',
  /** Signs of life of a browser that reads. */
  sessions: 'sessions.js',
  /** The date of publication in JSON-LD. */
  articleDate: 'article-date.js',
  /** Devices and browsers. */
  agents: 'agents.js',
  /** Templates with sections, and offers. */
  blocks: 'blocks.js',
  /** A publisher's own elements in blocks. */
  elements: 'elements.js',
  /** DOMPurify. */
  sanitizer: 'sanitizer.js',
  /** Further attempts for a config, signed and kept configs. */
  config: 'config.js',
  /** Verification of signed configs. */
  configKey: 'config-key.js',
  /** Messages about mistakes in a config, the search for secrets. */
  mistakes: 'mistakes.js',
  /** The export of a decision. */
  export: 'export.js',
  /** The debug output. */
  debug: 'debug.js',
  /** The inspector of a page. */
  inspector: 'inspector.js',
  /** The drawing of a rule. */
  picture: 'picture.js',
  /** Verification of signed previews. */
  preview: 'preview.js',
  /** The banner of a preview, and its readers. */
  previewView: 'preview-view.js',
} as const;
