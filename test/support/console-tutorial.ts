/** Zephr's tutorial in the console, step by step: from a config without features to the one that its last step leaves. */
import assert from 'node:assert/strict';
import { signWithSecret } from './demo-tutorial.js';
import type { ConsoleHand } from './console-hands.js';
import type { ConsolePage, ServedConsole } from './console-page.js';

/** The config before the first step. */
export const BARE = { version: 1, features: {} };

/** The config after the last step. */
export const DONE = {
  version: 1,
  features: {
    videos: {},
    articles: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: {
          ...{ type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' },
          ...{ yes: 'show', no: '60-words-subscribe' },
        },
      },
    },
  },
  components: { register: { type: 'registration-wall' }, subscribe: { type: 'paywall' } },
  jwt: {
    verifyEndpoint: '/zephr/verify',
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'prod' },
    userStore: { foreignKeySystem: 'crm' },
  },
  products: { gold: { title: 'Gold', features: ['videos', 'articles'], claimValue: 'gold' } },
  outcomes: { '60-words-subscribe': { content: { keep: { words: 60 } }, components: ['subscribe'] } },
};

/** The reader of the tutorial. */
const READER = { sub: '1234567890' };

/** A console, its page, and the hand that works it. */
export interface TutorialTools {
  readonly server: ServedConsole;
  readonly app: ConsolePage;
  readonly hand: ConsoleHand;
}

/** Members of a config on disk. */
export interface ReadConfig {
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly products?: unknown;
  readonly features: Readonly<Record<string, { readonly rules?: Readonly<Record<string, unknown>> }>>;
}

/** Reads the config on disk. */
export async function readConfig({ server }: Pick<TutorialTools, 'server'>): Promise<ReadConfig> {
  return JSON.parse(await server.readText()) as ReadConfig;
}

/** The prerequisites: two walls, two features, and a rule for anonymous and one for registered readers. */
export async function makeWalls({ hand, app }: TutorialTools): Promise<void> {
  await hand.press('link', 'Components');
  await hand.press('button', 'Add a component');
  await hand.fill('Title', 'register');
  await app.waitFor('No outcome shows it yet.');
  await hand.press('button', 'Add a component');
  await hand.fill('Title', 'subscribe');
  await app.find('link', 'subscribe');
  await hand.choose('Type', 'Paywall');
  await hand.press('link', 'Features');
  await hand.fill('Title', 'videos');
  await hand.press('button', 'Add a feature');
  await app.find('tab', 'Registered');
  await hand.press('link', 'Features');
  await hand.fill('Title', 'articles');
  await hand.press('button', 'Add a feature');
  await hand.press('button', 'Give anonymous readers a rule of their own');
  await hand.press('button', 'Lead to…');
  await hand.choose('Content', 'Hide content');
  await hand.press('checkbox', 'register');
  await hand.press('button', 'Save');
  await app.find('treeitem', 'Start, Hide content + register, Registration wall (register)');
  await hand.press('tab', 'Registered');
  await hand.press('button', 'Give registered readers a rule of their own');
  await hand.press('button', 'Lead to…');
  await hand.choose('Content', 'First words');
  await hand.press('checkbox', 'register');
  await hand.press('checkbox', 'subscribe');
  await hand.press('button', 'Save');
  await app.find('treeitem', 'Start, First 60 words + subscribe, Paywall (subscribe)');
  await hand.save();
}

/** Step 2: a public key, and then the secret of jwt.io in its place. */
export async function giveSecret({ hand, app }: TutorialTools): Promise<void> {
  await hand.press('link', 'JSON Web Tokens');
  await hand.fill('Secret or Public Key', 'secret');
  await hand.save();
  await hand.fill('Token', signWithSecret(JSON.stringify({ ...READER, prod: 'gold' })));
  await app.waitFor('signature ✓');
}

/** Step 3: User Mapping. The reader on screen is registered before anything is saved. */
export async function mapUsers({ hand, app, server }: TutorialTools): Promise<void> {
  await app.waitFor(/articles: anonymous/);
  await hand.press('checkbox', 'Enable User Mapping');
  await hand.fill('Foreign User ID Property', 'sub');
  await app.waitFor(/articles: registered/);
  assert.equal((await readConfig({ server })).jwt?.['userMapping'], undefined);
  await hand.save();
}

/** Step 4: Product Syncing, and the product Gold. */
export async function syncProducts({ hand, app }: TutorialTools): Promise<void> {
  await hand.press('checkbox', 'Enable Product Syncing');
  await hand.fill('Private Claim Name', 'prod');
  await hand.press('link', 'Catalogue');
  await hand.press('button', 'Add a product');
  await hand.fill('Title', 'Gold');
  await hand.press('checkbox', 'articles');
  await hand.press('checkbox', 'videos');
  assert.ok(await app.isDisabled('textbox', 'Claim Value'));
  await hand.press('button', 'Unlock');
  await hand.press('checkbox', 'Auto-assign from JWT');
  await hand.fill('Claim Value', 'gold');
  await hand.press('button', 'Update & Lock');
  await hand.save();
}

/** The user state that the bench tells of a reader with products. */
export async function benchProducts({ hand, app }: TutorialTools, prod: unknown, state: string): Promise<void> {
  await hand.fill('Token', signWithSecret(JSON.stringify({ ...READER, prod })));
  await app.waitFor(new RegExp(`signature ✓[^]*articles: ${state}`));
}

/** Step 5: the JWT Token node in the rule of registered readers. */
export async function insertNode({ hand, app }: TutorialTools): Promise<void> {
  await hand.press('link', 'Features');
  await hand.press('link', 'articles');
  await hand.press('tab', 'Registered');
  await hand.press('button', 'JWT Token');
  await hand.fill('Property Name', 'state');
  await hand.fill('Value', 'Alabama');
  await hand.press('button', 'Save');
  await app.waitForNo('dialog', 'JWT Token');
  await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama');
  // The exit No has the focus, and takes the wall that Yes has.
  await hand.press('button', 'Lead to…');
  await hand.press('button', 'First 60 words + subscribe');
  await app.find('treeitem', 'No, 60-words-subscribe, First 60 words, Paywall (subscribe)');
  await hand.press('treeitem', 'Yes, 60-words-subscribe, First 60 words, Paywall (subscribe)');
  await hand.press('button', 'Lead to…');
  await hand.press('button', 'Show content');
  await app.find('treeitem', 'Yes, Show content');
  await hand.save();
}

/** Step 6: the ids of readers are mapped to a user store. */
export async function mapStore({ hand }: TutorialTools): Promise<void> {
  await hand.press('link', 'JSON Web Tokens');
  await hand.press('checkbox', 'Map Foreign User ID to user store');
  await hand.fill('Foreign Key System', 'crm');
  await hand.save();
}

/** Does the whole tutorial, and gives the text of the file. */
export async function doTutorial(tools: TutorialTools): Promise<string> {
  for (const step of [makeWalls, giveSecret, mapUsers, syncProducts, insertNode, mapStore]) await step(tools);
  assert.deepEqual(tools.app.errors, []);
  return tools.server.readText();
}
