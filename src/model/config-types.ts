/**
 * The config, `zephr.json`: what Zephr's console holds. Written by `npm run generate` from the schema in `src/schema/`:
 * change it there. These types describe a sound config; what arrives is checked by `src/config/` and, inside features, by
 * `src/rules/`.
 */

/** Name of the algorithm. */
export type Algorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'
  | 'Ed25519'
  | 'HS256'
  | 'HS384'
  | 'HS512';

/** A place to look for the token. */
export type TokenSource = 'option' | 'cookie' | 'query';

/** A component that an outcome can show. */
export type ComponentConfig = RegistrationWallConfig | PaywallConfig | CustomBlockConfig;

/** Shows the content, hides it, or keeps its beginning. */
export type ContentRule =
  | ('show' | 'hide')
  | {
      /** How much of the beginning to keep. */
      readonly keep:
        | {
            /** Number of words to keep. */
            readonly words: number;
          }
        | {
            /** Number of paragraphs to keep. */
            readonly paragraphs: number;
          };
    };

/** Where the components are shown. Default: `inline`. */
export type Zone = 'inline' | 'pop-up' | 'sticky-footer';

/** A node: evaluates a condition and continues at one of its exits. */
export type RuleNode =
  | JwtTokenNode
  | JwtExpiredNode
  | UserAttributeNode
  | HasProductNode
  | FeatureNode
  | UserStateNode
  | TrialNode
  | TimeTrialNode
  | SplitTestNode
  | DeviceNode
  | BrowserNode
  | UserAgentNode
  | SiteNode
  | UrlPathNode
  | QueryParamNode
  | ReferrerNode
  | MetaTagNode
  | PublishedDateNode
  | CustomDataNode
  | ContentNode
  | CookieNode
  | CountryNode
  | StateNode
  | CityNode
  | ZipNode
  | DateTimeNode
  | SessionCountNode
  | SessionStartNode
  | RegisteredDateNode
  | SegmentNode
  | RecognisedNode
  | ConsentNode
  | GiftNode
  | OnPremisesNode
  | BypassNode
  | PromoNode
  | ActiveSessionsNode
  | SetNode
  | NotifyNode
  | SubRuleNode;

/** How to compare. */
export type Condition =
  | 'equals'
  | 'not-equals'
  | 'starts-with'
  | 'ends-with'
  | 'contains'
  | 'matches'
  | 'in'
  | 'greater-than'
  | 'at-least'
  | 'less-than'
  | 'at-most'
  | 'before'
  | 'after'
  | 'between'
  | 'older-than'
  | 'newer-than'
  | 'within-days'
  | 'is-empty'
  | 'is-not-empty';

/** The value to compare with. The condition determines its type. */
export type ConditionValue = (string | number | boolean) | null | readonly (string | number | boolean)[];

/** `"show"`, the id of a node of this rule or of an outcome of the config, or a node or outcome written in place. */
export type Step = string | RuleNode | OutcomeConfig | SubRuleExit;

/** How far back views are counted. Weeks begin on Monday, months on the first day. Default: `lifetime`. */
export type TrialWindow =
  | ('lifetime' | 'calendar-day' | 'calendar-week' | 'calendar-month')
  | {
      /** Number of days, counted back from now. */
      readonly days: number;
    };

/** List that page views, outcomes and events are pushed to; `false` for none. */
export type DataLayerConfig =
  | false
  | {
      /** Name of the global list. Default: `dataLayer`. */
      readonly name?: string;
      /** Events to report. Default: `decision`, `wall-open`, `submit`, `dismiss`, `conversion` and `notify`. */
      readonly events?: readonly ToolEvent[];
      /** Fields of the reader in the page view: `logged-in`, `active-products` and `session-count`. Default: none. */
      readonly fields?: readonly DataLayerField[];
      /** User attributes that the page view contains. Default: none. */
      readonly userAttributes?: readonly string[];
      /** Pushes Zephr's events of forms: shown, seen, and which fields were changed and left. Default: `false`. */
      readonly formEvents?: boolean;
    };

/** Name of an event, without `zephr-`. */
export type ToolEvent =
  'decision' | 'wall-open' | 'wall-close' | 'submit' | 'dismiss' | 'conversion' | 'notify' | 'fault';

/** A field of the reader in the page view. */
export type DataLayerField = 'logged-in' | 'active-products' | 'session-count';

/** The rule of one user state: a step, or a graph. */
export type Rule = Step | RuleGraph;

/** How the content is protected: `hidden` is in the page in clear, `withheld` is fetched after the decision, `sealed` is in the page as ciphertext. Default: `hidden`. */
export type Protection = 'hidden' | 'withheld' | 'sealed';

/** The parts of a site that readers may see, and the walls that they see instead. */
export interface Config {
  /** Address of this schema, for editors. */
  readonly $schema?: string;
  /** Version of the format: 1. */
  readonly version: 1;
  /** Types of nodes that the config requires. An older SDK disables only the features that use them. */
  readonly requires?: readonly string[];
  readonly jwt?: JwtConfig;
  /** Sites that share the config, by id. */
  readonly sites?: {
    readonly [name: string]: SiteConfig;
  };
  /** Products, by id. */
  readonly products?: {
    readonly [name: string]: ProductConfig;
  };
  /** Components that outcomes show, by id. */
  readonly components?: {
    readonly [name: string]: ComponentConfig;
  };
  /** Offers of the whole site, by id. Paywalls, custom blocks and outcomes name them. */
  readonly offers?: {
    readonly [name: string]: SiteOfferConfig;
  };
  /** Replaces default texts of all walls, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** Outcomes that rules share, by id. */
  readonly outcomes?: {
    readonly [name: string]: OutcomeConfig;
  };
  /** Rules that other rules enter, by id. */
  readonly subRules?: {
    readonly [name: string]: SubRuleConfig;
  };
  /** Split tests, by id. */
  readonly splitTests?: {
    readonly [name: string]: SplitTestConfig;
  };
  /** Custom elements of the site that custom blocks may contain, each with the names of its attributes. */
  readonly customElements?: {
    readonly [name: string]: readonly string[];
  };
  /** How articles are counted. */
  readonly usage?: {
    /** Name of an article that the page does not name: its canonical address, else its path; or always its path. Default: `canonical`. */
    readonly item?: 'canonical' | 'path';
  };
  readonly dataLayer?: DataLayerConfig;
  readonly analytics?: AnalyticsConfig;
  readonly preview?: PreviewConfig;
  readonly sealing?: SealingConfig;
  /** Gated parts of the site, by id. */
  readonly features: {
    readonly [name: string]: FeatureConfig;
  };
}

/** How tokens are found, verified and mapped: the settings of Zephr for JSON Web Tokens. */
export interface JwtConfig {
  /** Name of the token cookie. Default: `blaize_jwt`. */
  readonly cookie?: string;
  /** Public key: PEM (`BEGIN PUBLIC KEY` or `BEGIN CERTIFICATE`) or a JWK. */
  readonly publicKey?: string | Jwk;
  /** A JWK set, written into the config. */
  readonly jwks?: JwkSet;
  /** Address of a JWK set: https, or http on loopback. */
  readonly jwksUrl?: string;
  /** Address of the endpoint that verifies tokens signed with a shared secret. */
  readonly verifyEndpoint?: string;
  /** Address that issues a new token shortly before the current one expires: on the origin of the page, https, or loopback. */
  readonly refresh?: string;
  /** Public key of the assertions that the endpoint signs. */
  readonly endpointKey?: string | Jwk;
  /** Sends cookies to the endpoint, so the token cookie can be `HttpOnly`. */
  readonly credentials?: boolean;
  /** Restricts the algorithms that the type of the key allows. */
  readonly algorithms?: readonly Algorithm[];
  /** Accepted issuers: the claim `iss`. With a key set, set this or `audience`. */
  readonly issuer?: string | readonly string[];
  /** Accepted audiences: the claim `aud`. */
  readonly audience?: string | readonly string[];
  /** Tolerated difference between clocks, in seconds. Default: 0. */
  readonly clockTolerance?: number;
  /** Where to look for the token, in order; `"query"` reads `?jwt=`. Default: `["option", "cookie"]`. */
  readonly sources?: readonly TokenSource[];
  /** Makes the reader registered if the token is valid. */
  readonly userMapping?: {
    /** Claim that holds the id of the reader, such as `sub`: its name, or a JSONPath that begins with `$`. */
    readonly foreignUserIdProperty: string;
    /** Splits a text into parts; of several, none is an id. */
    readonly split?: string;
  };
  /** Grants the products whose `claimValue` is in a claim, a text or a list. */
  readonly productSyncing?: {
    /** Claim that holds the products of the reader, such as `prod`: its name, or a JSONPath that begins with `$`. */
    readonly privateClaimName: string;
    /** Splits each text in it into parts: `" "` for `scope`. */
    readonly split?: string;
  };
  /** Where to find the attributes of the reader. */
  readonly userAttributes?: {
    /** Name of a claim, or a JSONPath that begins with `$`. */
    readonly privateClaimName: string;
    /** Splits the texts in it into parts. */
    readonly split?: string;
  };
  /** Looks up the reader in the user store of the publisher. */
  readonly userStore?: {
    /** Name of the system that issues the id of the reader. */
    readonly foreignKeySystem: string;
  };
}

/** A public JSON Web Key (RFC 7517). */
export interface Jwk {
  /** Type of the key: `EC`, `RSA` or `OKP`. */
  readonly kty: string;
  /** Id of the key, as in the header of a token. */
  readonly kid?: string;
  /** The only algorithm that the key is used with. */
  readonly alg?: string;
  /** Use of the key: `sig`, if present. */
  readonly use?: string;
  /** The curve of a key of type `EC` or `OKP`. */
  readonly crv?: string;
  /** Operations that the key is used for: `verify`. */
  readonly key_ops?: readonly string[];
  readonly [name: string]: unknown;
}

/** A JWK set (RFC 7517, section 5). */
export interface JwkSet {
  /** The keys. */
  readonly keys: readonly Jwk[];
  readonly [name: string]: unknown;
}

/** A site: the hosts of its pages. */
export interface SiteConfig {
  /** Name for people. */
  readonly title?: string;
  /**
   * The hosts of its pages. A host as it is written goes before `*.`.
   *
   * @minItems 1
   */
  readonly hosts: readonly string[];
  /** Name of the group that it is in, or a list of them. */
  readonly group?: string | readonly string[];
}

/** A product that readers can hold, and the features that it grants. */
export interface ProductConfig {
  /** Name for people. */
  readonly title?: string;
  /** Note for people. */
  readonly description?: string;
  /** Values of the product claim that grant this product. Compared as a whole; case-sensitive. */
  readonly claimValue: string | readonly string[];
  /** The features that its holders get. */
  readonly features: readonly string[];
  /**
   * The sites on which it counts: ids of entries of `sites`, or `group:` and the name of a group. Default: all.
   *
   * @minItems 1
   */
  readonly sites?: readonly string[];
}

/** A registration wall: asks the reader to register. */
export interface RegistrationWallConfig {
  /** Asks the reader to register. */
  readonly type: 'registration-wall';
  /** The heading. */
  readonly heading?: string;
  /** Level of the heading. Default: one below the preceding heading of the page. */
  readonly headingLevel?: number;
  /** Text below the heading. */
  readonly text?: string;
  /** Replaces default texts, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** Address that receives the form. Without it the wall only fires `zephr-submit`. */
  readonly action?: string;
  /** How the form is sent: `fetch` stays on the page, `form` leaves it. Default: `fetch`. */
  readonly submit?: 'fetch' | 'form';
  /** Text of the button. */
  readonly button?: string;
  /** Fields of the form. Default: an e-mail address. */
  readonly fields?: readonly FieldConfig[];
  readonly signIn?: SignInConfig;
}

/** A field of a registration wall. */
export interface FieldConfig {
  /** Name under which the value is submitted. */
  readonly name: string;
  /** Type of the field. A consent is never preselected. */
  readonly type: 'email' | 'password' | 'name' | 'text' | 'select' | 'checkbox' | 'consent';
  /** Label of the field. */
  readonly label?: string;
  /** Whether the field is required. */
  readonly required?: boolean;
  /** Hint for the reader, such as the requirements of a password. */
  readonly hint?: string;
  /** Minimum number of characters. */
  readonly minLength?: number;
  /** Autofill token, such as `given-name`. */
  readonly autocomplete?: string;
  /** Choices of a `select`. */
  readonly options?: readonly {
    /** Value that is submitted. */
    readonly value: string;
    /** Text that is shown. Default: the value. */
    readonly label?: string;
  }[];
  /** Address that explains a consent. */
  readonly href?: string;
}

/** The line for readers who already have an account. */
export interface SignInConfig {
  /** Where the reader signs in. Values in templates are percent-encoded and decide neither scheme nor host. */
  readonly href: string;
  /** The question before the link. */
  readonly text?: string;
  /** Text of the link. */
  readonly label?: string;
  /** Name of the query parameter that holds the return address. */
  readonly returnParameter?: string;
  /** Return address on the same origin. Default: the current page. */
  readonly returnTo?: string;
}

/** A paywall: asks the reader to subscribe. */
export interface PaywallConfig {
  /** Asks the reader to subscribe. */
  readonly type: 'paywall';
  /** The heading. */
  readonly heading?: string;
  /** Level of the heading. Default: one below the preceding heading of the page. */
  readonly headingLevel?: number;
  /** Text below the heading. */
  readonly text?: string;
  /** Replaces default texts, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** Offers, in order: each written in place, or the id of an entry of `offers`. */
  readonly offers?: readonly (string | OfferConfig)[];
  /** Lets the reader switch between monthly and yearly offers instead of listing all of them. */
  readonly toggle?: boolean;
  /** Text about the trial; `false` for none. */
  readonly trial?: boolean | string;
  readonly signIn?: SignInConfig;
}

/** An offer of a paywall. */
export interface OfferConfig {
  /** Name of the offer in events. */
  readonly id: string;
  /** Title. Default: the id. */
  readonly title?: string;
  /** Line below the title. */
  readonly text?: string;
  /** Price. */
  readonly price?: Price;
  /** Billing period of the price. */
  readonly per?: 'day' | 'week' | 'month' | 'year';
  /** Short text that highlights the offer, such as "Most chosen". */
  readonly badge?: string;
  /** Contents of the offer, one line each. */
  readonly features?: readonly string[];
  /** Text of the button or link. */
  readonly action?: string;
  /** Address of the checkout. Without it the offer only fires `zephr-submit`. */
  readonly href?: string;
}

/** An amount in a currency. */
export interface Price {
  /** Amount, such as 9.9. */
  readonly amount: number;
  /** Currency code (ISO 4217), such as `EUR`. */
  readonly currency: string;
}

/** A block of custom markup. */
export interface CustomBlockConfig {
  /** Shows custom markup. */
  readonly type: 'custom-block';
  /** Markup as a Mustache template. It is filled with `claims`, `variables` and other data, then sanitised. Values in addresses are percent-encoded and decide neither scheme nor host, except in triple braces. */
  readonly html?: string;
  /** Address of the markup: the same origin, https, or http on loopback. */
  readonly src?: string;
  /** The offer of `{{offer.title}}`: an offer, or the id of one. */
  readonly offer?: string | OfferConfig;
  /** Values for `{{variables.name}}`. */
  readonly variables?: {
    readonly [name: string]: unknown;
  };
}

/** An offer of the whole site. Its name in `offers` is its id. */
export interface SiteOfferConfig {
  /** Title. Default: the id. */
  readonly title?: string;
  /** Line below the title. */
  readonly text?: string;
  /** Price. */
  readonly price?: Price;
  /** Billing period of the price. */
  readonly per?: 'day' | 'week' | 'month' | 'year';
  /** Short text that highlights the offer, such as "Most chosen". */
  readonly badge?: string;
  /** Contents of the offer, one line each. */
  readonly features?: readonly string[];
  /** Text of the button or link. */
  readonly action?: string;
  /** Address of the checkout. Without it the offer only fires `zephr-submit`. */
  readonly href?: string;
}

/** An outcome: whether the content is shown, and the components that are shown with it. */
export interface OutcomeConfig {
  /** Name in events and reports. Default: the JSON pointer of the outcome. */
  readonly id?: string;
  /** Name for people. */
  readonly label?: string;
  /** Any JSON value that the site gets with the decision, such as a price, a text or a switch. */
  readonly value?: unknown;
  readonly content: ContentRule;
  /** Whether the content is hidden or shown where there is no more of it than is to be kept. Default: `hide`. */
  readonly otherwise?: 'hide' | 'show';
  /** Components to show, in order. */
  readonly components?: readonly string[];
  /** Offers that the paywalls of this outcome show, in order, instead of their own. */
  readonly offers?: readonly string[];
  readonly zone?: Zone;
  readonly zoneOptions?: ZoneOptions;
}

/** How a pop-up or a sticky footer behaves. */
export interface ZoneOptions {
  /** Whether the reader can close it. */
  readonly closeable?: boolean;
  /** Time until it appears, in ms. */
  readonly displayAfter?: number;
  /** Whether the page behind it can be scrolled. */
  readonly scrollable?: boolean;
}

/** A rule that other rules enter. The step `{ "exit": name }` leaves it. */
export interface SubRuleConfig {
  /** First step of the sub rule. */
  readonly start: Step;
  /** Nodes by id. The ids are valid in this sub rule only. */
  readonly nodes?: {
    readonly [name: string]: RuleNode;
  };
  /** Names of the exits of the sub rule. */
  readonly exits: readonly string[];
}

/** JWT Token: compares a claim of the verified token. */
export interface JwtTokenNode {
  /** JWT Token: compares a claim of the verified token. */
  readonly type: 'jwt-token';
  /** Name of a claim, or a JSONPath that begins with `$`. */
  readonly property: string;
  /** Compares each part of a text, split at this: `" "` for `scope`. */
  readonly split?: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Leaves a sub rule by one of its exits. Only inside a sub rule. */
export interface SubRuleExit {
  /** Name of an exit of the sub rule. */
  readonly exit: string;
}

/** JWT Expired: the token was valid and has expired. */
export interface JwtExpiredNode {
  /** JWT Expired: the token was valid and has expired. */
  readonly type: 'jwt-expired';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** User Attribute: compares an attribute of the reader. */
export interface UserAttributeNode {
  /** User Attribute: compares an attribute of the reader. */
  readonly type: 'user-attribute';
  /** Name of the attribute. */
  readonly attribute: string;
  /** Compares each part of a text, split at this. */
  readonly split?: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Has Product: the reader holds this product. */
export interface HasProductNode {
  /** Has Product: the reader holds this product. */
  readonly type: 'has-product';
  /** Id of an entry of `products`. */
  readonly product: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Feature: the reader holds a product that grants this feature. */
export interface FeatureNode {
  /** Feature: the reader holds a product that grants this feature. */
  readonly type: 'feature';
  /** Id of an entry of `features`. */
  readonly feature: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** User state: the state of the reader for the feature being decided. */
export interface UserStateNode {
  /** User state: the state of the reader for the feature being decided. */
  readonly type: 'user-state';
  /** The user state to compare with. */
  readonly is: 'anonymous' | 'registered' | 'customer';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Trial: a fixed number of free articles. Takes `yes` while any remain and `no` afterwards. */
export interface TrialNode {
  /** Trial: a fixed number of free articles. Takes `yes` while any remain and `no` afterwards. */
  readonly type: 'trial';
  /** Name of the tracker that counts. Nodes may share a tracker. Default: one tracker per feature. */
  readonly tracker?: string;
  /** Number of free articles. Default: 10. */
  readonly limit?: number;
  /** The unit that is counted. Default: `unique-article`. */
  readonly counts?: 'unique-article' | 'page-view';
  readonly window?: TrialWindow;
  /** Counts across all sites, or on each of them apart. Default: `all`. */
  readonly scope?: 'all' | 'site';
  /** Separate exits by the number of articles that remain: `{ "1": step }`. */
  readonly remaining?: {
    readonly [name: string]: Step;
  };
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Time trial: everything is free for a period that begins with the first visit. */
export interface TimeTrialNode {
  /** Time trial: everything is free for a period that begins with the first visit. */
  readonly type: 'time-trial';
  /** Name of the tracker that counts. Nodes may share a tracker. Default: one tracker per feature. */
  readonly tracker?: string;
  /** Length of the trial, in units. */
  readonly duration: number;
  /** Unit of the duration. */
  readonly unit: 'minutes' | 'hours' | 'days';
  /** Begins across all sites, or on each of them apart. Default: `all`. */
  readonly scope?: 'all' | 'site';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Split test: one exit per group. A reader stays in the same group. */
export interface SplitTestNode {
  /** Split test: one exit per group. A reader stays in the same group. */
  readonly type: 'split-test';
  /** Id of an entry of `splitTests`. */
  readonly test: string;
  /** Where each group leads, by group id. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Never taken: there is always an answer. */
  readonly unknown?: Step;
}

/** Device Type: the kind of device. */
export interface DeviceNode {
  /** Device Type: the kind of device. */
  readonly type: 'device';
  /** The kind of device. Tablets are mobile, television sets are appliances. */
  readonly is: 'desktop' | 'mobile' | 'appliance' | 'crawler';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Browser: the browser family. */
export interface BrowserNode {
  /** Browser: the browser family. */
  readonly type: 'browser';
  /** The browser family. */
  readonly is: 'chrome' | 'edge' | 'firefox' | 'safari' | 'opera' | 'samsung' | 'other';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** User Agent: compares the user agent string. */
export interface UserAgentNode {
  /** User Agent: compares the user agent string. */
  readonly type: 'user-agent';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Site: the page is on one of these sites, by its host. */
export interface SiteNode {
  /** Site: the page is on one of these sites, by its host. */
  readonly type: 'site';
  /**
   * Ids of entries of `sites`, or `group:` and the name of a group.
   *
   * @minItems 1
   */
  readonly sites: readonly string[];
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** URL Path: compares the path of the page, without query and fragment. */
export interface UrlPathNode {
  /** URL Path: compares the path of the page, without query and fragment. */
  readonly type: 'url-path';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Query Param: compares a query parameter of the page. */
export interface QueryParamNode {
  /** Query Param: compares a query parameter of the page. */
  readonly type: 'query-param';
  /** Name of the parameter. */
  readonly key: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Referrer: compares the address that the reader came from. */
export interface ReferrerNode {
  /** Referrer: compares the address that the reader came from. */
  readonly type: 'referrer';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Meta Tags: compares the content of a meta tag. */
export interface MetaTagNode {
  /** Meta Tags: compares the content of a meta tag. */
  readonly type: 'meta-tag';
  /** The `name` or `property` of the tag. */
  readonly name: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Published Date: the age of the article. */
export interface PublishedDateNode {
  /** Published Date: the age of the article. */
  readonly type: 'published-date';
  /** How to compare. */
  readonly condition: 'older-than' | 'newer-than';
  /** A number of hours. */
  readonly value?: number | string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Custom Data: compares a value that the site provides. */
export interface CustomDataNode {
  /** Custom Data: compares a value that the site provides. */
  readonly type: 'custom-data';
  /** Name of the value. */
  readonly property: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Content API: compares a field of the article in the publisher’s content API. */
export interface ContentNode {
  /** Content API: compares a field of the article in the publisher’s content API. */
  readonly type: 'content';
  /** Name of the field, as the settings of the endpoint list it, or a JSONPath when it begins with `$`. */
  readonly name: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Compares the value of a cookie. */
export interface CookieNode {
  /** Compares the value of a cookie. */
  readonly type: 'cookie';
  /** Name of the cookie. */
  readonly name: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Country: compares the country of the reader. */
export interface CountryNode {
  /** Country: compares the country of the reader. */
  readonly type: 'country';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** State: compares the state or region of the reader. */
export interface StateNode {
  /** State: compares the state or region of the reader. */
  readonly type: 'state';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** City: compares the city of the reader. */
export interface CityNode {
  /** City: compares the city of the reader. */
  readonly type: 'city';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Zip Code: compares the postal code of the reader. */
export interface ZipNode {
  /** Zip Code: compares the postal code of the reader. */
  readonly type: 'zip';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Date & Time: compares the current time with one or two dates. */
export interface DateTimeNode {
  /** Date & Time: compares the current time with one or two dates. */
  readonly type: 'date-time';
  /** How to compare. */
  readonly condition: 'before' | 'after' | 'between';
  /** A date, or two dates for `between`. */
  readonly value?: (string | number) | readonly (string | number)[];
  /** Time zone of dates without one: an IANA name such as `Europe/Berlin`, or `local` for that of the reader. Default: UTC. */
  readonly timeZone?: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Session Count: compares the number of visits of the reader. */
export interface SessionCountNode {
  /** Session Count: compares the number of visits of the reader. */
  readonly type: 'session-count';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Session Start Date: compares the moment at which the visit of the reader began. */
export interface SessionStartNode {
  /** Session Start Date: compares the moment at which the visit of the reader began. */
  readonly type: 'session-start';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Registered Date: compares the date on which the reader registered. */
export interface RegisteredDateNode {
  /** Registered Date: compares the date on which the reader registered. */
  readonly type: 'registered-date';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Segment: compares the segments of the reader. */
export interface SegmentNode {
  /** Segment: compares the segments of the reader. */
  readonly type: 'segment';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Recognised: the reader is signed in, or was signed in with this browser before. */
export interface RecognisedNode {
  /** Recognised: the reader is signed in, or was signed in with this browser before. */
  readonly type: 'recognised';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** The reader consents, by IAB TCF, GPP or Global Privacy Control. */
export interface ConsentNode {
  /** The reader consents, by IAB TCF, GPP or Global Privacy Control. */
  readonly type: 'consent';
  /** Purpose of the processing. */
  readonly purpose: string | number;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Gift URL: the address holds a gift token that is valid for this reader. */
export interface GiftNode {
  /** Gift URL: the address holds a gift token that is valid for this reader. */
  readonly type: 'gift';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** On-Premises: the address of the reader is in a range of an account of the endpoint. */
export interface OnPremisesNode {
  /** On-Premises: the address of the reader is in a range of an account of the endpoint. */
  readonly type: 'on-premises';
  /** Id or tag of an account in the settings of the endpoint. Default: any account. */
  readonly account?: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Bypass: the reader follows a link that a trusted site has signed for this page. */
export interface BypassNode {
  /** Bypass: the reader follows a link that a trusted site has signed for this page. */
  readonly type: 'bypass';
  /** Id of the trusted site in the settings of the endpoint. Default: any site. */
  readonly referrer?: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Promo Code: the address holds a promotion code that is valid for this reader. */
export interface PromoNode {
  /** Promo Code: the address holds a promotion code that is valid for this reader. */
  readonly type: 'promo';
  /** Id of a promotion in the settings of the endpoint. Default: any promotion. */
  readonly promotion?: string;
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Active Session: the browser is one of as many as may read at once with an account. */
export interface ActiveSessionsNode {
  /** Active Session: the browser is one of as many as may read at once with an account. */
  readonly type: 'active-sessions';
  /** Browsers that may read at once with one account, from 1 to 50. */
  readonly limit: number;
  /** Which browser gives way over the limit: the one that began to read first, or the one that came last. Default: `oldest`. */
  readonly givesWay?: 'oldest' | 'newest';
  /** Where `yes` leads. */
  readonly yes: Step;
  /** Where `no` leads. */
  readonly no: Step;
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** Set variables: sets variables for the templates of the outcome that follows, and goes on. */
export interface SetNode {
  /** Set variables: sets variables for the templates of the outcome that follows, and goes on. */
  readonly type: 'set';
  /** Values for `{{variables.name}}`, at most 32. A name has letters, digits, `_` and `-`. Of the same name the last one on the path counts; the `variables` of a component go before it. */
  readonly variables: {
    /** Value of the variable. */
    readonly [name: string]: string | number | boolean | null;
  };
  /** Where it goes on: `{ "next": step }`. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Never taken: there is always an answer. */
  readonly unknown?: Step;
}

/** Notify: makes something known to analytics and a webhook, and goes on. */
export interface NotifyNode {
  /** Notify: makes something known to analytics and a webhook, and goes on. */
  readonly type: 'notify';
  /** The name by which it is known: 1 to 64 letters, digits, `_`, `.`, `:` and `-`. */
  readonly name: string;
  /** Id of a webhook in the settings of the endpoint. Default: only analytics and the data layer of the page. */
  readonly webhook?: string;
  /** Where it goes on: `{ "next": step }`. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Never taken: there is always an answer. */
  readonly unknown?: Step;
}

/** Sub Rule: enters a rule of `subRules` and continues at the exit it takes. */
export interface SubRuleNode {
  /** Sub Rule: enters a rule of `subRules` and continues at the exit it takes. */
  readonly type: 'sub-rule';
  /** Id of an entry of `subRules`. */
  readonly rule: string;
  /** Where each exit of the sub rule leads, by exit name. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Taken if the value is missing or of the wrong type. Default: where `no` leads. */
  readonly unknown?: Step;
}

/** A split test: assigns readers to groups at random. */
export interface SplitTestConfig {
  /** Name for people. */
  readonly title?: string;
  /**
   * The groups. A reader stays in the same group.
   *
   * @minItems 1
   */
  readonly groups: readonly {
    /** Name of the group and of its exit. */
    readonly id: string;
    /** Name of the group for people, as in the data layer. */
    readonly title?: string;
    /** Share of the group, relative to the weights of the other groups. */
    readonly weight: number;
  }[];
}

/** Sends events to an endpoint, in batches. */
export interface AnalyticsConfig {
  /** Address that receives events by POST: https, or http on loopback. */
  readonly endpoint: string;
  /** Purpose that the reader must have consented to, as in the node `consent`. */
  readonly consent?: string;
  /** Events to report. Default: `decision`, `wall-open`, `submit`, `dismiss`, `conversion` and `notify`. */
  readonly events?: readonly ToolEvent[];
  /** Adds to each decision the exit of every node on its path, for traffic by branch. Default: `false`. */
  readonly exits?: boolean;
  /** Words of your own conversions, which the endpoint counts apart. Default: `REGISTERED` and `CUSTOMER`. */
  readonly conversions?: readonly string[];
}

/** Lets holders of a private key show edits of the config on live pages, by a signed link. */
export interface PreviewConfig {
  /** Public key of the previews: ES256, PEM or a JWK, as `zephr keys --out preview` makes it. */
  readonly publicKey: string | Jwk;
  /** Origins whose pages run previews. Default: those that the signed preview names. */
  readonly origins?: readonly string[];
}

/** Where pages get the keys of sealed content. */
export interface SealingConfig {
  /** Address of the endpoint that releases keys: https, http on loopback, or on the origin of the page. Default: `keys` beside `jwt.verifyEndpoint`. */
  readonly endpoint?: string;
  /** Claim of the token that holds keys of features, by feature and id of the key. Default: `zephr_keys`. */
  readonly claim?: string;
}

/** A feature: a gated part of the site. */
export interface FeatureConfig {
  /** Name for people. */
  readonly title?: string;
  /** Note for people. */
  readonly description?: string;
  /** The rules, by user state. */
  readonly rules?: {
    /** For readers who are not signed in. Default: the content is shown. */
    readonly anonymous?: Rule;
    /** For readers with a valid token but no product with this feature. Default: the rule for anonymous readers. */
    readonly registered?: Rule;
    /** For readers who hold a product with this feature. Default: the content is shown. */
    readonly customer?: Rule;
  };
  /** Where the content is on a page without `<zephr-feature>`. */
  readonly target?:
    | {
        /** CSS selector of the content. */
        readonly selector: string;
      }
    | {
        /** Slug in the comment markers around the content. */
        readonly comment: string;
      };
  /** Shown after a fault or a time-out. Default: the content stays hidden, and a line says so. */
  readonly fallback?: 'show' | OutcomeConfig;
  /** Behaviour until a decision is made. */
  readonly pending?: {
    /** Time until the fallback is shown, in ms. Default: 2000. */
    readonly timeout?: number;
    /** Minimum height of the feature element, from the start: a CSS length, or a number of pixels. */
    readonly minHeight?: number | string;
  };
  readonly structuredData?: StructuredDataConfig;
  readonly protection?: Protection;
  readonly seal?: SealConfig;
}

/** A rule whose nodes have ids, so several paths can lead to the same node. */
export interface RuleGraph {
  /** First step of the rule. */
  readonly start: Step;
  /** Nodes by id. The ids are valid in this rule only. */
  readonly nodes?: {
    readonly [name: string]: RuleNode;
  };
}

/** Checks the JSON-LD of the page against what an anonymous reader may see of the feature. */
export interface StructuredDataConfig {
  /** Class of the gated part, such as `.paywall`. Search engines accept no other selector. */
  readonly cssSelector: string;
  /** Adds a JSON-LD article to a page that has none. */
  readonly write?: boolean;
}

/** How the content of a feature with `"protection": "sealed"` is sealed. */
export interface SealConfig {
  /** The beginning that stays in clear. Default: the whole content is sealed. */
  readonly clear?:
    | {
        /** Number of words that stay in clear. */
        readonly words: number;
      }
    | {
        /** Number of paragraphs that stay in clear. */
        readonly paragraphs: number;
      };
  /** Runs the scripts of the content once it is opened. Default: they stay inert. */
  readonly scripts?: boolean;
  /** Sends the content through the sanitiser before it is inserted. Default: false. */
  readonly sanitize?: boolean;
}
