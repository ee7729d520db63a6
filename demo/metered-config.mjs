import { OFFERS } from './demo-config.mjs';

/** So many stories a month, by the reader's state. They share a tracker: what was read before signing in counts on. */
const LIMITS = { anonymous: 3, registered: 5 };

/**
 * A trial of stories, as the rule of one user state.
 *
 * @param {keyof typeof LIMITS} state
 * @param {string} invitation - The component below the last story.
 * @param {string} wall - The component in place of one story more.
 */
function trialOf(state, invitation, wall) {
  return {
    type: 'trial',
    tracker: 'stories',
    limit: LIMITS[state],
    window: 'calendar-month',
    yes: { id: `${state}-free`, label: 'A free story', content: 'show', components: ['left'] },
    remaining: {
      0: { id: `${state}-last`, label: 'None is left', content: 'show', components: ['left', invitation] },
    },
    no: { id: `${state}-used-up`, label: 'Used up', content: { keep: { words: 40 } }, components: [wall] },
  };
}

/**
 * The config of the newspaper's metered section.
 *
 * @param {object} jwt - How tokens are verified, and what is read from them.
 * @returns {object} The content of `metered.json`.
 */
export function makeMeteredConfig(jwt) {
  return {
    version: 1,
    jwt,
    products: { gold: { title: 'Gold', claimValue: 'gold', features: ['metered'] } },
    components: {
      left: {
        type: 'custom-block',
        html:
          '<p><strong>{{plural trial.remaining 0="No articles" one="# article" other="# articles"}} left this month</strong> ' +
          '<span>of {{trial.limit}}</span></p>',
      },
      'invite-to-register': {
        type: 'custom-block',
        html:
          '<h3>Those were all {{trial.limit}} of this month</h3>' +
          `<p>What you have read stays open. With a free account there are ${LIMITS.registered} a month.</p>` +
          '<p><a href="/register">Create an account</a></p>',
      },
      'invite-to-subscribe': {
        type: 'custom-block',
        html:
          '<h3>Those were all {{trial.limit}} of this month</h3>' +
          '<p>What you have read stays open. With Gold there is nothing to count.</p>' +
          '<p><a href="/checkout?plan=monthly">See what Gold costs</a></p>',
      },
      'wall-register': {
        type: 'registration-wall',
        heading: 'You have read your {{trial.limit}} stories this month',
        text: `A free account makes it ${LIMITS.registered}. Stories that you have read count among them, and stay open.`,
        action: '/register',
        // The demo's identity provider is a page of its own.
        submit: 'form',
        button: 'Create my account',
        fields: [{ name: 'email', type: 'email', label: 'Email address', required: true, autocomplete: 'email' }],
        signIn: { href: '/sign-in', text: 'Registered before?', label: 'Sign in' },
      },
      'wall-subscribe': {
        type: 'paywall',
        heading: 'You have read your {{trial.limit}} stories this month',
        text: 'With Gold there is nothing to count. Stop whenever you like.',
        offers: OFFERS,
        signIn: { href: '/sign-in', text: 'A subscriber already?', label: 'Sign in' },
      },
    },
    features: {
      metered: {
        title: 'Along the river',
        rules: {
          anonymous: trialOf('anonymous', 'invite-to-register', 'wall-register'),
          registered: trialOf('registered', 'invite-to-subscribe', 'wall-subscribe'),
          customer: 'show',
        },
      },
    },
  };
}
