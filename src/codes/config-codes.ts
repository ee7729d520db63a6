import type { CodeEntry } from './code-entry.js';

/** A config with one feature, whose anonymous readers get a step. */
const withStep = (anonymous: unknown, others: object = {}): object => ({
  version: 1,
  features: { articles: { rules: { anonymous } } },
  ...others,
});

/** A config with the members of `jwt`. */
const withJwt = (jwt: object): object => ({ version: 1, jwt, features: {} });

/** Mistakes in a config, and configs that do not arrive. */
export const CONFIG_CODES = {
  'config-missing': {
    in: ['config'],
    what: 'The page names no config: the script tag has no `data-config`, and no inline config is beside it.',
    mend: 'Add `data-config="/zephr.json"` to the script tag, or put the config into a `<script type="application/json" data-zephr-config>` before it. Where a tag manager removes attributes, push `["start", "/zephr.json"]` into `window.Zephr`.',
    example: { html: '<script src="/zephr.js"></script>' },
  },
  'config-unreachable': {
    in: ['config'],
    what: 'The address of the config gives no file: the server is down, answers with an error, refuses another origin (CORS), or a Content-Security-Policy blocks the request.',
    mend: 'Open the address in the browser. With status 404, deploy the file or correct the address; with 401 or 403, make it readable without a login. From another origin the server must send `Access-Control-Allow-Origin`; the page’s policy must allow the origin in `connect-src`.',
    example: { html: '<script src="/zephr.js" data-config="/missing.json"></script>' },
  },
  'config-ambiguous': {
    in: ['config'],
    what: 'The page has several inline configs, and none of them is directly before the script tag.',
    mend: 'Keep one inline config, directly before the script tag.',
    example: {
      html: '<script type="application/json" data-zephr-config>{}</script><p></p><script type="application/json" data-zephr-config>{}</script><p></p><script src="/zephr.js"></script>',
    },
  },
  'config-not-json': {
    in: ['config'],
    what: 'The config is not JSON. Often the address answers with an HTML page, or a template engine has escaped the inline config.',
    mend: 'Open the address in the browser: it must show JSON. In a `<script>` write JSON as it is, with only `<` as `\\u003c`.',
    example: { text: '{ "version": 1, "features": {}, }' },
  },
  'config-unsigned': {
    in: ['config'],
    what: 'The script tag has `data-config-key`, and the config has no signature.',
    mend: 'Sign the config with `zephr sign`, and serve the `.sig` file beside it.',
    example: {
      situation: 'A page with `data-config-key`, and a config without its `.sig` file.',
      test: 'test/page/signed-config.test.ts',
    },
  },
  'config-signature': {
    in: ['config'],
    what: 'The signature of the config does not verify with `data-config-key`. Config or signature was changed, or only one of the two files was deployed.',
    mend: 'Sign the deployed config again with `zephr sign`, and deploy both files together.',
    example: { situation: 'A config that was edited after it was signed.', test: 'test/page/signed-config.test.ts' },
  },
  'config-key': {
    in: ['config'],
    what: '`data-config-key` is not a public key that can verify the signature of the config.',
    mend: 'Use the public key that `zephr keys` wrote beside the signing key: PEM without line breaks, or a JWK.',
    example: { situation: 'A script tag with `data-config-key="secret"`.', test: 'test/page/signed-config.test.ts' },
  },
  'version-unknown': {
    in: ['config', 'readers'],
    what: '`version` is not 1, the only version that this release reads.',
    mend: 'Write `"version": 1`, or update the package where the file is newer.',
    example: { config: { version: 2, features: {} } },
  },
  'secret-in-browser': {
    in: ['config'],
    what: 'The config holds a secret or a private key. Every reader can read the config, so the SDK refuses to start.',
    mend: 'Remove the secret, and replace it: it is public now if the file was deployed. Use a public key, or `jwt.verifyEndpoint` for tokens that are signed with a shared secret; the endpoint reads it from `ZEPHR_JWT_SECRET`.',
    example: { config: withJwt({ secret: 'do not write this here' }) },
  },
  'key-missing': {
    in: ['config', 'option'],
    what: '`jwt` has no key, so no token can be verified. For `createEndpoint`: neither the options nor the config has a key; for `createGifts`: there is nothing to sign with.',
    mend: 'Add one of `publicKey`, `jwks`, `jwksUrl` and `verifyEndpoint` to `jwt`. For an endpoint, give `secret`, `publicKey` or `jwks`; for gifts, `signingKey` or `secret`.',
    example: { config: withJwt({ issuer: 'https://id.example' }) },
  },
  'key-invalid': {
    in: ['config', 'option'],
    what: 'A key is not a public key that can verify tokens. The message names the likely cause: line breaks that were escaped twice, a missing first or last line, PKCS#1, or a cut text.',
    mend: 'Give PEM that begins with `-----BEGIN PUBLIC KEY-----` or `-----BEGIN CERTIFICATE-----`, or a JWK.',
    example: { config: withJwt({ publicKey: 'MFkwEwYHKoZIzj0CAQYI' }) },
  },
  'url-insecure': {
    in: ['config'],
    what: 'An address is not `https:`. Tokens and decisions never travel unencrypted; only loopback addresses may use `http:`.',
    mend: 'Serve the address over https.',
    example: { config: withJwt({ jwksUrl: 'http://id.example/jwks.json' }) },
  },
  'algorithm-unknown': {
    in: ['config'],
    what: '`jwt.algorithms` has a name that is not a signature algorithm of this SDK.',
    mend: 'Use names such as `RS256`, `ES256` or `EdDSA`. Names are case-sensitive.',
    example: { config: withJwt({ algorithms: ['es256'] }) },
  },
  'type-wrong': {
    in: ['config', 'readers', 'replay'],
    what: 'A value has the wrong type, such as a number where text is required.',
    mend: 'The message names the type; the reference of the config has an example for each member.',
    example: { config: { version: 1, features: [] } },
  },
  'field-missing': {
    in: ['config', 'readers', 'replay'],
    what: 'A required member is missing.',
    mend: 'Add the member. The message describes it.',
    example: { config: { version: 1 } },
  },
  'value-unknown': {
    in: ['config', 'readers', 'replay'],
    what: 'A value is not one of the values that are known at this place.',
    mend: 'Use one of the values in the message. It suggests the one that differs least.',
    example: { config: withStep({ content: 'hide', zone: 'popup' }) },
  },
  'value-invalid': {
    in: ['config', 'readers'],
    what: 'A condition cannot compare with the value: a number is required, or a date, or a list. In a file of test readers: a moment or a count is out of range.',
    mend: 'Write the value in the form that the condition takes; the message describes it.',
    example: {
      config: withStep({
        type: 'jwt-token',
        property: 'age',
        condition: 'greater-than',
        value: 'old',
        yes: 'show',
        no: 'show',
      }),
    },
  },
  'jsonpath-invalid': {
    in: ['config'],
    what: 'A JSONPath is not well-formed. The SDK follows names, indices and wildcards.',
    mend: 'Write a path such as `$.realm_access.roles` or `$.groups[*].name`.',
    example: { config: withJwt({ publicKey: { kty: 'RSA' }, userMapping: { foreignUserIdProperty: '$.user[' } }) },
  },
  'state-unknown': {
    in: ['config'],
    what: '`rules` has a member that is not a user state.',
    mend: 'Use `anonymous`, `registered` and `customer`.',
    example: { config: { version: 1, features: { articles: { rules: { anonymus: 'show' } } } } },
  },
  'node-type-unknown': {
    in: ['config'],
    what: 'A node has a type that does not exist.',
    mend: 'Use a type of the list in the message.',
    example: { config: withStep({ type: 'token', yes: 'show', no: 'show' }) },
  },
  'node-type-required': {
    in: ['config'],
    what: 'The config says in `requires` that it needs a node type, and this release of the SDK does not have it.',
    mend: 'Update the SDK. Until then the features that use the type are faults, and all other features are decided.',
    example: { config: withStep({ type: 'weather', yes: 'show', no: 'show' }, { requires: ['weather'] }) },
  },
  'condition-unknown': {
    in: ['config'],
    what: 'A node has a condition that does not exist, or that its type does not have.',
    mend: 'Use a condition of the list in the message.',
    example: {
      config: withStep({
        type: 'jwt-token',
        property: 'state',
        condition: 'equal',
        value: 'Texas',
        yes: 'show',
        no: 'show',
      }),
    },
  },
  'step-unknown': {
    in: ['config'],
    what: 'A step leads to an id that is neither a node of this rule nor an outcome of the config. Ids of nodes are visible in their own rule only.',
    mend: 'Correct the id, or add the node to `nodes` of the rule or the outcome to `outcomes`.',
    example: { config: withStep('hide') },
  },
  'exit-missing': {
    in: ['config'],
    what: 'A node has an exit that leads nowhere.',
    mend: 'Add a step for the exit: `"show"`, an outcome, or another node.',
    example: {
      config: withStep({ type: 'jwt-token', property: 'state', condition: 'equals', value: 'Texas', yes: 'show' }),
    },
  },
  'exit-unknown': {
    in: ['config'],
    what: 'A node has a step for an exit that its type does not have, or a sub rule ends at an exit that it does not name.',
    mend: 'Use an exit of the list in the message.',
    example: {
      config: withStep({ type: 'jwt-expired', yes: 'show', no: 'show', exits: { maybe: 'show' } }),
    },
  },
  cycle: {
    in: ['config'],
    what: 'A path of a rule returns to a node that it comes from, so it would never end.',
    mend: 'Let one exit of the ring lead to an outcome.',
    example: {
      config: withStep({ start: 'first', nodes: { first: { type: 'jwt-expired', yes: 'first', no: 'show' } } }),
    },
  },
  'feature-unknown': {
    in: ['config', 'readers', 'page', 'seal'],
    what: 'A name is not a feature of the config: in the config, in a file of test readers, or in the attribute `feature` of an element, whose content stays hidden then.',
    mend: 'Correct the name, or add the feature to `features`.',
    example: { html: '<zephr-feature feature="article">Story</zephr-feature>', config: withStep('show') },
  },
  'product-unknown': {
    in: ['config'],
    what: 'A node asks for a product that the config does not have.',
    mend: 'Correct the id, or add the product to `products`.',
    example: { config: withStep({ type: 'has-product', product: 'gold', yes: 'show', no: 'show' }) },
  },
  'component-unknown': {
    in: ['config'],
    what: 'An outcome shows a component that the config does not have, or a component has a type that does not exist.',
    mend: 'Correct the id, or add the component to `components`; use a type of the list in the message.',
    example: { config: withStep({ content: 'hide', components: ['register'] }) },
  },
  'split-test-unknown': {
    in: ['config', 'readers'],
    what: 'A node, or a test reader, names a split test that the config does not have.',
    mend: 'Correct the id, or add the test to `splitTests`.',
    example: { config: withStep({ type: 'split-test', test: 'heading', exits: {} }) },
  },
  'sub-rule-unknown': {
    in: ['config'],
    what: 'A node goes through a sub rule that the config does not have.',
    mend: 'Correct the id, or add the rule to `subRules`.',
    example: { config: withStep({ type: 'sub-rule', rule: 'meter', exits: {} }) },
  },
  'site-unknown': {
    in: ['config'],
    what: 'A node or a product names a site that the config does not have, or a group that no site is in.',
    mend: 'Correct the name, add the site to `sites`, or give a site this `group`.',
    example: { config: withStep({ type: 'site', sites: ['group:regional'], yes: 'show', no: 'show' }) },
  },
  'host-invalid': {
    in: ['config'],
    what: 'A host of a site is not a host name: it has a scheme, a port or a path, or a `*` that is not at its beginning.',
    mend: 'Write the name of the host alone, such as `www.daily.example`, or `*.daily.example` for all of its subdomains.',
    example: { config: withStep('show', { sites: { daily: { hosts: ['https://daily.example/'] } } }) },
  },
  'host-twice': {
    in: ['config'],
    what: 'Two sites, or one site twice, have the same host, so a page of it would be on both.',
    mend: 'Leave the host with one of them.',
    example: {
      config: withStep('show', {
        sites: { daily: { hosts: ['daily.example'] }, weekly: { hosts: ['Daily.example.'] } },
      }),
    },
  },
  'variable-invalid': {
    in: ['config'],
    what: 'A node `set` has a variable that no template can use: by its name (`__proto__`, `a.b`), or by its value (an object, a list, a text of more than 2,000 characters). Or it has none, or more than 32.',
    mend: 'Write names of letters, digits, `_` and `-`, and values that are text, numbers, true, false or null.',
    example: {
      config: withStep({ type: 'set', variables: { offer: ['monthly'] }, exits: { next: 'show' } }),
    },
  },
  'notification-invalid': {
    in: ['config'],
    what: 'The `name` or the `webhook` of a node `notify` is not a name.',
    mend: 'Write 1 to 64 letters, digits, `_`, `.`, `:` and `-`, of which the first is a letter or a digit.',
    example: { config: withStep({ type: 'notify', name: 'wall met', exits: { next: 'show' } }) },
  },
  'sub-rule-too-deep': {
    in: ['config'],
    what: 'Sub rules go through each other more than 100 levels deep.',
    mend: 'Flatten the rules.',
    example: { situation: 'A chain of 101 sub rules.', test: 'test/unit/validate/find-mistakes.test.ts' },
  },
  'chunk-unreachable': {
    in: ['config'],
    what: 'A file of the SDK in `chunks/` did not arrive: it is not deployed, is of another release than the script, or the server answers with an HTML page or another MIME type than JavaScript.',
    mend: 'Deploy the whole folder `dist/` together, and open the address in the message: it must show JavaScript.',
    example: { situation: 'A page whose server has no folder `chunks/`.', test: 'test/page/failures-chunks.test.ts' },
  },
} as const satisfies Record<string, CodeEntry>;
