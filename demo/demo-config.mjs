/** The plans of the newspaper's shop. */
export const OFFERS = [
  {
    id: 'monthly',
    title: 'Monthly',
    text: 'Renewed every month.',
    price: { amount: 9.9, currency: 'USD' },
    per: 'month',
    badge: 'Most chosen',
    action: 'Subscribe monthly',
    href: '/checkout?plan=monthly',
  },
  {
    id: 'yearly',
    title: 'Yearly',
    text: 'Two months less to pay.',
    price: { amount: 99, currency: 'USD' },
    per: 'year',
    action: 'Subscribe yearly',
    href: '/checkout?plan=yearly',
  },
];

/**
 * The config of the demo's newspaper: what its console would hold.
 *
 * @param {object} jwt - How tokens are verified, and what is read from them.
 * @returns {object} The content of `zephr.json`.
 */
export function makeDemoConfig(jwt) {
  return {
    version: 1,
    jwt,
    products: {
      // There is no silver: a token that says so belongs to a registered reader, not to a customer.
      gold: { title: 'Gold', claimValue: 'gold', features: ['articles', 'videos'] },
    },
    components: {
      register: {
        type: 'registration-wall',
        heading: 'Read on with a free account',
        text: 'It takes an email address and a minute. The first part of every story is then yours to read.',
        action: '/register',
        // The demo's identity provider is a page of its own.
        submit: 'form',
        button: 'Create my account',
        fields: [{ name: 'email', type: 'email', label: 'Email address', required: true, autocomplete: 'email' }],
        signIn: { href: '/sign-in', text: 'Registered before?', label: 'Sign in' },
      },
      subscribe: {
        type: 'paywall',
        heading: 'Keep reading with Gold',
        text: 'Every story and every film. Stop whenever you like.',
        offers: OFFERS,
        signIn: { href: '/sign-in', text: 'A subscriber already?', label: 'Sign in' },
      },
      watch: {
        type: 'registration-wall',
        heading: 'Watch with an account',
        text: 'Register first. The films come with Gold.',
        action: '/register',
        // The demo's identity provider is a page of its own.
        submit: 'form',
        button: 'Create my account',
        fields: [{ name: 'email', type: 'email', label: 'Email address', required: true, autocomplete: 'email' }],
      },
      hello: {
        type: 'custom-block',
        // A token without a name leaves a plain "Hello", so no punctuation follows.
        html:
          '<h3>Hello {{claims.name}}</h3>' +
          '<p>You are signed in as reader {{claims.sub}}. Films come with Gold.</p>' +
          '<p><a href="/checkout?plan=monthly">See what Gold costs</a></p>',
      },
      greeting: {
        type: 'custom-block',
        html:
          '<h3>Good morning, {{user.city}}</h3>' +
          '<p>You have had the {{user.plan}} since {{user.since}}. Films come with Gold.</p>' +
          '<p><a href="/checkout?plan=monthly">See what Gold costs</a></p>',
      },
    },
    features: {
      articles: {
        title: 'Articles',
        rules: {
          anonymous: {
            id: 'articles-registration-wall',
            label: 'Registration wall',
            content: 'hide',
            components: ['register'],
          },
          registered: {
            type: 'jwt-token',
            property: 'state',
            condition: 'equals',
            value: 'Alabama',
            yes: 'show',
            no: {
              id: 'articles-paywall',
              label: 'Paywall after 60 words',
              content: { keep: { words: 60 } },
              components: ['subscribe'],
            },
          },
          customer: 'show',
        },
      },
      videos: {
        title: 'Videos',
        rules: {
          anonymous: {
            id: 'videos-registration-wall',
            label: 'Registration wall',
            content: 'hide',
            components: ['watch'],
          },
          registered: {
            type: 'user-attribute',
            attribute: 'city',
            condition: 'is-not-empty',
            yes: { id: 'videos-greeting', label: 'Greeting by record', content: 'hide', components: ['greeting'] },
            no: { id: 'videos-hello', label: 'Greeting', content: 'hide', components: ['hello'] },
          },
          customer: 'show',
        },
      },
    },
  };
}
