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

/** Where a token may be found. */
export type TokenSource = 'option' | 'cookie' | 'query';

/** A component that an outcome can show. */
export type ComponentConfig = RegistrationWallConfig | PaywallConfig | CustomBlockConfig;

/** What becomes of the gated content: shown, hidden, or its beginning kept. */
export type ContentRule =
  | ('show' | 'hide')
  | {
      /** How much of the beginning stays. */
      readonly keep:
        | {
            /** So many words from the beginning. */
            readonly words: number;
          }
        | {
            /** So many paragraphs from the beginning. */
            readonly paragraphs: number;
          };
    };

/** Where the components stand. `inline` unless told. */
export type Zone = 'inline' | 'pop-up' | 'sticky-footer';

/** A node: asks something, and goes on by one of its exits. */
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
  | UrlPathNode
  | QueryParamNode
  | ReferrerNode
  | MetaTagNode
  | PublishedDateNode
  | CustomDataNode
  | CookieNode
  | CountryNode
  | StateNode
  | CityNode
  | ZipNode
  | DateTimeNode
  | SessionCountNode
  | RegisteredDateNode
  | SegmentNode
  | ConsentNode
  | GiftNode
  | SubRuleNode;

/** How the datum is compared. */
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
  | 'is-empty'
  | 'is-not-empty';

/** What the datum is compared with; its kind depends on the condition. */
export type ConditionValue = (string | number | boolean) | null | readonly (string | number | boolean)[];

/** `"show"`, the id of a node of this rule or of an outcome of the config, or a node or outcome in place. */
export type Step = string | RuleNode | OutcomeConfig | SubRuleExit;

/** How far back counting looks. `lifetime` unless told; weeks begin on Monday, months on the 1st. */
export type TrialWindow =
  | ('lifetime' | 'calendar-day' | 'calendar-week' | 'calendar-month')
  | {
      /** So many days back from now. */
      readonly days: number;
    };

/** The list that page views, outcomes and events are pushed to; `false` for none. */
export type DataLayerConfig =
  | false
  | {
      /** Name of the global list. `dataLayer` unless told. */
      readonly name?: string;
      /** Which events. `decision`, `wall-open`, `submit`, `dismiss` and `conversion` unless told. */
      readonly events?: readonly ToolEvent[];
    };

/** Name of an event without `zephr-`. */
export type ToolEvent = 'decision' | 'wall-open' | 'wall-close' | 'submit' | 'dismiss' | 'conversion' | 'fault';

/** What is decided for one user state: a step, or a graph. */
export type Rule = Step | RuleGraph;

/** What readers may see, and what they see instead. */
export interface Config {
  /** Address of this schema, for editors. */
  readonly $schema?: string;
  /** Version of the format: 1. */
  readonly version: 1;
  /** Types of nodes that the config cannot do without. A page with an older SDK disables only what uses them. */
  readonly requires?: readonly string[];
  readonly jwt?: JwtConfig;
  /** The catalogue of products, by id. */
  readonly products?: {
    readonly [name: string]: ProductConfig;
  };
  /** What outcomes can show, by id. */
  readonly components?: {
    readonly [name: string]: ComponentConfig;
  };
  /** Words of your own for all walls instead of the default ones, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** Outcomes that several rules share, by id. */
  readonly outcomes?: {
    readonly [name: string]: OutcomeConfig;
  };
  /** Rules that are entered from other rules, by id. */
  readonly subRules?: {
    readonly [name: string]: SubRuleConfig;
  };
  /** Split tests, by id. */
  readonly splitTests?: {
    readonly [name: string]: SplitTestConfig;
  };
  /** Elements of the site’s own that custom blocks may hold, each with the names of its attributes. */
  readonly customElements?: {
    readonly [name: string]: readonly string[];
  };
  readonly dataLayer?: DataLayerConfig;
  readonly analytics?: AnalyticsConfig;
  /** The parts of the site that are gated, by id. */
  readonly features: {
    readonly [name: string]: FeatureConfig;
  };
}

/** How tokens are found, verified and mapped: Zephr’s settings for JSON Web Tokens. */
export interface JwtConfig {
  /** Name of the cookie. `blaize_jwt` unless told. */
  readonly cookie?: string;
  /** Public key: PEM (`BEGIN PUBLIC KEY` or `BEGIN CERTIFICATE`) or a JWK. */
  readonly publicKey?: string | Jwk;
  /** A JWK set, written in place. */
  readonly jwks?: JwkSet;
  /** Address of a JWK set: https, or http on loopback. */
  readonly jwksUrl?: string;
  /** Address that verifies tokens signed with a shared secret. */
  readonly verifyEndpoint?: string;
  /** Address that brings a new token shortly before the old one ends: of the page’s own origin, https, or loopback. */
  readonly refresh?: string;
  /** Public key of that endpoint’s signed assertions. */
  readonly endpointKey?: string | Jwk;
  /** Ask the endpoint with cookies even where the page can read none. */
  readonly credentials?: boolean;
  /** Narrows the algorithms that the key’s own type allows. */
  readonly algorithms?: readonly Algorithm[];
  /** Whose tokens count: their `iss`. With a key set, give this or `audience`. */
  readonly issuer?: string | readonly string[];
  /** For whom they must have been made: their `aud`. */
  readonly audience?: string | readonly string[];
  /** Seconds by which clocks may differ. 0 unless told. */
  readonly clockTolerance?: number;
  /** Where tokens are looked for, in order. `["option", "cookie"]` unless told; `"query"` reads `?jwt=`. */
  readonly sources?: readonly TokenSource[];
  /** Makes the holder of a valid token a registered reader. */
  readonly userMapping?: {
    /** Claim with the reader’s id, such as `sub`. */
    readonly foreignUserIdProperty: string;
  };
  /** Gives the reader the products whose `claimValue` is in a claim, a text or a list. */
  readonly productSyncing?: {
    /** Claim with the reader’s products, such as `prod`. */
    readonly privateClaimName: string;
  };
  /** Where the attributes of the reader are. */
  readonly userAttributes?: {
    /** A claim, or a JSONPath that begins with `$`. */
    readonly privateClaimName: string;
  };
  /** Looks the reader up in the publisher’s user store. */
  readonly userStore?: {
    /** Name of the system that the reader’s id is of. */
    readonly foreignKeySystem: string;
  };
}

/** A public JSON Web Key (RFC 7517). */
export interface Jwk {
  /** Type of the key: `EC`, `RSA` or `OKP`. */
  readonly kty: string;
  /** Id of the key; a token names it in its header. */
  readonly kid?: string;
  /** The one algorithm that it is for. */
  readonly alg?: string;
  /** `sig`, where it is told. */
  readonly use?: string;
  /** The curve of a key of type `EC` or `OKP`. */
  readonly crv?: string;
  /** What it may be used for: `verify`. */
  readonly key_ops?: readonly string[];
  readonly [name: string]: unknown;
}

/** A JWK set (RFC 7517, section 5). */
export interface JwkSet {
  /** The keys. */
  readonly keys: readonly Jwk[];
  readonly [name: string]: unknown;
}

/** A product: what a reader can hold, and the features that come with it. */
export interface ProductConfig {
  /** Name for people. */
  readonly title?: string;
  /** Note for people. */
  readonly description?: string;
  /** Values of the product claim that give this product; compared whole and case-sensitively. */
  readonly claimValue: string | readonly string[];
  /** The features that its holders get. */
  readonly features: readonly string[];
}

/** A registration wall: asks the reader to register. */
export interface RegistrationWallConfig {
  /** Asks the reader to register. */
  readonly type: 'registration-wall';
  /** The heading. */
  readonly heading?: string;
  /** Level of the heading; one below the page's last one unless told. */
  readonly headingLevel?: number;
  /** Words below the heading. */
  readonly text?: string;
  /** Words of your own instead of the default ones, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** Where the form is sent to. Without it the wall only fires `zephr-submit`. */
  readonly action?: string;
  /** How: `fetch`, the default, stays on the page; `form` leaves it. */
  readonly submit?: 'fetch' | 'form';
  /** Text of the button. */
  readonly button?: string;
  /** What is asked for; an e-mail address unless told. */
  readonly fields?: readonly FieldConfig[];
  readonly signIn?: SignInConfig;
}

/** A field of a registration wall. */
export interface FieldConfig {
  /** Name under which it is sent. */
  readonly name: string;
  /** What is asked for. A consent is never given in advance. */
  readonly type: 'email' | 'password' | 'name' | 'text' | 'select' | 'checkbox' | 'consent';
  /** What is shown beside it. */
  readonly label?: string;
  /** Whether the form needs it. */
  readonly required?: boolean;
  /** What there is to know about it, such as what a password has to be. */
  readonly hint?: string;
  /** Least number of characters. */
  readonly minLength?: number;
  /** Token by which browsers fill it in, such as `given-name`. */
  readonly autocomplete?: string;
  /** Choices of a `select`. */
  readonly options?: readonly {
    /** What is sent. */
    readonly value: string;
    /** What is shown; the value unless told. */
    readonly label?: string;
  }[];
  /** Where a consent is explained. */
  readonly href?: string;
}

/** The line for readers who have an account already. */
export interface SignInConfig {
  /** Where the reader signs in. */
  readonly href: string;
  /** The question before the link. */
  readonly text?: string;
  /** Text of the link. */
  readonly label?: string;
  /** Name of the query parameter that tells the sign-in page where to lead back to. */
  readonly returnParameter?: string;
  /** Where to lead back to, on the own origin; the page itself unless told. */
  readonly returnTo?: string;
}

/** A paywall: asks the reader to subscribe. */
export interface PaywallConfig {
  /** Asks the reader to subscribe. */
  readonly type: 'paywall';
  /** The heading. */
  readonly heading?: string;
  /** Level of the heading; one below the page's last one unless told. */
  readonly headingLevel?: number;
  /** Words below the heading. */
  readonly text?: string;
  /** Words of your own instead of the default ones, by key, or by language and key. */
  readonly texts?: {
    readonly [name: string]: unknown;
  };
  /** What can be bought, in order. */
  readonly offers?: readonly OfferConfig[];
  /** Whether the reader chooses between monthly and yearly offers, instead of seeing all of them. */
  readonly toggle?: boolean;
  /** What is said of a trial; `false` says nothing. */
  readonly trial?: boolean | string;
  readonly signIn?: SignInConfig;
}

/** An offer of a paywall. */
export interface OfferConfig {
  /** Name of the offer in events. */
  readonly id: string;
  /** What it is called; its id unless told. */
  readonly title?: string;
  /** A line below the title. */
  readonly text?: string;
  /** What it costs. */
  readonly price?: Price;
  /** Length of the period that the price pays for. */
  readonly per?: 'day' | 'week' | 'month' | 'year';
  /** A word that sets it apart, such as "Most chosen". */
  readonly badge?: string;
  /** What is in it, a line each. */
  readonly features?: readonly string[];
  /** Text of the button or link. */
  readonly action?: string;
  /** Where it is bought. Without it the offer only fires `zephr-submit`. */
  readonly href?: string;
}

/** An amount in a currency. */
export interface Price {
  /** The amount, such as 9.9. */
  readonly amount: number;
  /** Code of the currency by ISO 4217, such as `EUR`. */
  readonly currency: string;
}

/** A block of markup of your own. */
export interface CustomBlockConfig {
  /** Markup of your own. */
  readonly type: 'custom-block';
  /** The markup, a Mustache template. It is filled with `claims`, `variables` and the like, then sanitised. */
  readonly html?: string;
  /** Where the markup is fetched from: the same origin, https, or http on loopback. */
  readonly src?: string;
  /** What `{{offer.title}}` speaks of: an offer, or the id of one. */
  readonly offer?: string | OfferConfig;
  /** Values for `{{variables.name}}`. */
  readonly variables?: {
    readonly [name: string]: unknown;
  };
}

/** What becomes of the content, and which components are shown with it. */
export interface OutcomeConfig {
  /** Name in events and reports. An outcome without one goes by its place in the config. */
  readonly id?: string;
  /** Name for people. */
  readonly label?: string;
  readonly content: ContentRule;
  /** Components that are shown, in order. */
  readonly components?: readonly string[];
  readonly zone?: Zone;
  readonly zoneOptions?: ZoneOptions;
}

/** How a pop-up or a sticky footer behaves. */
export interface ZoneOptions {
  /** Whether the reader may close it. */
  readonly closeable?: boolean;
  /** Milliseconds until it comes. */
  readonly displayAfter?: number;
  /** Whether the page behind it can still be scrolled. */
  readonly scrollable?: boolean;
}

/** A rule that is entered from other rules, and left by the step `{ "exit": name }`. */
export interface SubRuleConfig {
  /** Where the sub rule begins. */
  readonly start: Step;
  /** Nodes by id; the ids are known in this sub rule only. */
  readonly nodes?: {
    readonly [name: string]: RuleNode;
  };
  /** Names of the exits that it can be left by. */
  readonly exits: readonly string[];
}

/** JWT Token: holds a claim of the verified token against a condition. */
export interface JwtTokenNode {
  /** JWT Token: holds a claim of the verified token against a condition. */
  readonly type: 'jwt-token';
  /** A claim by its own name, or a JSONPath that begins with `$`. */
  readonly property: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Leaves a sub rule by one of its exits; only inside of one. */
export interface SubRuleExit {
  /** Name of one of the exits of the sub rule. */
  readonly exit: string;
}

/** JWT Expired: the token was good once, and its time is over. */
export interface JwtExpiredNode {
  /** JWT Expired: the token was good once, and its time is over. */
  readonly type: 'jwt-expired';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** User Attribute: holds an attribute of the reader against a condition. */
export interface UserAttributeNode {
  /** User Attribute: holds an attribute of the reader against a condition. */
  readonly type: 'user-attribute';
  /** Name of the attribute. */
  readonly attribute: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Has Product: the reader holds this product of the catalogue. */
export interface HasProductNode {
  /** Has Product: the reader holds this product of the catalogue. */
  readonly type: 'has-product';
  /** Id of an entry of `products`. */
  readonly product: string;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Feature: the reader holds a product that gives this feature. */
export interface FeatureNode {
  /** Feature: the reader holds a product that gives this feature. */
  readonly type: 'feature';
  /** Id of an entry of `features`. */
  readonly feature: string;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** User state: what the reader is for the feature that is being decided. */
export interface UserStateNode {
  /** User state: what the reader is for the feature that is being decided. */
  readonly type: 'user-state';
  /** The state that is asked for. */
  readonly is: 'anonymous' | 'registered' | 'customer';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Trial: so many articles are free. Yes while some are left, no when they are used up. */
export interface TrialNode {
  /** Trial: so many articles are free. Yes while some are left, no when they are used up. */
  readonly type: 'trial';
  /** Name of the tracker that counts; several nodes may share one. A feature has its own unless told. */
  readonly tracker?: string;
  /** Articles that are free. 10 unless told. */
  readonly limit?: number;
  /** What is counted. `unique-article` unless told. */
  readonly counts?: 'unique-article' | 'page-view';
  readonly window?: TrialWindow;
  /** Exits of their own for a number of articles that are left: `{ "1": step }`. */
  readonly remaining?: {
    readonly [name: string]: Step;
  };
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Time trial: all is free for a while, from the first visit on. */
export interface TimeTrialNode {
  /** Time trial: all is free for a while, from the first visit on. */
  readonly type: 'time-trial';
  /** Name of the tracker that counts; several nodes may share one. A feature has its own unless told. */
  readonly tracker?: string;
  /** Length of the trial, in units. */
  readonly duration: number;
  /** Unit of the duration. */
  readonly unit: 'minutes' | 'hours' | 'days';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Split test: an exit for each group; a reader stays in his. */
export interface SplitTestNode {
  /** Split test: an exit for each group; a reader stays in his. */
  readonly type: 'split-test';
  /** Id of an entry of `splitTests`. */
  readonly test: string;
  /** Where each group goes, by its id. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Never taken: there always is an answer. */
  readonly unknown?: Step;
}

/** Device Type: what the reader holds in his hand. */
export interface DeviceNode {
  /** Device Type: what the reader holds in his hand. */
  readonly type: 'device';
  /** The device. Tablets are mobile, television sets appliances. */
  readonly is: 'desktop' | 'mobile' | 'appliance' | 'crawler';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Browser: the family of the browser. */
export interface BrowserNode {
  /** Browser: the family of the browser. */
  readonly type: 'browser';
  /** The family that is asked for. */
  readonly is: 'chrome' | 'edge' | 'firefox' | 'safari' | 'opera' | 'samsung' | 'other';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** User Agent: holds the text that the browser sends against a condition. */
export interface UserAgentNode {
  /** User Agent: holds the text that the browser sends against a condition. */
  readonly type: 'user-agent';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** URL Path: holds the path of the page, without query and fragment, against a condition. */
export interface UrlPathNode {
  /** URL Path: holds the path of the page, without query and fragment, against a condition. */
  readonly type: 'url-path';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Query Param: holds a parameter of the address against a condition. */
export interface QueryParamNode {
  /** Query Param: holds a parameter of the address against a condition. */
  readonly type: 'query-param';
  /** Name of the parameter. */
  readonly key: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Referrer: holds the address that the reader came from against a condition. */
export interface ReferrerNode {
  /** Referrer: holds the address that the reader came from against a condition. */
  readonly type: 'referrer';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Meta Tags: holds the content of a meta tag against a condition. */
export interface MetaTagNode {
  /** Meta Tags: holds the content of a meta tag against a condition. */
  readonly type: 'meta-tag';
  /** The tag’s `name` or `property`. */
  readonly name: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Published Date: how long ago the article came out. */
export interface PublishedDateNode {
  /** Published Date: how long ago the article came out. */
  readonly type: 'published-date';
  /** How the datum is compared. */
  readonly condition: 'older-than' | 'newer-than';
  /** A number of hours. */
  readonly value?: number | string;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Custom Data: holds what the site’s own code passed against a condition. */
export interface CustomDataNode {
  /** Custom Data: holds what the site’s own code passed against a condition. */
  readonly type: 'custom-data';
  /** Name of the datum. */
  readonly property: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Holds a cookie against a condition. */
export interface CookieNode {
  /** Holds a cookie against a condition. */
  readonly type: 'cookie';
  /** Name of the cookie. */
  readonly name: string;
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Country: holds the reader’s country against a condition. */
export interface CountryNode {
  /** Country: holds the reader’s country against a condition. */
  readonly type: 'country';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** State: holds the state or region that the reader is in against a condition. */
export interface StateNode {
  /** State: holds the state or region that the reader is in against a condition. */
  readonly type: 'state';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** City: holds the city that the reader is in against a condition. */
export interface CityNode {
  /** City: holds the city that the reader is in against a condition. */
  readonly type: 'city';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Zip Code: holds the reader’s postal code against a condition. */
export interface ZipNode {
  /** Zip Code: holds the reader’s postal code against a condition. */
  readonly type: 'zip';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Date & Time: holds the present moment against a date, or two. */
export interface DateTimeNode {
  /** Date & Time: holds the present moment against a date, or two. */
  readonly type: 'date-time';
  /** How the datum is compared. */
  readonly condition: 'before' | 'after' | 'between';
  /** A date, or for `between` two of them. */
  readonly value?: (string | number) | readonly (string | number)[];
  /** Zone of dates without one: an IANA name such as `Europe/Berlin`, or `local` for the reader’s own. UTC unless told. */
  readonly timeZone?: string;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Session Count: holds the number of the reader’s visits against a condition. */
export interface SessionCountNode {
  /** Session Count: holds the number of the reader’s visits against a condition. */
  readonly type: 'session-count';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Registered Date: holds the date of the reader’s registration against a condition. */
export interface RegisteredDateNode {
  /** Registered Date: holds the date of the reader’s registration against a condition. */
  readonly type: 'registered-date';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Segment: holds the segments that the reader is in against a condition. */
export interface SegmentNode {
  /** Segment: holds the segments that the reader is in against a condition. */
  readonly type: 'segment';
  readonly condition: Condition;
  readonly value?: ConditionValue;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Whether the reader consents, by IAB TCF, GPP or Global Privacy Control. */
export interface ConsentNode {
  /** Whether the reader consents, by IAB TCF, GPP or Global Privacy Control. */
  readonly type: 'consent';
  /** Purpose of the processing that is asked about. */
  readonly purpose: string | number;
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Gift URL: the address has a gift token that is good for this reader. */
export interface GiftNode {
  /** Gift URL: the address has a gift token that is good for this reader. */
  readonly type: 'gift';
  /** Where yes leads. */
  readonly yes: Step;
  /** Where no leads. */
  readonly no: Step;
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** Sub Rule: goes through a rule of `subRules`, and on by the exit that it is left by. */
export interface SubRuleNode {
  /** Sub Rule: goes through a rule of `subRules`, and on by the exit that it is left by. */
  readonly type: 'sub-rule';
  /** Id of an entry of `subRules`. */
  readonly rule: string;
  /** Where each exit of the sub rule leads, by its name. */
  readonly exits: {
    readonly [name: string]: Step;
  };
  /** Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads. */
  readonly unknown?: Step;
}

/** A split test: readers are put into groups at random. */
export interface SplitTestConfig {
  /** Name for people. */
  readonly title?: string;
  /**
   * The groups; a reader stays in his.
   *
   * @minItems 1
   */
  readonly groups: readonly {
    /** Name of the group; an exit of the node has the same. */
    readonly id: string;
    /** Its share, in relation to the others. */
    readonly weight: number;
  }[];
}

/** Where events are sent, in batches. */
export interface AnalyticsConfig {
  /** Address that takes them, by POST: https, or http on loopback. */
  readonly endpoint: string;
  /** Purpose that the reader must have agreed to, as in the node `consent`. */
  readonly consent?: string;
  /** Which events. `decision`, `wall-open`, `submit`, `dismiss` and `conversion` unless told. */
  readonly events?: readonly ToolEvent[];
}

/** A feature: a part of the site that is gated. */
export interface FeatureConfig {
  /** Name for people. */
  readonly title?: string;
  /** Note for people. */
  readonly description?: string;
  /** What is decided, by user state. */
  readonly rules?: {
    /** For readers who are not signed in. Without it they are shown the content. */
    readonly anonymous?: Rule;
    /** For readers with a valid token but no product with this feature. Without it: as for anonymous ones. */
    readonly registered?: Rule;
    /** For readers who hold a product with this feature. Without it they are shown the content. */
    readonly customer?: Rule;
  };
  /** Where the content is, without a `<zephr-feature>`. */
  readonly target?:
    | {
        /** A CSS selector of the content. */
        readonly selector: string;
      }
    | {
        /** The slug between the comment markers around the content. */
        readonly comment: string;
      };
  /** For a fault or a time-out. Without one the content stays hidden, and a line says so. */
  readonly fallback?: 'show' | OutcomeConfig;
  /** What holds until a decision is made. */
  readonly pending?: {
    /** Milliseconds until the fallback is shown. 2000 unless told. */
    readonly timeout?: number;
    /** Least height of the place, from before it is decided on: a CSS length, or a number of pixels. */
    readonly minHeight?: number | string;
  };
  readonly structuredData?: StructuredDataConfig;
}

/** A rule whose nodes have ids, so that several paths can lead to one. */
export interface RuleGraph {
  /** Where the rule begins. */
  readonly start: Step;
  /** Nodes by id; the ids are known in this rule only. */
  readonly nodes?: {
    readonly [name: string]: RuleNode;
  };
}

/** The page’s JSON-LD is held against what an anonymous reader may see of the feature. */
export interface StructuredDataConfig {
  /** The class of the gated part, such as `.paywall`: search engines take nothing else. */
  readonly cssSelector: string;
  /** Whether a page without a JSON-LD article gets one. */
  readonly write?: boolean;
}
