import type { CodeEntry } from './code-entry.js';

/** A public key, so that `jwt` is complete. */
const PUBLIC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** A config with one feature, whose anonymous readers get a step. */
const withStep = (anonymous: unknown, others: object = {}): object => ({
  version: 1,
  ...others,
  features: { articles: { rules: { anonymous } } },
});

const HIDDEN = { content: 'hide' };

/** A config whose article is sealed, and opened by an endpoint. */
const withSealed = (anonymous: unknown, feature: object = {}, others: object = SEALING): object => ({
  version: 1,
  ...others,
  features: { articles: { protection: 'sealed', ...feature, rules: { anonymous } } },
});
const SEALING = { sealing: { endpoint: '/zephr/keys' } };

/** A config whose article has structured data. */
const STRUCTURED = {
  version: 1,
  features: {
    articles: { structuredData: { cssSelector: '.paywall' }, rules: { anonymous: { content: 'hide' } } },
  },
};

const PAID = '"isAccessibleForFree":false';
const PART = `"hasPart":{"@type":"WebPageElement",${PAID},"cssSelector":".paywall"}`;
const jsonLd = (members: string, attributes = ''): string =>
  `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle"${members}}</script><zephr-feature feature="articles"${attributes}>Story</zephr-feature>`;
const PAYWALL_CLASS = ' class="paywall"';

/** Warnings of `zephr validate`: the config is valid, and probably not as meant. */
export const WARNING_CODES = {
  'member-unknown': {
    in: ['warning', 'readers'],
    what: 'A member is not known at its place, so it has no effect. Often the name is misspelt.',
    mend: 'Use a name of the list in the message. Notes for people belong into `title` and `description`.',
    example: { config: { version: 1, features: { articles: { titel: 'Articles' } } } },
  },
  'member-twice': {
    in: ['warning', 'readers'],
    what: 'An object has two members of one name. Only the last one counts (RFC 8259, section 4).',
    mend: 'Remove or rename one of them.',
    example: { text: '{ "version": 1, "features": { "a": {}, "a": {} } }' },
  },
  'id-twice': {
    in: ['warning'],
    what: 'Two offers, fields or groups of one list have the same name, or an offer of a paywall has the id of an offer of the site.',
    mend: 'Rename one of them.',
    example: {
      config: withStep('show', {
        components: { subscribe: { type: 'paywall', offers: [{ id: 'monthly' }, { id: 'monthly' }] } },
      }),
    },
  },
  'value-types-differ': {
    in: ['warning'],
    what: 'Outcomes of one feature have values of several types, such as a text and a number.',
    mend: 'Give all of them one type: code that asks for the value expects one.',
    example: {
      config: withStep({
        type: 'device',
        is: 'crawler',
        yes: { content: 'show', value: 'three' },
        no: { content: 'show', value: 3 },
      }),
    },
  },
  'protection-missing': {
    in: ['warning'],
    what: 'Some features of the config state their level of protection, and this one does not, so its content is in the page in clear.',
    mend: 'State it: `hidden`, `withheld` or `sealed`.',
    example: {
      config: {
        version: 1,
        features: {
          articles: { protection: 'hidden', rules: { anonymous: { content: 'hide' } } },
          videos: { rules: { anonymous: { content: 'hide' } } },
        },
      },
    },
  },
  'seal-for-all': {
    in: ['warning'],
    what: 'A sealed feature is shown to readers who are not signed in, so that anybody gets its key.',
    mend: 'Give `anonymous` a step that hides the content, or do not seal it.',
    example: { config: withSealed('show') },
  },
  'seal-fallback': {
    in: ['warning'],
    what: 'A sealed feature has `"fallback": "show"`. Nothing can be shown without its key, so the content stays sealed.',
    mend: 'Name a wall as the fallback, or leave it out.',
    example: { config: withSealed(HIDDEN, { fallback: 'show' }) },
  },
  'webhook-unreachable': {
    in: ['warning'],
    what: 'A node `notify` names a webhook, and the config has no endpoint that could send to it. Only analytics and the data layer are notified.',
    mend: 'Set `jwt.verifyEndpoint`, or leave `webhook` out of the node.',
    example: {
      config: {
        version: 1,
        features: {
          articles: {
            rules: { anonymous: { type: 'notify', name: 'wall-met', webhook: 'crm', exits: { next: 'show' } } },
          },
        },
      },
    },
  },
  'seal-unopenable': {
    in: ['warning'],
    what: 'A sealed feature cannot be opened: the config names neither an endpoint that releases keys nor a claim that holds them, or its rules count and there is no endpoint.',
    mend: 'Set `sealing.endpoint` or `jwt.verifyEndpoint`; without a trial, `sealing.claim` is enough.',
    example: { config: withSealed(HIDDEN, {}, { sealing: {} }) },
  },
  'seal-anonymous-trial': {
    in: ['warning'],
    what: 'A sealed feature counts readers who are not signed in. Their random ids can be made up, so the trial is a courtesy and no lock.',
    mend: 'Count registered readers alone, or keep it and know what it holds.',
    example: { config: withSealed({ type: 'trial', limit: 3, yes: 'show', no: HIDDEN }) },
  },
  'seal-unprovable': {
    in: ['warning'],
    what: 'A way to a sealed content is open by what only the page knows: a cookie, the referrer, the query, custom data, the number of visits or consent. The endpoint releases no key on this way.',
    mend: 'Ask the token, the user store or the path instead.',
    example: {
      config: withSealed({
        ...{ type: 'cookie', name: 'member', condition: 'equals', value: 'yes' },
        ...{ yes: 'show', no: HIDDEN },
      }),
    },
  },
  'shown-to-all': {
    in: ['warning'],
    what: 'A feature has no rule for readers who are not signed in, so everyone is shown the content.',
    mend: 'Add a step for `anonymous`; write `"show"` where it is meant.',
    example: { config: { version: 1, features: { articles: {} } } },
  },
  'state-unreachable': {
    in: ['warning'],
    what: 'A rule is for a user state that no reader can have: `registered` needs `jwt.userMapping`, `customer` needs `jwt.productSyncing`.',
    mend: 'Add the mapping to `jwt`, or remove the rule.',
    example: { config: { version: 1, features: { articles: { rules: { anonymous: 'show', customer: 'show' } } } } },
  },
  'node-unreachable': {
    in: ['warning'],
    what: 'No path from the start of the rule leads to the node.',
    mend: 'Let an exit lead to it, or remove it.',
    example: {
      config: withStep({ start: 'show', nodes: { first: { type: 'jwt-expired', yes: 'show', no: 'show' } } }),
    },
  },
  unused: {
    in: ['warning'],
    what: 'An entry of the config is never used: an outcome, a component, a sub rule, a split test, or a product without features.',
    mend: 'Use it or remove it.',
    example: { config: withStep('show', { components: { hello: { type: 'custom-block', html: '<p>Hello</p>' } } }) },
  },
  'issuer-missing': {
    in: ['warning', 'hint'],
    what: '`jwt` has a key set, and neither `issuer` nor `audience`. Each token of that provider counts, also one that was issued for another site.',
    mend: 'Add `issuer` and `audience`.',
    example: { config: withStep('show', { jwt: { jwksUrl: 'https://id.example/jwks.json' } }) },
  },
  'endpoint-only': {
    in: ['warning'],
    what: '`jwt.algorithms` has an algorithm of shared secrets, which no page can verify.',
    mend: 'Add `jwt.verifyEndpoint`, or remove the algorithm.',
    example: { config: withStep('show', { jwt: { publicKey: PUBLIC_KEY, algorithms: ['ES256', 'HS256'] } }) },
  },
  'endpoint-missing': {
    in: ['warning'],
    what: 'A member of `jwt` is for an endpoint, and `verifyEndpoint` is missing.',
    mend: 'Add `jwt.verifyEndpoint`, or remove the member.',
    example: { config: withStep('show', { jwt: { publicKey: PUBLIC_KEY, credentials: true } }) },
  },
  'key-weak': {
    in: ['warning'],
    what: 'A key is too weak: an RSA key below 2048 bits, with an even exponent, or with the fingerprint of ROCA (CVE-2017-15361). Its tokens are refused with the reason `weak-key`.',
    mend: 'Make another key with `zephr keys`.',
    example: { situation: 'A `publicKey` of 1024 bits.', test: 'test/unit/validate/warnings.test.ts' },
  },
  'claim-case': {
    in: ['warning', 'hint'],
    what: 'Two names of claims differ only in case: two of the config, or one of the config and one of the token. Names of claims are case-sensitive, so the config takes nothing from that claim.',
    mend: 'Write both as the token has it. `zephr token inspect` prints the claims of a token.',
    example: {
      config: withStep(
        { type: 'jwt-token', property: 'Sub', condition: 'equals', value: '1', yes: 'show', no: 'show' },
        {
          jwt: { publicKey: PUBLIC_KEY, userMapping: { foreignUserIdProperty: 'sub' } },
        },
      ),
    },
  },
  'path-not-followed': {
    in: ['warning'],
    what: 'A JSONPath is at a place that takes a name. Nothing follows it there.',
    mend: 'Write the name. A `jwt-token` node and the members of `jwt` that name a claim take a JSONPath.',
    example: {
      config: withStep({
        type: 'user-attribute',
        attribute: '$.city',
        condition: 'equals',
        value: 'Rome',
        yes: 'show',
        no: 'show',
      }),
    },
  },
  'claim-unusable': {
    in: ['warning', 'hint'],
    what: 'Claims of the token, or those that were given with `--claims`, do not give what the config takes from them: an id that is not text or a safe integer, or a product that is not text.',
    mend: 'Let the identity provider write ids as text, or correct `jwt`.',
    example: {
      situation: '`zephr validate zephr.json --claims \'{"sub":12345678901234567890}\'`',
      test: 'test/unit/commands/validate.test.ts',
    },
  },
  'path-never': {
    in: ['warning'],
    what: 'A value can never be in the path of an address: it has a scheme, a query or a fragment, or is not canonical.',
    mend: 'Write the path alone, such as `/sport`. The message has the canonical form.',
    example: { config: withStep({ type: 'url-path', condition: 'equals', value: 'sport', yes: 'show', no: 'show' }) },
  },
  'path-never-taken': {
    in: ['warning'],
    what: 'No reader can take an exit, because of the conditions before it.',
    mend: 'The message names the conditions that exclude each other. Correct one, or remove the exit.',
    example: { config: withStep({ type: 'user-state', is: 'customer', yes: 'show', no: 'show' }) },
  },
  'element-name': {
    in: ['warning'],
    what: '`customElements` has a name that no element of your own can have.',
    mend: 'Use a name in lower case with a hyphen that does not begin with `zephr-`.',
    example: { config: withStep('show', { customElements: { Player: [] } }) },
  },
  'attribute-name': {
    in: ['warning'],
    what: '`customElements` allows an attribute that no block may have: an event handler, `is`, or a name with upper case.',
    mend: 'Remove it, or write it in lower case.',
    example: { config: withStep('show', { customElements: { 'news-player': ['onclick'] } }) },
  },
} as const satisfies Record<string, CodeEntry>;

/** Errors of `zephr validate --page`. */
export const PAGE_CODES = {
  'feature-unended': {
    in: ['page'],
    what: 'A `<zephr-feature>` has an open element at its end tag, so that a browser ignores the tag and gates the rest of the page too.',
    mend: 'Write the end tag of the inner element; a minifier of HTML must not leave it out.',
    example: {
      markup: '<table><tr><td><zephr-feature feature="articles"><table><tr><td>Story</zephr-feature></td></tr></table>',
      config: { version: 1, features: { articles: {} } },
    },
  },
  'fallback-unknown': {
    in: ['page'],
    what: '`data-fallback` is neither `show` nor `hide`, and counts as `hide`.',
    mend: 'Write `show` or `hide`.',
    example: {
      markup: '<zephr-feature feature="articles" data-fallback="open">Story</zephr-feature>',
      config: { version: 1, features: { articles: {} } },
    },
  },
} as const satisfies Record<string, CodeEntry>;

/** Structured data of a page that contradicts the rules. */
export const JSON_LD_CODES = {
  'json-ld-invalid': {
    in: ['json-ld'],
    what: 'A block of JSON-LD is not JSON. Search engines skip it.',
    mend: 'Correct the JSON in `<script type="application/ld+json">`.',
    example: { markup: jsonLd(`,${PAID},${PART},`, PAYWALL_CLASS), config: STRUCTURED },
  },
  'json-ld-missing': {
    in: ['json-ld'],
    what: 'No JSON-LD describes the article, and readers may find it gated. Search engines may take that for cloaking.',
    mend: 'Add JSON-LD with `isAccessibleForFree: false` and `hasPart`, or set `structuredData.write`.',
    example: { markup: `<zephr-feature feature="articles"${PAYWALL_CLASS}>Story</zephr-feature>`, config: STRUCTURED },
  },
  'json-ld-free': {
    in: ['json-ld'],
    what: 'The JSON-LD says that the article is free, or does not say, and readers may find it gated.',
    mend: 'Add `"isAccessibleForFree": false`.',
    example: { markup: jsonLd(`,${PART}`, PAYWALL_CLASS), config: STRUCTURED },
  },
  'json-ld-not-free': {
    in: ['json-ld'],
    what: 'The JSON-LD says that the article is not free, and every reader is shown it.',
    mend: 'Remove `isAccessibleForFree`, or gate the article.',
    example: {
      markup: jsonLd(`,${PAID},${PART}`, PAYWALL_CLASS),
      config: {
        version: 1,
        features: { articles: { structuredData: { cssSelector: '.paywall' }, rules: { anonymous: 'show' } } },
      },
    },
  },
  'json-ld-part-missing': {
    in: ['json-ld'],
    what: '`hasPart` has no part with the `cssSelector` of the feature and `isAccessibleForFree: false`.',
    mend: 'Add the part.',
    example: { markup: jsonLd(`,${PAID}`, PAYWALL_CLASS), config: STRUCTURED },
  },
  'json-ld-class-missing': {
    in: ['json-ld'],
    what: 'No element of the page has the class of `structuredData.cssSelector`.',
    mend: 'Add the class to the element that is gated.',
    example: { markup: jsonLd(`,${PAID},${PART}`), config: STRUCTURED },
  },
} as const satisfies Record<string, CodeEntry>;
