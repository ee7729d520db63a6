/** Configs in TypeScript that are sound, and some that are not, with a part of the message that says why. */

/** A sound config that uses every kind of reference. */
const SOUND = `import { defineConfig, startZephr } from 'zephr-onpage';
export const config = defineConfig({
  version: 1,
  jwt: { publicKey: 'x', productSyncing: { privateClaimName: 'prod' } },
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  components: { register: { type: 'registration-wall' }, subscribe: { type: 'paywall', offers: [{ id: 'a' }] } },
  outcomes: { wall: { content: 'hide', components: ['register'], zone: 'pop-up' } },
  splitTests: { color: { groups: [{ id: 'red', weight: 1 }, { id: 'blue', weight: 1 }] } },
  subRules: {
    metered: {
      start: 'first',
      nodes: { first: { type: 'trial', limit: 3, yes: { exit: 'open' }, no: { exit: 'closed' }, remaining: { '1': { exit: 'open' } } } },
      exits: ['open', 'closed'],
    },
  },
  features: {
    articles: {
      title: 'Articles',
      fallback: { content: 'hide', components: ['register'] },
      rules: {
        anonymous: 'wall',
        registered: {
          type: 'split-test',
          test: 'color',
          exits: { red: 'show', blue: { type: 'sub-rule', rule: 'metered', exits: { open: 'show', closed: 'wall' } } },
        },
        customer: {
          start: 'a',
          nodes: {
            a: { type: 'has-product', product: 'gold', yes: 'show', no: 'b' },
            b: { type: 'feature', feature: 'articles', yes: 'show', no: { content: { keep: { words: 3 } }, components: ['subscribe'] } },
          },
        },
      },
    },
    videos: { rules: { anonymous: 'show' } },
  },
});
void startZephr(config);
`;

/** Changes of one place each, by name, and the message that the compiler gives for it. */
const MISTAKES: Readonly<Record<string, readonly [from: string, to: string, message: RegExp]>> = {
  component: [
    "components: ['subscribe']",
    "components: ['subscrib']",
    /'"subscrib"' is not assignable to type '"register" \| "subscribe"'/,
  ],
  'component of an outcome': [
    "components: ['register'], zone",
    "components: ['registre'], zone",
    /"registre"' is not .*'"register" \| "subscribe"'\. Did you mean '"register"'/,
  ],
  'component of a fallback': [
    "fallback: { content: 'hide', components: ['register']",
    "fallback: { content: 'hide', components: ['a']",
    /'"a"' is not assignable to type '"register" \| "subscribe"'/,
  ],
  'feature of a product': ["features: ['articles']", "features: ['article']", /Did you mean '"articles"'/],
  step: [
    "anonymous: 'wall'",
    "anonymous: 'wal'",
    /'"wal"' is not assignable to type '"show" \| "wall"'\. Did you mean '"wall"'/,
  ],
  'node of the rule': ["no: 'b' }", "no: 'c' }", /'"c"' is not assignable to type .*"b"/],
  'first step': ["start: 'a'", "start: 'z'", /'"z"' is not assignable/],
  product: ["product: 'gold'", "product: 'silver'", /'"silver"' is not assignable to type '"gold"'/],
  feature: ["feature: 'articles', yes", "feature: 'article', yes", /Did you mean '"articles"'/],
  'split test': ["test: 'color'", "test: 'colour'", /'"colour"' is not assignable to type '"color"'/],
  group: ["red: 'show'", "green: 'show'", /There is no member green/],
  'sub rule': ["rule: 'metered'", "rule: 'meter'", /'"meter"' is not assignable to type '"metered"'/],
  'exit that is missing': ["open: 'show', closed: 'wall'", "open: 'show'", /Property 'closed' is missing/],
  'exit of a sub rule': [
    "no: { exit: 'closed' }",
    "no: { exit: 'close' }",
    /'"close"' is not assignable to type '"closed" \| "open"'/,
  ],
  content: [
    "content: 'hide', components: ['register'], zone",
    "content: 'hid', components: ['register'], zone",
    /'"hid"' is not assignable to type 'ContentRule'\. Did you mean '"hide"'/,
  ],
  'member of a feature': ["title: 'Articles'", "titel: 'Articles'", /There is no member titel/],
  'member of a node': ['limit: 3', 'limits: 3', /There is no member limits/],
  'member of an outcome': ["zone: 'pop-up'", "zones: 'pop-up'", /There is no member zones/],
  'member of the config': ['  splitTests:', '  splitTest: {},\n  splitTests:', /There is no member splitTest/],
};

const JSON_CONFIG = {
  version: 1,
  jwt: { publicKey: 'x', algorithms: ['ES256'] },
  products: { gold: { claimValue: 'gold', features: ['a'] }, silver: { claimValue: ['s', 't'], features: [] } },
  components: { register: { type: 'registration-wall', fields: [{ name: 'email', type: 'email' }] } },
  features: {
    a: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: { type: 'jwt-expired', yes: 'show', no: { content: { keep: { words: 60 } } } },
      },
    },
  },
};

const STARTS = `import { startZephr, type Config } from 'zephr-onpage';
import config from './zephr.json';
void startZephr(config);
void startZephr('/zephr.json');
void startZephr({ version: 1, features: { a: { rules: { anonymous: 'show' } } } });
declare const known: Config;
void startZephr(known).then((zephr) => zephr.start(config, { debug: true }));
`;

const START = "import { startZephr } from 'zephr-onpage';\n";

/** The files of a site, and the messages that they have to give; files without one have to give none. */
export function configTypeCases(): {
  readonly files: Record<string, string>;
  readonly messages: Record<string, RegExp>;
} {
  const files: Record<string, string> = {
    'sound.ts': SOUND,
    'zephr.json': JSON.stringify(JSON_CONFIG),
    'starts.ts': STARTS,
    'refused-content.ts': `${START}void startZephr({ version: 1, features: { a: { rules: { anonymous: { content: 'hid' } } } } });\n`,
    'refused-version.ts': `${START}void startZephr({ version: 2, features: {} });\n`,
    'refused-number.ts': `${START}void startZephr(5);\n`,
  };
  const messages: Record<string, RegExp> = {
    'refused-content.ts': /is not assignable/,
    'refused-version.ts': /is not assignable/,
    'refused-number.ts': /'number' is not assignable to parameter of type/,
  };
  for (const [name, [from, to, message]] of Object.entries(MISTAKES)) {
    if (!SOUND.includes(from)) throw new Error(`The sound config has no ${from}`);
    const file = `${name.replaceAll(' ', '-')}.ts`;
    files[file] = SOUND.replace(from, to);
    messages[file] = message;
  }
  return { files, messages };
}
