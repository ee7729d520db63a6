/** The contents that the page of the zones can show, by the name in its address. */
export const SHOWN = {
  'pop-up': 'A pop-up to register, after a second',
  'pop-up-that-stays': 'A pop-up that stays: the story is behind it',
  offers: 'A pop-up with offers',
  footer: 'A footer',
  'footer-to-register': 'A footer with a form, that stays',
  own: 'A footer with markup of the page’s own',
};

const whole = (zone, components, zoneOptions) => ({ content: 'show', zone, components, zoneOptions });

/** Where each of them ends. */
const OUTCOMES = {
  'pop-up': whole('pop-up', ['register'], { displayAfter: 1000 }),
  'pop-up-that-stays': {
    content: { keep: { paragraphs: 1 } },
    zone: 'pop-up',
    components: ['register'],
    zoneOptions: { closeable: false, scrollable: false },
  },
  offers: whole('pop-up', ['subscribe'], { scrollable: true }),
  footer: whole('sticky-footer', ['note'], { closeable: true }),
  'footer-to-register': {
    ...whole('sticky-footer', ['register'], { closeable: false }),
    content: { keep: { words: 60 } },
  },
  own: whole('sticky-footer', ['own']),
};

/**
 * The config of the page of the zones: the address says what is shown, `?show=footer`.
 *
 * @param {object} components - Those of the newspaper.
 * @returns {object} The content of its `zephr.json`.
 */
export function makeZonesConfig({ register, subscribe }) {
  const asksFor = (show, no) => ({
    type: 'query-param',
    key: 'show',
    condition: 'equals',
    value: show,
    yes: show,
    no,
  });
  return {
    version: 1,
    components: {
      register,
      subscribe,
      note: {
        type: 'custom-block',
        html: '<h2>The county votes on Tuesday</h2><p>Follow the ferry story by email. <a href="/sign-in">Sign in to follow</a></p>',
      },
      // The page brings its own.
      own: { type: 'custom-block', html: '' },
    },
    outcomes: OUTCOMES,
    features: {
      story: {
        title: 'Story',
        rules: { anonymous: Object.keys(SHOWN).reduceRight((no, show) => asksFor(show, no), 'show') },
      },
    },
  };
}
