import type { CodeEntry } from './code-entry.js';

/** A config whose feature shows a component to everybody. */
const withComponent = (component: object, others: object = {}): object => ({
  version: 1,
  components: { block: component },
  features: { articles: { rules: { anonymous: { content: 'hide', components: ['block'] } } } },
  ...others,
});

/** A config whose features are at targets of the page. */
const withTargets = (...targets: object[]): object => ({
  version: 1,
  features: Object.fromEntries(
    targets.map((target, index) => [`part-${index + 1}`, { target, rules: { anonymous: { content: 'hide' } } }]),
  ),
});

const FEATURE = '<zephr-feature feature="articles">Story</zephr-feature>';

/** Faults: failures in a page after start. */
export const FAULT_CODES = {
  timeout: {
    in: ['fault', 'token', 'store'],
    what: 'Something did not arrive in time. In a page: the config, a file of the SDK, or the answer about a token, within the `pending.timeout` of the feature; the content shows its fallback meanwhile. Of a token: the endpoint or the key set gave no answer. Of a store: it gave no answer within its limit.',
    mend: 'Look for the request in the network view of the browser, and for the reason why its server is slow. `pending.timeout` sets how long a feature waits.',
    example: {
      situation: 'A server that accepts the request for `chunks/walls.js` and never answers.',
      test: 'test/page/newcomers.test.ts',
    },
  },
  'config-ignored': {
    in: ['fault'],
    what: 'The page has inline configs that do not count, beside the one that does.',
    mend: 'Remove them. Find out where they come from first: an attacker who can write into your page may have added them.',
    example: {
      situation: 'Two inline configs, one of them directly before the script tag.',
      test: 'test/page/inline-configs.test.ts',
    },
  },
  'config-keep': {
    in: ['fault'],
    what: '`data-keep-config` cannot be followed: its value is not a span of time, or the browser does not store the copy.',
    mend: 'Write `data-keep-config`, `data-keep-config="12h"` or `data-keep-config="30d"`.',
    example: { situation: 'A script tag with `data-keep-config="soon"`.', test: 'test/page/kept-config.test.ts' },
  },
  'config-stale': {
    in: ['fault'],
    what: 'The config cannot be fetched, so the page uses the copy that `data-keep-config` has kept.',
    mend: 'Nothing in the page. Bring the address of the config back; the page asks it again.',
    example: {
      situation: 'The server of the config fails after a visit that kept a copy.',
      test: 'test/page/kept-config.test.ts',
    },
  },
  'endpoint-unreachable': {
    in: ['fault'],
    what: 'The endpoint of `jwt.verifyEndpoint`, `jwt.refresh` or `sealing.endpoint` gives no usable answer. The message has its address and the cause: a status, a redirect, an answer that is not that of an endpoint, or a failed request, which can be CORS.',
    mend: 'Check that the endpoint runs at this address. On another origin, its `allowedOrigins` must name the origin of the page.',
    example: { situation: 'A `verifyEndpoint` whose server answers 503.', test: 'test/page/failures-endpoint.test.ts' },
  },
  'token-unreachable': {
    in: ['fault'],
    what: 'The token of the reader cannot be verified: the key set does not arrive, or verification is out of reach. Features with a `fallback` show it; the others decide as for an anonymous reader.',
    mend: 'Check the address of the key set in the message. Its server must answer with JSON and allow the origin of the page (CORS). A `publicKey` beside `jwksUrl` bridges an outage.',
    example: {
      situation: 'A `jwksUrl` whose server is down, and a reader with a token.',
      test: 'test/page/failures-endpoint.test.ts',
    },
  },
  'usage-broken': {
    in: ['fault'],
    what: 'The counts that the browser has stored are not readable, and were discarded. Counting starts from zero for this reader.',
    mend: 'Nothing for one reader. With many, look for other code that writes to the storage keys of the SDK.',
    example: { situation: 'Other code has overwritten the stored ledger.', test: 'test/page/usage-storage.test.ts' },
  },
  'callback-failed': {
    in: ['fault'],
    what: 'A function of the page’s own code threw: one that was pushed to `window.Zephr`, given to `provideFacts` or `refresh`, or registered with `Blaize`.',
    mend: 'Mend the function; the message has its error.',
    example: {
      html: `<script>(window.Zephr = window.Zephr || []).push(() => { throw new Error("not ready"); });</script>${FEATURE}`,
      config: { version: 1, features: { articles: {} } },
    },
  },
  'template-broken': {
    in: ['fault', 'warning'],
    what: 'A template cannot be filled: a section is not closed, or a tag is not complete. The block is shown empty.',
    mend: 'Close each `{{#section}}` with `{{/section}}`.',
    example: { html: FEATURE, config: withComponent({ type: 'custom-block', html: '<p>{{#user}}Hello</p>' }) },
  },
  'offer-unknown': {
    in: ['fault', 'warning'],
    what: 'A paywall, a custom block or an outcome names an offer that the config does not have. The wall is shown without it.',
    mend: 'Correct the id, or add the offer to `offers`.',
    example: { html: FEATURE, config: withComponent({ type: 'custom-block', html: '<p>Join</p>', offer: 'monthly' }) },
  },
  'address-refused': {
    in: ['fault', 'warning'],
    what: 'A value would decide the scheme or the host of an address, so that a reader could turn a link against the site. The address is left out.',
    mend: 'Write scheme and host out. Use triple braces for a value that only you or your identity provider write.',
    example: {
      config: withComponent({ type: 'custom-block', html: '<a href="https://{{claims.shop}}/buy">Buy</a>' }),
    },
  },
  'content-unreachable': {
    in: ['fault'],
    what: 'The server of an element with `src` gives no content: it cannot be reached, takes longer than 20 seconds, or answers with an error or with something other than HTML. Or it refuses a reader for whom no lower user state has a wall. The element shows its fallback, and asks again once the browser is online again.',
    mend: 'Look for the request in the network view of the browser. On another origin, the server needs `access-control-allow-origin`, and the element `crossorigin="use-credentials"` where it needs cookies.',
    example: {
      situation: 'An element with `src="/story/body.html"` whose server answers 503.',
      test: 'test/page/withheld.test.ts',
    },
  },
  'seal-policy': {
    in: ['fault'],
    what: 'The Content-Security-Policy of the page has `trusted-types` without `zephr-sealed`, and the browser has no sanitiser of its own. Content that is sealed or withheld cannot be inserted.',
    mend: 'Add `zephr-sealed` to `trusted-types`.',
    example: {
      situation: 'A page with `trusted-types default` in a browser without `setHTML`.',
      test: 'test/page/sealed-policy.test.ts',
    },
  },
  'block-unreachable': {
    in: ['fault'],
    what: 'The file of a custom block (`src`) does not arrive, or answers with an error.',
    mend: 'Open the address in the browser. On another origin the server must allow the origin of the page (CORS).',
    example: { html: FEATURE, config: withComponent({ type: 'custom-block', src: '/missing.html' }) },
  },
  'selector-invalid': {
    in: ['fault'],
    what: 'The selector of a target is not a selector that the browser understands.',
    mend: 'Try it in the console of the browser: `document.querySelector("…")`.',
    example: { html: '<p class="story">Story</p>', config: withTargets({ selector: '..story' }) },
  },
  'target-unclosed': {
    in: ['fault'],
    what: 'A target begins with a comment marker, and its end marker is missing. Nothing is gated there.',
    mend: 'Add the end marker in the same element as the beginning.',
    example: { html: '<!-- ZEPHR_FEATURE story --><p>Story</p>', config: withTargets({ comment: 'story' }) },
  },
  'target-taken': {
    in: ['fault'],
    what: 'The targets of two features are the same elements, or overlap. Only the first feature gates them.',
    mend: 'Let each element belong to one feature.',
    example: {
      html: '<p class="story">Story</p>',
      config: withTargets({ selector: '.story' }, { selector: 'p.story' }),
    },
  },
  'not-withheld': {
    in: ['page'],
    what: 'A feature is declared withheld, and its element has no `src`, so its content is in the page in clear.',
    mend: 'Leave the content out of the page, and name the address that sends it: `<zephr-feature feature="articles" src="/story/body.html">`.',
    example: {
      markup: FEATURE,
      config: {
        version: 1,
        features: { articles: { protection: 'withheld', rules: { anonymous: { content: 'hide' } } } },
      },
    },
  },
  'content-outside': {
    in: ['fault', 'page', 'seal'],
    what: 'The browser has closed a `<zephr-feature>` before its content ends, so that the rest is outside of it and open: a block inside a paragraph, or rows inside a table.',
    mend: 'Put the element around the paragraphs, or around the whole table.',
    example: {
      markup: '<p><zephr-feature feature="articles"><div>Story</div></zephr-feature></p>',
      config: { version: 1, features: { articles: {} } },
    },
  },
  'content-lost': {
    in: ['fault'],
    what: 'The page is a copy, as a snapshot cache brings it back, and its gated content is gone; its own address has none either.',
    mend: 'Serve the page at its own address with the content in it, or exclude the page from the cache.',
    example: {
      situation: 'A copy of a page that Turbo brings back, and an address that answers 404.',
      test: 'test/page/copies.test.ts',
    },
  },
  'work-limit': {
    in: ['fault'],
    what: 'Other code changes gated content or removes walls without end. The SDK stops following it, and keeps the content hidden.',
    mend: 'Find the code that writes into the element each time it changes; the message names the limit that was met.',
    example: {
      situation: 'An extension that removes a wall each time it appears.',
      test: 'test/page/live-content.test.ts',
    },
  },
  internal: {
    in: ['fault', 'http', 'log'],
    what: 'Something failed that the SDK did not foresee: in a page as a fault, at the endpoint as status 500 and an entry of the log.',
    mend: 'Report it, with the message or the entry of the log.',
    example: {
      situation: 'A log function that makes a route throw.',
      test: 'test/unit/endpoint/protect/protect.test.ts',
    },
  },
} as const satisfies Record<string, CodeEntry>;

/** Reasons of decisions that no rule made. */
export const DECISION_CODES = {
  rule: {
    in: ['decision'],
    what: 'A rule of the config has decided.',
    mend: 'Nothing. `trace` has the path through the rule.',
    example: { situation: 'A decision of a feature with a rule.', test: 'test/unit/decision/create-engine.test.ts' },
  },
  fault: {
    in: ['decision'],
    what: 'The feature cannot be decided: the config has a mistake in it, or something did not arrive. The decision is its `fallback`.',
    mend: 'Look for the `zephr-fault` of the feature: it has the code.',
    example: { situation: 'A feature whose rule has a mistake.', test: 'test/unit/decision/create-engine.test.ts' },
  },
  'unknown-feature': {
    in: ['decision'],
    what: 'The config has no feature of this name. `access` is false.',
    mend: 'Correct the name in `decide()` or in the attribute `feature`.',
    example: {
      situation: '`Zephr.decide("article")`, where the feature is "articles".',
      test: 'test/unit/decision/compile-config.test.ts',
    },
  },
} as const satisfies Record<string, CodeEntry>;
