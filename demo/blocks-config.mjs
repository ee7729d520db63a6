/** A block by the feature that shows it: its component, and the words above it. */
export const BLOCKS = {
  sections: {
    title: 'A template with sections',
    says: 'A list, words for its numbers, and a part that only readers without a name see.',
    block: {
      html:
        '<h3>{{#claims.name}}For you, {{.}}{{/claims.name}}{{^claims.name}}While you are here{{/claims.name}}</h3>' +
        '<ul class="blocks__stories">{{#variables.stories}}' +
        '<li><a href="{{href}}">{{title}}</a> <span>{{plural minutes one="# minute" other="# minutes"}}</span></li>' +
        '{{/variables.stories}}</ul>',
      variables: {
        stories: [
          { title: 'The ledger of the flood', href: '/metered/1', minutes: 6 },
          { title: 'A bell at the landing', href: '/metered/2', minutes: 1 },
          { title: 'Who owns the levee & the road', href: '/metered/3', minutes: 9 },
        ],
      },
    },
  },
  offer: {
    title: 'A block that speaks of an offer',
    says: 'It names the paywall’s offer by its id; price and period are written in the language of the page.',
    block: {
      offer: 'yearly',
      html:
        '<h3>Gold, {{offer.title}}</h3><p>{{offer.text}}</p>' +
        '{{#offer.price}}<p class="blocks__price"><strong>{{text}}</strong> {{offer.period}}</p>{{/offer.price}}' +
        '<p><a class="button button--main" href="{{offer.href}}">{{offer.action}}</a></p>',
    },
  },
  external: {
    title: 'A block from an address',
    says: 'Fetched once, filled and sanitised like any other; what stands in the config is shown until it has come.',
    block: {
      src: '/blocks/tides.html',
      html: '<p>The tide table is on its way.</p>',
      variables: { landing: 'Gee’s Landing' },
    },
  },
  element: {
    title: 'An element of the page’s own',
    says: 'The config lets <code>&lt;news-letter topic&gt;</code> in, and no other.',
    block: {
      html: '<h3>The Friday letter</h3><p>What the river did this week.</p><news-letter topic="the ferry"></news-letter>',
    },
  },
};

/** The answer at the address of the external block. */
export const TIDES =
  '<h3>Tides at {{variables.landing}}</h3>' +
  '<table class="blocks__tides"><thead><tr><th scope="col">Water</th><th scope="col">Time</th></tr></thead><tbody>' +
  '<tr><th scope="row">High</th><td>05:12</td></tr><tr><th scope="row">Low</th><td>11:40</td></tr>' +
  '<tr><th scope="row">High</th><td>17:31</td></tr></tbody></table>' +
  '<script>document.title = "Nothing of an external block runs";</script>\n';

/**
 * The config of the page of the blocks.
 *
 * @param {object} components - Those of the newspaper.
 * @returns {object} The content of its `zephr.json`.
 */
export function makeBlocksConfig({ subscribe }) {
  const entries = Object.entries(BLOCKS);
  return {
    version: 1,
    customElements: { 'news-letter': ['topic'] },
    components: {
      subscribe,
      ...Object.fromEntries(entries.map(([id, { block }]) => [id, { type: 'custom-block', ...block }])),
    },
    features: Object.fromEntries(
      entries.map(([id, { title }]) => [id, { title, rules: { anonymous: { content: 'hide', components: [id] } } }]),
    ),
  };
}
