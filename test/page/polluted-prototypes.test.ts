/** Pages on which another script has set members of `Object.prototype` that have the names of members of a config. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  configWithJwt,
  exampleConfig,
  GOLD,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import type { VisitWish } from '../support/bare-page.js';
import { aKeyPair, signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

const FOREIGN = aKeyPair('P-256', 'foreign');
/** A token that only the polluted members of a config make valid. */
const FORGED = signToken({ claims: { sub: 'mallory', prod: 'gold', iss: 'mallory' }, key: FOREIGN });

/** Members of a config by what they say. None of them may have an effect. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'who verifies tokens': {
    jwt: { verifyEndpoint: '/evil/verify' },
    jwks: { keys: [{ ...FOREIGN.jwk, kid: 'foreign' }] },
    jwksUrl: '/evil/jwks.json',
    verifyEndpoint: '/evil/verify',
    publicKey: FOREIGN.spki,
    endpointKey: FOREIGN.spki,
    algorithms: ['HS256'],
    issuer: 'mallory',
    audience: 'mallory',
    clockTolerance: 1e9,
  },
  'a key alone': { publicKey: FOREIGN.spki },
  'a key set alone': { jwksUrl: '/evil/jwks.json' },
  'an endpoint alone': { verifyEndpoint: '/evil/verify' },
  'who a reader is': {
    credentials: true,
    refresh: '/evil/refresh',
    cookie: 'evil',
    sources: ['query'],
    token: FORGED,
    userMapping: { foreignUserIdProperty: 'iss' },
    productSyncing: { privateClaimName: 'prod' },
    userAttributes: { privateClaimName: 'prod' },
    userStore: { foreignKeySystem: 'evil' },
    products: { free: { claimValue: '', features: ['articles'] } },
  },
  'where something is sent': {
    analytics: { endpoint: '/evil/analytics' },
    endpoint: '/evil/analytics',
    dataLayer: 'evil',
    action: '/evil/register',
    submit: 'form',
    href: '/evil/sign-in',
    signIn: { href: '/evil/sign-in' },
    offers: [{ id: 'evil', price: { amount: 1, currency: 'EUR' }, href: '/evil/pay' }],
    html: '<a href="/evil/block">evil</a>',
  },
  'what a reader sees': {
    outcomes: { register: 'show' },
    components: ['subscribe'],
    subRules: {},
    fallback: 'show',
    content: 'show',
    target: { selector: 'p' },
  },
};

/** The members do not show in loops over names, as the tools of the test have some. */
const pollute = (group: string): string => `<script>
  for (const [name, value] of Object.entries(${JSON.stringify(MEMBERS[group]).replaceAll('<', '\\u003c')}))
    Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
</script>`;

/** Configs that leave out what the polluted members would add. */
const READERS: Readonly<Record<string, Partial<VisitWish>>> = {
  'an anonymous reader': { config: exampleConfig({ components: walls() }) },
  'a customer': { token: GOLD },
  'a forged token': { token: FORGED },
  'a forged token, where claims are mapped to nothing': {
    config: configWithJwt({ publicKey: aKeyPair('P-256').spki }),
    token: FORGED,
  },
  'a config without tokens': { config: { ...exampleConfig(), jwt: undefined }, token: FORGED },
};

for (const [says, wish] of Object.entries(READERS)) {
  suite(`a polluted prototype and ${says}`, TOGETHER, () => {
    let clean: Promise<unknown> | undefined;

    for (const group of Object.keys(MEMBERS)) {
      test(`that says ${group} changes nothing`, async () => {
        clean ??= look(wish, '');

        assert.deepEqual(await look(wish, pollute(group)), await clean);
      });
    }
  });
}

/** Reads who the reader is and what they see, the requests, and where the wall leads. */
async function look(wish: Partial<VisitWish>, before: string): Promise<unknown> {
  await using reader = await visit({ ...wish, html: aPage(place('articles') + place('videos'), before + SCRIPT) });
  const shows = [await reader.shows('articles'), await reader.shows('videos')];
  await reader.page.waitForFunction('document.readyState === "complete"');
  const { origin } = reader.server;
  return {
    shows,
    token: await reader.token(),
    links: (await linksOf(reader.page)).map((link) => link.replace(origin, '')),
    evil: reader.requests.map(({ path }) => path).filter((path) => path.includes('evil')),
    faults: await reader.faults(),
  };
}

/** Where forms and links of the walls lead. */
function linksOf(page: Awaited<ReturnType<typeof visit>>['page']): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('zephr-registration-wall, zephr-paywall, zephr-custom-block')].flatMap((wall) =>
      [...(wall.shadowRoot?.querySelectorAll<HTMLElement>('form, a') ?? [])].map(
        (element) => element.getAttribute('action') ?? element.getAttribute('href') ?? '',
      ),
    ),
  );
}

/** Walls that leave out where they lead. */
function walls(): Record<string, unknown> {
  return {
    register: { type: 'registration-wall', signIn: { label: 'Sign in' }, fields: [{ name: 'terms', type: 'consent' }] },
    subscribe: { type: 'paywall', offers: [{ id: 'monthly', price: { amount: 9, currency: 'EUR' } }] },
    hello: { type: 'custom-block', html: '<p>Hello</p>' },
  };
}
