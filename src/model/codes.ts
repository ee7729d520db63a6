// Written by `npm run generate` from the catalogue in src/codes/; changes here are lost.

/** Configs. A mistake in a config, or a config that does not arrive. `compileConfig` and `createEndpoint` throw a `ConfigError`; `zephr validate` and the other commands report it; in a page `Zephr.ready` rejects with it and `zephr-fault` has it. A mistake inside one feature makes only that feature a fault. Stable: tools and tests rely on them. */
export type ConfigErrorCode =
  /** The page names no config: the script tag has no `data-config`, and no inline config is beside it. */
  | 'config-missing'
  /** The address of the config gives no file: the server is down, answers with an error, refuses another origin (CORS), or a Content-Security-Policy blocks the request. */
  | 'config-unreachable'
  /** The page has several inline configs, and none of them is directly before the script tag. */
  | 'config-ambiguous'
  /** The config is not JSON. Often the address answers with an HTML page, or a template engine has escaped the inline config. */
  | 'config-not-json'
  /** The script tag has `data-config-key`, and the config has no signature. */
  | 'config-unsigned'
  /** The signature of the config does not verify with `data-config-key`. Config or signature was changed, or only one of the two files was deployed. */
  | 'config-signature'
  /** `data-config-key` is not a public key that can verify the signature of the config. */
  | 'config-key'
  /** `version` is not 1, the only version that this release reads. */
  | 'version-unknown'
  /** The config holds a secret or a private key. Every reader can read the config, so the SDK refuses to start. */
  | 'secret-in-browser'
  /** `jwt` has no key, so no token can be verified. For `createEndpoint`: neither the options nor the config has a key; for `createGifts`: there is nothing to sign with. */
  | 'key-missing'
  /** A key is not a public key that can verify tokens. The message names the likely cause: line breaks that were escaped twice, a missing first or last line, PKCS#1, or a cut text. */
  | 'key-invalid'
  /** An address is not `https:`. Tokens and decisions never travel unencrypted; only loopback addresses may use `http:`. */
  | 'url-insecure'
  /** `jwt.algorithms` has a name that is not a signature algorithm of this SDK. */
  | 'algorithm-unknown'
  /** A value has the wrong type, such as a number where text is required. */
  | 'type-wrong'
  /** A required member is missing. */
  | 'field-missing'
  /** A value is not one of the values that are known at this place. */
  | 'value-unknown'
  /** A condition cannot compare with the value: a number is required, or a date, or a list. In a file of test readers: a moment or a count is out of range. */
  | 'value-invalid'
  /** A JSONPath is not well-formed. The SDK follows names, indices and wildcards. */
  | 'jsonpath-invalid'
  /** `rules` has a member that is not a user state. */
  | 'state-unknown'
  /** A node has a type that does not exist. */
  | 'node-type-unknown'
  /** The config says in `requires` that it needs a node type, and this release of the SDK does not have it. */
  | 'node-type-required'
  /** A node has a condition that does not exist, or that its type does not have. */
  | 'condition-unknown'
  /** A step leads to an id that is neither a node of this rule nor an outcome of the config. Ids of nodes are visible in their own rule only. */
  | 'step-unknown'
  /** A node has an exit that leads nowhere. */
  | 'exit-missing'
  /** A node has a step for an exit that its type does not have, or a sub rule ends at an exit that it does not name. */
  | 'exit-unknown'
  /** A path of a rule returns to a node that it comes from, so it would never end. */
  | 'cycle'
  /** A name is not a feature of the config: in the config, in a file of test readers, or in the attribute `feature` of an element, whose content stays hidden then. */
  | 'feature-unknown'
  /** A node asks for a product that the config does not have. */
  | 'product-unknown'
  /** An outcome shows a component that the config does not have, or a component has a type that does not exist. */
  | 'component-unknown'
  /** A node, or a test reader, names a split test that the config does not have. */
  | 'split-test-unknown'
  /** A node goes through a sub rule that the config does not have. */
  | 'sub-rule-unknown'
  /** A node or a product names a site that the config does not have, or a group that no site is in. */
  | 'site-unknown'
  /** A host of a site is not a host name: it has a scheme, a port or a path, or a `*` that is not at its beginning. */
  | 'host-invalid'
  /** Two sites, or one site twice, have the same host, so a page of it would be on both. */
  | 'host-twice'
  /** A node `set` has a variable that no template can use: by its name (`__proto__`, `a.b`), or by its value (an object, a list, a text of more than 2,000 characters). Or it has none, or more than 32. */
  | 'variable-invalid'
  /** The `name` or the `webhook` of a node `notify` is not a name. */
  | 'notification-invalid'
  /** Sub rules go through each other more than 100 levels deep. */
  | 'sub-rule-too-deep'
  /** A file of the SDK in `chunks/` did not arrive: it is not deployed, is of another release than the script, or the server answers with an HTML page or another MIME type than JavaScript. */
  | 'chunk-unreachable';

/** Faults of a page. Failures after start, as the event `zephr-fault` and on the console. Codes of configs can be faults too. Stable: tools and tests rely on them. */
export type PageFaultCode =
  /** Something did not arrive in time. In a page: the config, a file of the SDK, or the answer about a token, within the `pending.timeout` of the feature; the content shows its fallback meanwhile. Of a token: the endpoint or the key set gave no answer. Of a store: it gave no answer within its limit. */
  | 'timeout'
  /** The page has inline configs that do not count, beside the one that does. */
  | 'config-ignored'
  /** `data-keep-config` cannot be followed: its value is not a span of time, or the browser does not store the copy. */
  | 'config-keep'
  /** The config cannot be fetched, so the page uses the copy that `data-keep-config` has kept. */
  | 'config-stale'
  /** The endpoint of `jwt.verifyEndpoint`, `jwt.refresh` or `sealing.endpoint` gives no usable answer. The message has its address and the cause: a status, a redirect, an answer that is not that of an endpoint, or a failed request, which can be CORS. */
  | 'endpoint-unreachable'
  /** The token of the reader cannot be verified: the key set does not arrive, or verification is out of reach. Features with a `fallback` show it; the others decide as for an anonymous reader. */
  | 'token-unreachable'
  /** The counts that the browser has stored are not readable, and were discarded. Counting starts from zero for this reader. */
  | 'usage-broken'
  /** A function of the page’s own code threw: one that was pushed to `window.Zephr`, given to `provideFacts` or `refresh`, or registered with `Blaize`. */
  | 'callback-failed'
  /** A template cannot be filled: a section is not closed, or a tag is not complete. The block is shown empty. */
  | 'template-broken'
  /** A paywall, a custom block or an outcome names an offer that the config does not have. The wall is shown without it. */
  | 'offer-unknown'
  /** A value would decide the scheme or the host of an address, so that a reader could turn a link against the site. The address is left out. */
  | 'address-refused'
  /** The server of an element with `src` gives no content: it cannot be reached, takes longer than 20 seconds, or answers with an error or with something other than HTML. Or it refuses a reader for whom no lower user state has a wall. The element shows its fallback, and asks again once the browser is online again. */
  | 'content-unreachable'
  /** The Content-Security-Policy of the page has `trusted-types` without `zephr-sealed`, and the browser has no sanitiser of its own. Content that is sealed or withheld cannot be inserted. */
  | 'seal-policy'
  /** The file of a custom block (`src`) does not arrive, or answers with an error. */
  | 'block-unreachable'
  /** The selector of a target is not a selector that the browser understands. */
  | 'selector-invalid'
  /** A target begins with a comment marker, and its end marker is missing. Nothing is gated there. */
  | 'target-unclosed'
  /** The targets of two features are the same elements, or overlap. Only the first feature gates them. */
  | 'target-taken'
  /** The browser has closed a `<zephr-feature>` before its content ends, so that the rest is outside of it and open: a block inside a paragraph, or rows inside a table. */
  | 'content-outside'
  /** The page is a copy, as a snapshot cache brings it back, and its gated content is gone; its own address has none either. */
  | 'content-lost'
  /** Other code changes gated content or removes walls without end. The SDK stops following it, and keeps the content hidden. */
  | 'work-limit'
  /** Something failed that the SDK did not foresee: in a page as a fault, at the endpoint as status 500 and an entry of the log. */
  | 'internal'
  /** No key has the `kid`. Of a token: no key of the config. Of a seal: none of the sealing keys, or of the keys in the claim of the token. */
  | 'key-unknown'
  /** The text is not a seal, or it was changed or cut after it was sealed: the key opens nothing. */
  | 'seal-broken'
  /** The wrapped key of the seal does not belong to its header: one of them was changed, or another key sealed it. */
  | 'seal-invalid'
  /** The seal is of another feature than its place. */
  | 'seal-foreign'
  /** The content has more than 16 MiB, or the facts of the page do not fit into the header of the seal. */
  | 'seal-too-large'
  /** Browser or runtime cannot open seals: the page is not a secure context (`https:`, or loopback), or `DecompressionStream` is missing. */
  | 'seal-unsupported'
  /** The request counts for a reader, and neither a valid token nor `reader` says which. Status 401. In a page: the endpoint cannot count a trial of sealed content, as the browser stores no id, so it gives no key. */
  | 'reader-missing';

/** Tokens. Why a token does not count: `Zephr.identity()` has it in `token.reason`, `zephr token inspect` and `?zephr-debug` explain it, `POST /zephr/verify` answers it as `reason`, and the log of the endpoint has it as `outcome`. The reader is anonymous then; nothing is thrown. Stable: tools and tests rely on them. */
export type TokenReason =
  /** Something did not arrive in time. In a page: the config, a file of the SDK, or the answer about a token, within the `pending.timeout` of the feature; the content shows its fallback meanwhile. Of a token: the endpoint or the key set gave no answer. Of a store: it gave no answer within its limit. */
  | 'timeout'
  /** The token is longer than 16,384 characters. */
  | 'too-large'
  /** The value is not a compact JWT: three parts of base64url, separated by dots, header and payload JSON. Often the cookie holds `Bearer` before the token, quotes, or the id of a session. */
  | 'malformed'
  /** The algorithm in the header of the token is not one that the key or `jwt.algorithms` allows; `none` never is. */
  | 'algorithm'
  /** The header of the token asks for an extension (`crit`, or `b64: false`) that the SDK does not support (RFC 7515, section 4.1.11). */
  | 'critical-header'
  /** The `typ` of the token says that it was made for something else, such as a gift or an assertion of the endpoint. */
  | 'token-type'
  /** No key has the `kid`. Of a token: no key of the config. Of a seal: none of the sealing keys, or of the keys in the claim of the token. */
  | 'key-unknown'
  /** The key is too weak: an RSA key below 2048 bits, or a shared secret shorter than its hash. */
  | 'weak-key'
  /** The signature does not verify: the token was changed, or signed with another key. The endpoint answers `signature` for an unknown key, a weak key and a wrong algorithm too; its log has the cause. */
  | 'signature'
  /** `exp` is not a date: it is text, or out of range. Often it is in milliseconds. */
  | 'expiry'
  /** The token, or the gift, has ended, by the clock of the device or of the endpoint. */
  | 'expired'
  /** `nbf` is in the future, so the token does not count yet. The page decides again at that moment. */
  | 'not-yet-valid'
  /** `iss` is not the `jwt.issuer` of the config. They are compared character by character; often a slash at the end differs. */
  | 'issuer'
  /** `aud` does not name the `jwt.audience` of the config. */
  | 'audience'
  /** There are several tokens: of different readers, or more than eight. Often cookies of one name with different paths or domains. */
  | 'ambiguous'
  /** The token is valid, and the claim that names the reader is a number above 2⁵³, which JSON may have changed. Several readers would share it, so the reader is anonymous. */
  | 'id-invalid'
  /** The page is neither https nor on localhost, and browsers verify no signatures there. */
  | 'insecure-context'
  /** The browser or the runtime cannot verify the algorithm of the token. */
  | 'unsupported'
  /** The endpoint or the key set cannot be reached, or its answer is not usable. A page asks again when the browser is back online. */
  | 'network';

/** Hints. Likely causes why a token is not found or grants nothing, though config and token are valid. `?zephr-debug` prints them on the console with their code; `zephr token inspect` and `zephr explain` have them, too. Stable: tools and tests rely on them. */
export type HintCode =
  /** Scripts of the page can read no cookie of the name that the config expects. A reader who is signed in is anonymous here. Often the cookie is `HttpOnly`, and `jwt` has no endpoint that could read it; or it was set for another path or domain. */
  | 'cookie-unreadable'
  /** The page has no cookie of the name that the config expects, and the value of another one looks like a token. */
  | 'cookie-other'
  /** The cookie of the token is there and empty. Often a logout empties it instead of deleting it. */
  | 'cookie-empty'
  /** The token counts, and has no claim of a name in `jwt`; or the claim is inside another one, or has a namespace before its name. */
  | 'claim-missing'
  /** A value of the product claim differs only in case from the `claimValue` of a product. Values are case-sensitive, so the reader does not hold the product. */
  | 'product-case'
  /** The product claim has several values in one text, and one of them is the `claimValue` of a product. */
  | 'product-split'
  /** The token has a product claim, and none of its values is the `claimValue` of a product. */
  | 'product-value'
  /** `jwt` has a key set, and neither `issuer` nor `audience`. Each token of that provider counts, also one that was issued for another site. */
  | 'issuer-missing'
  /** Two names of claims differ only in case: two of the config, or one of the config and one of the token. Names of claims are case-sensitive, so the config takes nothing from that claim. */
  | 'claim-case'
  /** Claims of the token, or those that were given with `--claims`, do not give what the config takes from them: an id that is not text or a safe integer, or a product that is not text. */
  | 'claim-unusable';

/** Decisions. The member `reason` of a decision. Stable: tools and tests rely on them. */
export type DecisionReason =
  /** A rule of the config has decided. */
  | 'rule'
  /** The feature cannot be decided: the config has a mistake in it, or something did not arrive. The decision is its `fallback`. */
  | 'fault'
  /** The config has no feature of this name. `access` is false. */
  | 'unknown-feature';

/** Warnings. Reported by `zephr validate`: the config is valid, and probably not as meant. `--strict` fails on them. Stable: tools and tests rely on them. */
export type WarningCode =
  /** A template cannot be filled: a section is not closed, or a tag is not complete. The block is shown empty. */
  | 'template-broken'
  /** A paywall, a custom block or an outcome names an offer that the config does not have. The wall is shown without it. */
  | 'offer-unknown'
  /** A value would decide the scheme or the host of an address, so that a reader could turn a link against the site. The address is left out. */
  | 'address-refused'
  /** A member is not known at its place, so it has no effect. Often the name is misspelt. */
  | 'member-unknown'
  /** An object has two members of one name. Only the last one counts (RFC 8259, section 4). */
  | 'member-twice'
  /** Two offers, fields or groups of one list have the same name, or an offer of a paywall has the id of an offer of the site. */
  | 'id-twice'
  /** Outcomes of one feature have values of several types, such as a text and a number. */
  | 'value-types-differ'
  /** Some features of the config state their level of protection, and this one does not, so its content is in the page in clear. */
  | 'protection-missing'
  /** A sealed feature is shown to readers who are not signed in, so that anybody gets its key. */
  | 'seal-for-all'
  /** A sealed feature has `"fallback": "show"`. Nothing can be shown without its key, so the content stays sealed. */
  | 'seal-fallback'
  /** A node `notify` names a webhook, and the config has no endpoint that could send to it. Only analytics and the data layer are notified. */
  | 'webhook-unreachable'
  /** A sealed feature cannot be opened: the config names neither an endpoint that releases keys nor a claim that holds them, or its rules count and there is no endpoint. */
  | 'seal-unopenable'
  /** A sealed feature counts readers who are not signed in. Their random ids can be made up, so the trial is a courtesy and no lock. */
  | 'seal-anonymous-trial'
  /** A way to a sealed content is open by what only the page knows: a cookie, the referrer, the query, custom data, the number of visits or consent. The endpoint releases no key on this way. */
  | 'seal-unprovable'
  /** A feature has no rule for readers who are not signed in, so everyone is shown the content. */
  | 'shown-to-all'
  /** A rule is for a user state that no reader can have: `registered` needs `jwt.userMapping`, `customer` needs `jwt.productSyncing`. */
  | 'state-unreachable'
  /** No path from the start of the rule leads to the node. */
  | 'node-unreachable'
  /** An entry of the config is never used: an outcome, a component, a sub rule, a split test, or a product without features. */
  | 'unused'
  /** `jwt` has a key set, and neither `issuer` nor `audience`. Each token of that provider counts, also one that was issued for another site. */
  | 'issuer-missing'
  /** `jwt.algorithms` has an algorithm of shared secrets, which no page can verify. */
  | 'endpoint-only'
  /** A member of `jwt` is for an endpoint, and `verifyEndpoint` is missing. */
  | 'endpoint-missing'
  /** A key is too weak: an RSA key below 2048 bits, with an even exponent, or with the fingerprint of ROCA (CVE-2017-15361). Its tokens are refused with the reason `weak-key`. */
  | 'key-weak'
  /** Two names of claims differ only in case: two of the config, or one of the config and one of the token. Names of claims are case-sensitive, so the config takes nothing from that claim. */
  | 'claim-case'
  /** A JSONPath is at a place that takes a name. Nothing follows it there. */
  | 'path-not-followed'
  /** Claims of the token, or those that were given with `--claims`, do not give what the config takes from them: an id that is not text or a safe integer, or a product that is not text. */
  | 'claim-unusable'
  /** A value can never be in the path of an address: it has a scheme, a query or a fragment, or is not canonical. */
  | 'path-never'
  /** No reader can take an exit, because of the conditions before it. */
  | 'path-never-taken'
  /** `customElements` has a name that no element of your own can have. */
  | 'element-name'
  /** `customElements` allows an attribute that no block may have: an event handler, `is`, or a name with upper case. */
  | 'attribute-name'
  /** An entry of `allowedOrigins`, or of `preview.origins` of the config, is not an origin. Previews also need https, or http on loopback. */
  | 'origin-invalid';

/** Markup of pages. Errors of `zephr validate --page`: the markup of a page does not fit the config. Stable: tools and tests rely on them. */
export type PageMistakeCode =
  /** A name is not a feature of the config: in the config, in a file of test readers, or in the attribute `feature` of an element, whose content stays hidden then. */
  | 'feature-unknown'
  /** A feature is declared withheld, and its element has no `src`, so its content is in the page in clear. */
  | 'not-withheld'
  /** The browser has closed a `<zephr-feature>` before its content ends, so that the rest is outside of it and open: a block inside a paragraph, or rows inside a table. */
  | 'content-outside'
  /** A `<zephr-feature>` has an open element at its end tag, so that a browser ignores the tag and gates the rest of the page too. */
  | 'feature-unended'
  /** `data-fallback` is neither `show` nor `hide`, and counts as `hide`. */
  | 'fallback-unknown'
  /** A feature is declared sealed, and its content is in the page in clear. */
  | 'not-sealed';

/** Structured data. JSON-LD that contradicts the rules: `zephr validate --page` reports it, and the console of a page. Stable: tools and tests rely on them. */
export type JsonLdCode =
  /** A block of JSON-LD is not JSON. Search engines skip it. */
  | 'json-ld-invalid'
  /** No JSON-LD describes the article, and readers may find it gated. Search engines may take that for cloaking. */
  | 'json-ld-missing'
  /** The JSON-LD says that the article is free, or does not say, and readers may find it gated. */
  | 'json-ld-free'
  /** The JSON-LD says that the article is not free, and every reader is shown it. */
  | 'json-ld-not-free'
  /** `hasPart` has no part with the `cssSelector` of the feature and `isAccessibleForFree: false`. */
  | 'json-ld-part-missing'
  /** No element of the page has the class of `structuredData.cssSelector`. */
  | 'json-ld-class-missing';

/** Test readers. Mistakes in `zephr.readers.json`, reported by `zephr test` and the other commands that read it, with exit code 2. Stable: tools and tests rely on them. */
export type ReadersMistakeCode =
  /** `version` is not 1, the only version that this release reads. */
  | 'version-unknown'
  /** A value has the wrong type, such as a number where text is required. */
  | 'type-wrong'
  /** A required member is missing. */
  | 'field-missing'
  /** A value is not one of the values that are known at this place. */
  | 'value-unknown'
  /** A condition cannot compare with the value: a number is required, or a date, or a list. In a file of test readers: a moment or a count is out of range. */
  | 'value-invalid'
  /** A name is not a feature of the config: in the config, in a file of test readers, or in the attribute `feature` of an element, whose content stays hidden then. */
  | 'feature-unknown'
  /** A node, or a test reader, names a split test that the config does not have. */
  | 'split-test-unknown'
  /** A member is not known at its place, so it has no effect. Often the name is misspelt. */
  | 'member-unknown'
  /** An object has two members of one name. Only the last one counts (RFC 8259, section 4). */
  | 'member-twice'
  /** The file of test readers is not JSON. */
  | 'readers-not-json'
  /** The file has more levels of lists and objects than can be read. */
  | 'readers-too-deep'
  /** An expectation names a reader that the file does not have. */
  | 'reader-unknown'
  /** An expectation expects nothing. */
  | 'expectation-empty'
  /** A reader has read articles for a tracker that no trial counts by. */
  | 'tracker-unknown'
  /** A reader is in a group that the split test does not have, so their own group counts. */
  | 'group-unknown';

/** Edits. An edit of a config does not apply: `EditError`. Nothing has changed then. Stable: tools and tests rely on them. */
export type EditErrorCode =
  /** A value is not an edit, or not a list of edits. */
  | 'edit-malformed'
  /** There are too many edits, or a value has too many levels. */
  | 'edit-too-large'
  /** The object or list that the edit is about is missing, or the value that it replaces. */
  | 'edit-place-missing'
  /** The member that the edit adds is there already. */
  | 'edit-place-taken'
  /** The value at the place is not the one that the edit expects: another edit has changed it. */
  | 'edit-outdated'
  /** The text that the edits are to be written into is not JSON. */
  | 'edit-text-not-json';

/** Exported decisions. Files that `zephr replay` refuses, with exit code 2. Stable: tools and tests rely on them. */
export type ReplayErrorCode =
  /** A value has the wrong type, such as a number where text is required. */
  | 'type-wrong'
  /** A required member is missing. */
  | 'field-missing'
  /** A value is not one of the values that are known at this place. */
  | 'value-unknown'
  /** The file is not JSON. */
  | 'decision-not-json'
  /** The file is larger than an exported decision can be. */
  | 'decision-too-large'
  /** The file has more levels of lists and objects than can be read. */
  | 'decision-too-deep'
  /** The file is JSON, and not an exported decision: `format` is missing or something else. */
  | 'decision-format'
  /** A newer version has exported the decision. */
  | 'decision-newer';

/** Previews. Why a preview link does nothing: one line on the console of the page has it, and the live config runs; nothing is thrown. `zephr preview`, the console and `POST /zephr/preview` refuse with the same codes. Stable: tools and tests rely on them. */
export type PreviewReason =
  /** The text is not a signed preview: its form, its type, its algorithm or a member of its payload is another one. */
  | 'preview-malformed'
  /** The preview, its edits or its list of readers is larger than a page reads. */
  | 'preview-too-large'
  /** The key is not one for previews. In a page: `preview.publicKey` of the live config; while signing: the private key. */
  | 'preview-key'
  /** The signature does not verify with `preview.publicKey` of the live config: another key signed the preview, or it was changed. */
  | 'preview-signature'
  /** The preview is for pages of other origins, or `preview.origins` of the live config does not have this one. While signing: a text is not an origin. */
  | 'preview-origin'
  /** The preview has ended. */
  | 'preview-expired'
  /** The preview was signed in the future: more than a minute from now. */
  | 'preview-not-yet'
  /** The preview lasts longer than 8 hours. */
  | 'preview-too-long'
  /** The preview changes a member that previews may not change: `jwt`, `preview`, `analytics`, `dataLayer`, `customElements`, `sealing`, or the whole config. */
  | 'preview-frozen'
  /** The live config has no `preview.publicKey`, so its pages run no previews. */
  | 'preview-off'
  /** The preview could not be verified: the page is not a secure context (`https:`, or loopback), the browser lacks WebCrypto or `DecompressionStream`, or a file of the SDK did not arrive. */
  | 'preview-unverified'
  /** The endpoint keeps no preview of this id. Status 404. */
  | 'preview-unknown';

/** Seals. Why a content is not sealed, or a seal not opened: a `SealError` of `zephr-onpage/seal`, a line of `zephr seal`, and `zephr-fault` in a page. Stable: tools and tests rely on them. */
export type SealErrorCode =
  /** A name is not a feature of the config: in the config, in a file of test readers, or in the attribute `feature` of an element, whose content stays hidden then. */
  | 'feature-unknown'
  /** The browser has closed a `<zephr-feature>` before its content ends, so that the rest is outside of it and open: a block inside a paragraph, or rows inside a table. */
  | 'content-outside'
  /** No key has the `kid`. Of a token: no key of the config. Of a seal: none of the sealing keys, or of the keys in the claim of the token. */
  | 'key-unknown'
  /** The text is not a seal, or it was changed or cut after it was sealed: the key opens nothing. */
  | 'seal-broken'
  /** The wrapped key of the seal does not belong to its header: one of them was changed, or another key sealed it. */
  | 'seal-invalid'
  /** The seal is of another feature than its place. */
  | 'seal-foreign'
  /** The content has more than 16 MiB, or the facts of the page do not fit into the header of the seal. */
  | 'seal-too-large'
  /** A sealing key is not one: it is not `{ kid, key }` with 32 octets as base64url, its id has a dot or comes twice, or the list is empty. */
  | 'seal-key-invalid'
  /** A `<zephr-feature>` has no end tag, or an element in it is open at its end tag, which a browser then ignores. */
  | 'seal-unclosed'
  /** A `<zephr-feature>` is inside another one, so what is sealed would be sealed in a seal. */
  | 'seal-nested'
  /** There is nothing to seal: the `<zephr-feature>` or the fragment is empty. */
  | 'seal-empty'
  /** The content is not longer than `seal.clear` says, so nothing would be left to seal. All of it is sealed. A note: `zephr seal` ends with exit code 0. */
  | 'seal-short'
  /** The path of the page is not known, or the seal is for another path than the canonical link of its page: the endpoint decides by the path of the seal. */
  | 'seal-path'
  /** The page is not UTF-8. */
  | 'seal-encoding'
  /** Eight words in a row of a sealed part are in clear elsewhere: in JSON-LD, a meta tag, a feed, a search index, a script, the data of a framework, or a copy of the text. */
  | 'seal-leak'
  /** A feature is declared sealed, and its content is in the page in clear. */
  | 'not-sealed'
  /** A seal has a key that opens and no longer seals. A note: it changes no exit code. */
  | 'seal-retired'
  /** The sealed content names images, scripts or other files by their addresses, and these are as public as before. A note: it changes no exit code. */
  | 'seal-public-file'
  /** Browser or runtime cannot open seals: the page is not a secure context (`https:`, or loopback), or `DecompressionStream` is missing. */
  | 'seal-unsupported';

/** Options of the endpoint. `createEndpoint` and `createGifts` throw an `EndpointError`; `zephr serve` prints it and ends with exit code 2. Stable: tools and tests rely on them. */
export type EndpointErrorCode =
  /** `jwt` has no key, so no token can be verified. For `createEndpoint`: neither the options nor the config has a key; for `createGifts`: there is nothing to sign with. */
  | 'key-missing'
  /** A key is not a public key that can verify tokens. The message names the likely cause: line breaks that were escaped twice, a missing first or last line, PKCS#1, or a cut text. */
  | 'key-invalid'
  /** `jwt.jwksUrl` is not an absolute https address. A server has no page that a shorter one could belong to. */
  | 'key-set-url-invalid'
  /** `signingKey` is not a private key for ES256. */
  | 'signing-key-invalid'
  /** `secret` is neither text nor a `Uint8Array`. */
  | 'secret-invalid'
  /** `secret` is empty. Often its variable is not set. */
  | 'secret-empty'
  /** The secret is shorter than the hash of its algorithm. In production the endpoint does not start; elsewhere it warns. */
  | 'secret-weak'
  /** An entry of `allowedOrigins`, or of `preview.origins` of the config, is not an origin. Previews also need https, or http on loopback. */
  | 'origin-invalid'
  /** An entry of the `ranges` of `premises` is not an address or a range of addresses, or contains every address. */
  | 'range-invalid'
  /** A secret of `webhooks` is not `whsec_` and 24 to 64 octets in base64. */
  | 'webhook-secret-invalid'
  /** An option has the wrong type or a value out of range, or two options exclude each other. */
  | 'option-invalid';

/** Stores. A store cannot be opened or used: `StoreError`. While the endpoint runs, its log has the code. Stable: tools and tests rely on them. */
export type StoreErrorCode =
  /** Something did not arrive in time. In a page: the config, a file of the SDK, or the answer about a token, within the `pending.timeout` of the feature; the content shows its fallback meanwhile. Of a token: the endpoint or the key set gave no answer. Of a store: it gave no answer within its limit. */
  | 'timeout'
  /** The package of the store is not installed. */
  | 'driver-missing'
  /** The file of the store cannot be opened: its folder is missing, it may not be written, or the disk fails. */
  | 'file-unreachable'
  /** The file is not a database of this package. It is left as it is. */
  | 'file-foreign'
  /** SQLite finds the file damaged. */
  | 'file-damaged'
  /** Another program has locked the file: a transaction that does not end, a copy that is being made, or a process that hangs. */
  | 'file-locked'
  /** The file was deleted or replaced while it was open. Nothing is written to a file that is no longer at its path. */
  | 'file-lost'
  /** A newer version of the package has written the file. */
  | 'schema-newer'
  /** The address of Redis is not one. */
  | 'url-invalid'
  /** The client that was given cannot be used as a store: it has no `eval`, or the binding of Durable Objects is missing. */
  | 'client-invalid'
  /** The name of the table is not one. */
  | 'name-invalid'
  /** The database server gives no connection at start. */
  | 'server-unreachable'
  /** A record of a user has no `foreignKeySystem` or `foreignUserId`, or attributes that JSON cannot hold. */
  | 'user-invalid'
  /** The store gave an error that has no code of its own. `driver` has the code of the driver or the server. */
  | 'store-failed';

/** Refused requests. The response has the body `{ "error": { "code", "message" } }`, and the log the code as `outcome`. Stable: tools and tests rely on them. */
export type RefusalCode =
  /** Something failed that the SDK did not foresee: in a page as a fault, at the endpoint as status 500 and an entry of the log. */
  | 'internal'
  /** The text is not a signed preview: its form, its type, its algorithm or a member of its payload is another one. */
  | 'preview-malformed'
  /** The preview, its edits or its list of readers is larger than a page reads. */
  | 'preview-too-large'
  /** The key is not one for previews. In a page: `preview.publicKey` of the live config; while signing: the private key. */
  | 'preview-key'
  /** The signature does not verify with `preview.publicKey` of the live config: another key signed the preview, or it was changed. */
  | 'preview-signature'
  /** The preview is for pages of other origins, or `preview.origins` of the live config does not have this one. While signing: a text is not an origin. */
  | 'preview-origin'
  /** The preview has ended. */
  | 'preview-expired'
  /** The preview was signed in the future: more than a minute from now. */
  | 'preview-not-yet'
  /** The preview lasts longer than 8 hours. */
  | 'preview-too-long'
  /** The preview changes a member that previews may not change: `jwt`, `preview`, `analytics`, `dataLayer`, `customElements`, `sealing`, or the whole config. */
  | 'preview-frozen'
  /** The preview could not be verified: the page is not a secure context (`https:`, or loopback), the browser lacks WebCrypto or `DecompressionStream`, or a file of the SDK did not arrive. */
  | 'preview-unverified'
  /** A request for `/zephr/metrics` has no token, or another than `ZEPHR_METRICS_TOKEN`. Status 401. */
  | 'metrics-token'
  /** The body is not UTF-8. Status 400. */
  | 'body-not-utf8'
  /** The body is not a JSON object. Status 400. */
  | 'body-not-json'
  /** The body has too many levels of lists and objects. Status 400. */
  | 'body-too-deep'
  /** A member of the body has the wrong type or size. Status 400. */
  | 'field-invalid'
  /** The request counts for a reader, and neither a valid token nor `reader` says which. Status 401. In a page: the endpoint cannot count a trial of sealed content, as the browser stores no id, so it gives no key. */
  | 'reader-missing'
  /** The endpoint has no such route, or its config has no `preview`. Status 404. */
  | 'not-found'
  /** The route does not take this method. Status 405. */
  | 'method-not-allowed'
  /** The body has more than 16,384 octets, that of a preview more than 525,312. Status 413. */
  | 'body-too-large'
  /** The content type is not JSON. Status 415. A form of another site cannot send JSON unasked. */
  | 'content-type-not-json'
  /** The client has sent more requests than `rateLimit` allows. Status 429, with `Retry-After`. */
  | 'rate-limited'
  /** The store cannot be asked at the moment. Status 503, with `Retry-After`. A page keeps its views and sends them later. */
  | 'store-unavailable'
  /** The endpoint keeps no preview of this id. Status 404. */
  | 'preview-unknown'
  /** The octets are not an HTTP request, or its address or host is invalid. Status 400. */
  | 'request-invalid'
  /** The headers of a request to `zephr serve` have more than 16 KiB. Status 431. */
  | 'headers-too-large'
  /** A request to `zephr serve` did not arrive in time. Status 408. */
  | 'request-timeout';

/** Gifts. Why a gift opens nothing: `reason` in the answer of `POST /zephr/gift`. Stable: tools and tests rely on them. */
export type GiftReason =
  /** The token, or the gift, has ended, by the clock of the device or of the endpoint. */
  | 'expired'
  /** The gift is for another article. */
  | 'path'
  /** Another session has used the gift. */
  | 'used'
  /** The text is not a gift of this endpoint: it was cut or changed, or the keys were replaced. */
  | 'invalid';

/** Log of the endpoint. The member `event` of an entry of the log. Stable: tools and tests rely on them. */
export type LogEvent =
  /** Something failed that the SDK did not foresee: in a page as a fault, at the endpoint as status 500 and an entry of the log. */
  | 'internal'
  /** The secret is shorter than the hash of its algorithm. In production the endpoint does not start; elsewhere it warns. */
  | 'secret-weak'
  /** The client has sent more requests than `rateLimit` allows. Status 429, with `Retry-After`. */
  | 'rate-limited'
  /** `zephr serve` runs with the config and the keys that its files now have. Requests that were open end with those before. */
  | 'config-reloaded'
  /** A changed config, or a file of keys, cannot be used. `zephr serve` goes on with those before. `code`, `pointer` and `message` have the mistake. */
  | 'config-refused'
  /** Lines could not be written to the file of `--access-log`, and are lost. Requests are answered all the same. */
  | 'access-log-failed'
  /** One request was answered. `outcome` is the result for the token or the code of the refusal. */
  | 'request'
  /** Trials are counted or sessions of readers are kept in memory in production, so that they are lost at each restart and differ between processes. */
  | 'store-memory'
  /** A request has a header of a proxy, and neither `trustProxy` nor `clientKey` is set: all clients of the proxy share one rate limit. */
  | 'client-key-missing'
  /** The runtime gives no address of the client: all clients share one rate limit. */
  | 'client-unknown'
  /** A key of the config cannot be imported where the endpoint runs. Its tokens are `unreachable`. */
  | 'key-unusable'
  /** The key set at `jwt.jwksUrl` cannot be fetched. `code` is `network` or `timeout`. A set that was fetched before counts for 24 hours. */
  | 'keys-unreachable'
  /** The user store gave an error or no answer. The reader is answered without their record. */
  | 'user-store-failed'
  /** The store of gifts gave an error or no answer. The request got status 503. */
  | 'gift-store-failed'
  /** The store of counted views gave an error or no answer. The request got status 503. */
  | 'usage-store-failed'
  /** The store of previews gave an error or no answer. The request got status 503. */
  | 'preview-store-failed'
  /** The store of counts gave an error or no answer. The request got status 503, and its events are not counted. */
  | 'event-store-failed'
  /** The content API gave no article. Decisions use the one before for an hour, or the exit `unknown`. */
  | 'content-api-failed'
  /** A node `notify` of the config names a webhook that the option `webhooks` does not have. Its messages are not sent. */
  | 'webhook-unknown'
  /** A webhook did not take a message. `code` is `timeout` for no answer within 5 seconds, `network`, or `status` for an answer that is not 2xx, with its `status`. The message is sent again, 6 times in all. */
  | 'webhook-failed'
  /** A message to a webhook was given up. `code` is `failed` after the last attempt, `gone` for a receiver that has answered 410, `full` where 1,000 messages wait already, and `stopped` where the endpoint stops first. */
  | 'webhook-dropped'
  /** The endpoint could not sign an assertion. The reader is answered without one. */
  | 'assertion-failed';
