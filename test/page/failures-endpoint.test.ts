/** A page whose endpoint or key set is out of reach: what it shows and reports, as docs/project/failures.md says. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  configWithJwt,
  exampleConfig,
  place,
  SHOWN,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';
import { signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

const TOKEN = signToken({ header: { kid: 'k1' }, claims: { sub: '1' } });
const WALL = { content: 'hide', components: ['register'] };
const FAST: Route = (_request, response) => void response.writeHead(503).end();
const HANGS: Route = () => undefined;

/** Two features: one has a fallback. */
const FEATURES = {
  articles: { rules: { anonymous: WALL } },
  videos: { rules: { anonymous: WALL }, fallback: 'show' },
};

const PLACES = {
  endpoint: {
    jwt: { verifyEndpoint: '/zephr/verify' },
    path: '/zephr/verify',
    reported: ['endpoint-unreachable /jwt/verifyEndpoint'],
  },
  'key set': { jwt: { jwksUrl: '/jwks.json' }, path: '/jwks.json', reported: ['token-unreachable /jwt/jwksUrl'] },
} as const;

for (const [what, { jwt, path, reported }] of Object.entries(PLACES)) {
  suite(`the ${what} out of reach`, TOGETHER, () => {
    for (const [says, route] of [
      ['fast', FAST],
      ['slow', HANGS],
    ] as const) {
      test(`${says} shows the fallback, and else what anonymous readers see`, async () => {
        await using reader = await visit({
          html: aPage(place('articles') + place('videos')),
          config: exampleConfig({ ...configWithJwt(jwt), features: FEATURES, products: {} }),
          token: TOKEN,
          routes: { [path]: route },
        });
        await reader.page.waitForFunction(
          () => document.querySelector('zephr-feature')!.getAttribute('state') === 'walled',
        );
        const { status } = await reader.page.evaluate(async () => (await window.Zephr.identity()).token);
        const faults = await reader.faults();

        assert.deepEqual(
          [status, await reader.shows('articles'), await reader.shows('videos'), await reader.failure()],
          ['unreachable', WALLED, SHOWN, null],
        );
        // On a slow machine files may be late as well.
        assert.deepEqual(
          [...new Set(faults)].filter((fault) => fault !== 'timeout').sort(),
          [...reported, 'token-unreachable'].sort(),
        );
      });
    }
  });
}
