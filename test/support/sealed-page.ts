/** Pages with sealed content, and the route that gives their keys. */
import { encodeBase64url } from '../../src/lib/base64url.js';
import { deriveFeatureKey } from '../../src/seal/derive-keys.js';
import { parseWrappedKey } from '../../src/seal/envelope.js';
import { releaseKey } from '../../src/seal/release-key.js';
import { MASTER_KEY } from './a-seal.js';
import { exampleConfig } from './bare-page.js';
import type { Route } from './serve.js';

/** The config of the example, with an endpoint for keys. */
export const sealedConfig = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  exampleConfig({ sealing: { endpoint: '/zephr/keys' }, ...changes });

/** A seal as a page has it. */
export const sealScript = (seal: string): string => `<script type="application/jose">${seal}</script>`;

/** A place whose content is sealed behind a clear part. */
export const sealedPlace = (
  seals: readonly string[],
  { feature = 'articles', clear = '<p>clear</p>', attributes = '' } = {},
): string =>
  `<zephr-feature feature="${feature}" sealed ${attributes}>${clear}${seals.map(sealScript).join('')}</zephr-feature>`;

/** The body of a question for keys. */
export interface AskedKeys {
  readonly token?: string;
  readonly seals: readonly string[];
  readonly [member: string]: unknown;
}

/** The keys of a test, and the questions that were asked. */
export interface KeyRoute {
  readonly route: Route;
  readonly asked: AskedKeys[];
  /** The decision that refuses a feature; `null`, the default, releases its keys. */
  refuse: (feature: string, body: AskedKeys) => object | null;
  /** Answers in place of the keys. */
  instead: Route | null;
}

/** Makes the route that gives the keys of seals with the master key of the vector. It believes the page. */
export function aKeyRoute(): KeyRoute {
  const keys: KeyRoute = {
    asked: [],
    refuse: () => null,
    instead: null,
    route: async (request, response) => {
      let text = '';
      for await (const part of request) text += String(part);
      const body = JSON.parse(text) as AskedKeys;
      keys.asked.push(body);
      if (typeof keys.instead === 'function') return keys.instead(request, response);
      const decisions: Record<string, object> = {};
      const seals = await Promise.all(
        body.seals.map(async (question) => {
          const { header, fields, wrapped } = parseWrappedKey(question)!;
          const refused = keys.refuse(fields.feature, body);
          if (refused) {
            decisions[fields.feature] = refused;
            return { reason: 'no-access' };
          }
          if (fields.kid !== '1') return { reason: 'key-unknown' };
          const featureKey = await deriveFeatureKey(MASTER_KEY, fields.kid, fields.feature);
          return releaseKey(featureKey, header, wrapped).then(
            (key) => ({ k: encodeBase64url(key), until: Date.now() + 3_600_000 }),
            () => ({ reason: 'seal-invalid' }),
          );
        }),
      );
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ seals, decisions }));
    },
  };
  return keys;
}
