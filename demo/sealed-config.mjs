import { makeDemoConfig } from './demo-config.mjs';

/** Words of the story that a reader with an account may keep; the clear part of the page has more. */
const KEPT = { words: 40 };

/**
 * The config of the newspaper's sealed story.
 *
 * @param {object} jwt - How tokens are verified, and what is read from them. The keys of seals come from beside
 *   `verifyEndpoint`.
 * @returns {object} The content of `sealed.json`.
 */
export function makeSealedConfig(jwt) {
  const { register, subscribe } = makeDemoConfig({}).components;
  return {
    version: 1,
    jwt,
    products: { gold: { title: 'Gold', claimValue: 'gold', features: ['letters'] } },
    components: { register, subscribe },
    features: {
      letters: {
        title: 'The letters',
        protection: 'sealed',
        seal: { clear: { paragraphs: 1 } },
        rules: {
          anonymous: { id: 'letters-register', label: 'Registration wall', content: 'hide', components: ['register'] },
          registered: {
            id: 'letters-paywall',
            label: 'Paywall after 40 words',
            content: { keep: KEPT },
            components: ['subscribe'],
          },
          customer: 'show',
        },
      },
    },
  };
}
