/** A site that needs nearly every file of the SDK, and a description of the page that its reader sees. */
import type { Config } from '../../src/model/config.js';
import { aKeyPair, signToken } from './sign-token.js';

/** The words of its stories. */
export const STORY_TEXT = Array.from({ length: 60 }, (_, index) => `w${index + 1}`).join(' ');

/** Its article, as JSON-LD tells it. */
export const ARTICLE = { datePublished: '2020-01-01', headline: 'News', '@type': 'NewsArticle' };

const wall = (component: string, more: object = {}): object => ({ content: 'hide', components: [component], ...more });

/** Its config. Products are found by a JSONPath, walls have templates, blocks have sections. */
export function everyChunkConfig(): Config {
  return {
    version: 1,
    jwt: {
      publicKey: aKeyPair('P-256').spki,
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: '$.plans[*].id' },
    },
    products: {
      gold: { claimValue: 'gold', features: ['articles', 'blocks', 'footer', 'story', 'metered', 'facts'] },
    },
    customElements: { 'site-note': ['kind'] },
    dataLayer: { name: 'siteEvents', events: ['decision', 'wall-open'], fields: ['logged-in'] },
    components: {
      register: { type: 'registration-wall', heading: 'Read on, {{claims.name}}', action: '/register' },
      subscribe: {
        type: 'paywall',
        heading: 'Subscribe',
        offers: [
          { id: 'monthly', title: 'Monthly', per: 'month', href: '/buy', price: { amount: 9, currency: 'EUR' } },
        ],
      },
      plain: { type: 'custom-block', html: '<p>Hello {{claims.name}}</p>' },
      rich: {
        type: 'custom-block',
        html: '<ul>{{#claims.plans}}<li>{{id}}</li>{{/claims.plans}}</ul><site-note kind="a">note</site-note>',
      },
    },
    features: {
      articles: {
        structuredData: { cssSelector: '.paywall' },
        rules: { anonymous: wall('register'), registered: wall('subscribe'), customer: 'show' },
      },
      blocks: { rules: { anonymous: wall('plain'), registered: wall('rich'), customer: 'show' } },
      footer: { rules: { anonymous: wall('register', { zone: 'sticky-footer' }), registered: 'show' } },
      story: {
        target: { selector: '.story-body' },
        rules: { anonymous: wall('register', { content: { keep: { words: 20 } } }), registered: 'show' },
      },
      metered: { rules: { anonymous: { type: 'trial', limit: 2, yes: 'show', no: wall('register') } } },
      facts: {
        rules: {
          anonymous: {
            ...{ type: 'meta-tag', name: 'section', condition: 'equals', value: 'sport', no: wall('register') },
            yes: {
              ...{ type: 'published-date', condition: 'older-than', value: 30, unit: 'days', no: wall('register') },
              yes: { type: 'device', is: 'crawler', yes: 'show', no: wall('plain') },
            },
          },
          registered: 'show',
        },
      },
    },
  } as unknown as Config;
}

/** Its chunks, by their names in the manifest; on pages in German. */
export const USED_CHUNKS: readonly string[] = [
  ...[
    'addresses',
    'agents',
    'article-date',
    'blocks',
    'claims',
    'custom-block',
    'data-layer',
    'elements',
    'facts',
    'fill',
    'form',
    'live',
  ],
  ...['palette', 'sanitizer', 'structured-data', 'targets', 'texts-de', 'tools', 'usage', 'verify', 'walls', 'zones'],
];

/** The head of its pages. */
export const HEAD = `<meta charset="utf-8"><title>News</title><link rel="icon" href="data:,"><meta name="section" content="sport"><script type="application/ld+json">${JSON.stringify(ARTICLE)}</script>`;

/** Its features in the order of the page, with further attributes of their elements; `null` for the target. */
export const PLACES: readonly (readonly [feature: string | null, attributes: string])[] = [
  ['articles', 'class="paywall"'],
  ['blocks', ''],
  ['metered', ''],
  ['facts', ''],
  [null, 'class="story-body"'],
  ['footer', ''],
];

/** The body of its pages. */
export const BODY = `<main>${PLACES.map(([feature, attributes]) => {
  const tag = feature === null ? 'div' : 'zephr-feature';
  const name = feature === null ? '' : `feature="${feature}"`;
  return `<${tag} ${name} ${attributes}><p>${STORY_TEXT}</p></${tag}>`;
}).join('\n')}</main>`;

/** Its readers, each with a token or without one. */
export const READERS: readonly (readonly [name: string, token: string | null])[] = [
  ['anonymous', null],
  ['registered', signToken({ claims: { sub: '1', name: 'Ada', plans: [{ id: 'silver' }] } })],
  ['subscriber', signToken({ claims: { sub: '2', name: 'Eve', plans: [{ id: 'gold' }] } })],
];

/** Runs in the page before anything else does: collects faults, and takes the browser's own sanitiser from anonymous readers. */
export function prepareEveryChunk(): void {
  if (!document.cookie.includes('blaize_jwt')) Reflect.deleteProperty(Element.prototype, 'setHTML');
  const faults: string[] = ((window as unknown as { faults: string[] }).faults = []);
  EventTarget.prototype.addEventListener.call(window, 'zephr-fault', (event) => {
    const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail;
    faults.push(`${code}: ${message}`);
  });
}

/** Whether the page shows all that it is going to show: runs in the page. */
export function isEveryChunkShown(): boolean {
  const places = [...document.querySelectorAll('zephr-feature')];
  const names = new Set(places.map((place) => place.getAttribute('feature')));
  const isDecided = places.every((place) => /shown|walled|fault/.test(place.getAttribute('state') ?? ''));
  // The target of a reader who may read it is left as it is.
  const target = document.querySelector('.story-body')!;
  const isTargetDecided = names.has('story') || (places[0]!.getAttribute('user-state') ?? 'anonymous') !== 'anonymous';
  const walls = places.flatMap((place) => [...place.children]).filter(({ localName }) => /^zephr-/.test(localName));
  // The data layer hears of the page view once every wall is shown, and of the walls before.
  const { siteEvents = [] } = window as unknown as { siteEvents?: readonly { readonly event?: unknown }[] };
  return (
    siteEvents.some(({ event }) => event === 'zephr-pageview') &&
    places.length >= 5 &&
    isDecided &&
    target !== null &&
    isTargetDecided &&
    walls.every((wall) => wall.clientHeight > 0)
  );
}

/** Describes the page as its reader sees it, who also uses a form: runs in the page. It has no named functions, which compilers mark. */
export async function describeEveryChunk(): Promise<unknown> {
  const places = [...document.querySelectorAll<HTMLElement>('zephr-feature')].sort((one, other) =>
    one.getAttribute('feature')!.localeCompare(other.getAttribute('feature')!),
  );
  const shows = places.map((place) => ({
    feature: place.getAttribute('feature'),
    state: place.getAttribute('state'),
    outcome: place.getAttribute('outcome'),
    words: place.innerText.match(/w\d+/g)?.length ?? 0,
    zone: Boolean(place.shadowRoot?.querySelector('zephr-zone[open]')),
    walls: [...place.children]
      .filter(({ localName }) => localName.startsWith('zephr-'))
      .map((one) => [
        one.localName,
        ...[one.shadowRoot, one]
          .flatMap((root) => [...(root?.querySelectorAll('h2,p,li,label,button,legend,site-note') ?? [])])
          .map((part) => `${part.localName} ${part.textContent.trim().replace(/\s+/g, ' ')}`),
      ]),
  }));
  document.querySelector('zephr-registration-wall')?.shadowRoot?.querySelector('input')?.focus();
  const decisions = await window.Zephr.decide();
  const { faults, siteEvents } = window as unknown as { faults: string[]; siteEvents?: Record<string, unknown>[] };
  const ld = [...document.querySelectorAll('script[type="application/ld+json"]')].map((one) => one.textContent);
  return {
    shows,
    target: (document.querySelector<HTMLElement>('.story-body')!.innerText.match(/w\d+/g) ?? []).length,
    decisions: Object.values(decisions).map(({ feature, outcomeId, access, userState }) => [
      ...[feature, outcomeId, access, userState],
    ]),
    // Some bundlers' own pages wait longer, and the order of features is that of the markup.
    events: [...new Set((siteEvents ?? []).map(({ event }) => String(event)))].sort(),
    jsonLd: ld.map((text) => (JSON.parse(text) as { isAccessibleForFree?: boolean }).isAccessibleForFree ?? null),
    faults,
  };
}
