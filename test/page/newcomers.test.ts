/** The mistakes of a publisher's developer on the first day: the console answers with one sentence that names the cause. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  configWithJwt,
  exampleConfig,
  GOLD,
  missing,
  place,
  TOGETHER,
  useBrowser,
  type VisitWish,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';
import { signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

const BODY = place('articles');
const SPA: Route = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><div id="app"></div>');
const HANGS: Route = () => undefined;
const HIDES = { content: 'hide', components: ['it'] };

/** A page whose config has a mistake in a component. */
const withComponent = (component: object): VisitWish => ({
  html: aPage(BODY),
  config: configWithFeatures({ articles: alwaysDoes(HIDES) }, { components: { it: component } }),
});
const withJwt = (jwt: Record<string, unknown>, routes: Record<string, Route> = {}): VisitWish => ({
  ...{ html: aPage(BODY), config: configWithJwt(jwt), token: GOLD, routes },
});
const withKeySet = (route: Route): VisitWish => ({
  ...withJwt({ jwksUrl: '/jwks.json' }, { '/jwks.json': route }),
  token: signToken({ header: { kid: 'k1' } }),
});
const withTag = (tag: string): VisitWish => ({ html: aPage(BODY, tag) });
const NO_CHUNK = /dynamically imported module.*\/chunks\/walls-\w+\.js\. Is it deployed.* not sent as HTML\?/;

/** By the mistake: the page, and the sentence on its console. */
const ROWS: Readonly<Record<string, readonly [VisitWish, says: RegExp]>> = {
  'the file of the config is not deployed': [{ html: aPage(BODY), config: null }, /"\/zephr\.json" gives no config \(status 404\)\. Is the file deployed, and the address right\?/], // prettier-ignore
  'the file of the config needs a login': [
    { html: aPage(BODY), routes: { '/zephr.json': (_request, response) => void response.writeHead(401).end() } },
    /"\/zephr\.json" gives no config \(status 401\)\. The file must be readable without a login/,
  ],
  'a site answers each address with its page': [{ html: aPage(BODY), routes: { '/zephr.json': SPA } }, /"\/zephr\.json" is not JSON .*looks like HTML: is the address right\?/], // prettier-ignore
  'the config is on a server without CORS': [
    withTag('<script src="/zephr.js" data-config="http://127.0.0.1:9/zephr.json"></script>'),
    /"http:\/\/127\.0\.0\.1:9\/zephr\.json" gives no config .*Is the server up\?.*CORS.*connect-src/,
  ],
  'the tag names no config': [
    withTag('<script src="/zephr.js"></script>'),
    /the page names no config: add data-config/,
  ],
  'the attribute of the tag is misspelt': [withTag('<script src="/zephr.js" data-confg="/zephr.json"></script>'), /the page names no config: add data-config/], // prettier-ignore
  'a template engine has escaped the config': [
    withTag(
      `<script type="application/json" data-zephr-config>${JSON.stringify(exampleConfig()).replaceAll('"', '&quot;')}</script><script src="/zephr.js"></script>`,
    ),
    /not JSON .*It was escaped for HTML/,
  ],
  'the folder chunks is not deployed': [{ html: aPage(BODY), routes: { '/chunks/walls.js': missing } }, NO_CHUNK],
  'the folder chunks answers with the site’s page': [{ html: aPage(BODY), routes: { '/chunks/walls.js': SPA } }, NO_CHUNK], // prettier-ignore
  'the file of the walls hangs': [{ html: aPage(BODY), routes: { '/chunks/walls.js': HANGS } }, /walls\.js, or a file that its walls need, did not arrive within 2000 ms/], // prettier-ignore
  'the file of verification hangs': [
    { html: aPage(BODY), token: aToken(), routes: { '/chunks/verify.js': HANGS } },
    /verify\.js did not arrive within 2000 ms/,
  ],
  'an element has no attribute feature': [
    { html: aPage('<zephr-feature id="articles">Story</zephr-feature>') },
    /a <zephr-feature> needs the attribute "feature".*Known features: "articles", "videos"/,
  ],
  'an element names a feature in the singular': [{ html: aPage(place('article')) }, /"article" is not a feature\. Did you mean "articles"\?/], // prettier-ignore
  'the type of a component is misspelt': [
    withComponent({ type: 'registrationwall', heading: 'Read on', action: '/register' }),
    /"registrationwall" is not a component.*Known: registration-wall, paywall, custom-block/,
  ],
  'the file of a block is not deployed': [withComponent({ type: 'custom-block', src: '/block.html' }), /"\/block\.html": it answers 404/], // prettier-ignore
  'the endpoint has another address': [withJwt({ verifyEndpoint: '/api/verify' }), /the verify endpoint \/api\/verify: status 404\. Is a verify endpoint \(zephr serve\) there\?/], // prettier-ignore
  'the endpoint is the site’s page': [withJwt({ verifyEndpoint: '/api/verify' }, { '/api/verify': SPA }), /the verify endpoint \/api\/verify: its answer is not that of a verify endpoint/], // prettier-ignore
  'the endpoint is not started': [
    withJwt({ verifyEndpoint: 'http://127.0.0.1:9/zephr/verify' }),
    /the verify endpoint http:\/\/127\.0\.0\.1:9\/zephr\/verify: TypeError: Failed to fetch/,
  ],
  'the key set is not deployed': [withKeySet(missing), /the key set \/jwks\.json: TypeError: status 404/],
  'the key set is the site’s page': [withKeySet(SPA), /the key set \/jwks\.json: SyntaxError/],
};

suite('a newcomer is answered where', TOGETHER, () => {
  for (const [mistake, [page, says]] of Object.entries(ROWS)) {
    test(mistake, async () => {
      const before = `window.warnings = []; console.warn = (text) => void window.warnings.push(text);`;
      await using reader = await visit({ ...page, before, settle: false });
      await reader.page
        .waitForFunction(
          (pattern) =>
            (window as unknown as { warnings: string[] }).warnings.some((text) => new RegExp(pattern).test(text)),
          { timeout: 8000 },
          says.source,
        )
        .catch(() => undefined);
      const found = await reader.page.evaluate('warnings');

      assert.ok(
        (found as string[]).some((text) => says.test(text)),
        `${says.source}\n${(found as string[]).join('\n')}`,
      );
    });
  }
});
