/**
 * The config, `zephr.json`: what Zephr's console holds. All of it as types, so that a room reads only what it needs.
 * These types describe a sound config; what arrives is checked by `src/config/` and, inside features, by `src/rules/`.
 */

/** A user state in the sense of Zephr: decided per feature. */
export type UserState = 'anonymous' | 'registered' | 'customer';

/** Signature algorithms by their JOSE names (RFC 7518, RFC 8037, RFC 9864). */
export type Algorithm =
  | 'RS256' | 'RS384' | 'RS512'
  | 'PS256' | 'PS384' | 'PS512'
  | 'ES256' | 'ES384' | 'ES512'
  | 'EdDSA' | 'Ed25519'
  | 'HS256' | 'HS384' | 'HS512'; // prettier-ignore

/** A public JSON Web Key (RFC 7517). */
export interface Jwk {
  readonly kty: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly crv?: string;
  readonly key_ops?: readonly string[];
  readonly [parameter: string]: unknown;
}

/** A JWK set (RFC 7517, section 5). */
export interface JwkSet {
  readonly keys: readonly Jwk[];
}

/** Where a token may be found; `option` is `start({ token })` and `setToken`. */
export type TokenSource = 'option' | 'cookie' | 'query';

/** How tokens are found, verified and mapped: Zephr's "Settings > JSON Web Tokens". */
export interface JwtConfig {
  /** Name of the cookie. Default `blaize_jwt`. */
  readonly cookie?: string;
  /** PEM SPKI, PEM X.509 certificate, or a JWK. */
  readonly publicKey?: string | Jwk;
  readonly jwks?: JwkSet;
  /** Address of a JWK set: https, or http on loopback. */
  readonly jwksUrl?: string;
  /** Address that verifies tokens signed with a shared secret. */
  readonly verifyEndpoint?: string;
  /** Public key of that endpoint's signed assertions. */
  readonly endpointKey?: string | Jwk;
  /** Ask the endpoint with cookies even where the page can read none. */
  readonly credentials?: boolean;
  /** Narrows the algorithms that the key's own type allows. */
  readonly algorithms?: readonly Algorithm[];
  readonly issuer?: string | readonly string[];
  readonly audience?: string | readonly string[];
  /** Seconds. Default 0. */
  readonly clockTolerance?: number;
  /** Default `["option", "cookie"]`. */
  readonly sources?: readonly TokenSource[];
  readonly userMapping?: { readonly foreignUserIdProperty: string };
  readonly productSyncing?: { readonly privateClaimName: string };
  /** A claim, or a JSONPath that starts with `$`. */
  readonly userAttributes?: { readonly privateClaimName: string };
  readonly userStore?: { readonly foreignKeySystem: string };
}

/** An entry of the product catalogue. */
export interface ProductConfig {
  readonly title?: string;
  readonly description?: string;
  /** Values of the product claim that grant this product; compared whole and case-sensitively. */
  readonly claimValue: string | readonly string[];
  /** Ids of the features that its holders get. */
  readonly features: readonly string[];
}

/** How much of the gated content stays. */
export type ContentRule =
  'show' | 'hide' | { readonly keep: { readonly words: number } | { readonly paragraphs: number } };

/** Where the components of an outcome stand. */
export type Zone = 'inline' | 'pop-up' | 'sticky-footer';

/** How a zone behaves. */
export interface ZoneOptions {
  readonly closeable?: boolean;
  /** Milliseconds. */
  readonly displayAfter?: number;
  readonly scrollable?: boolean;
}

/** An outcome as it is written in the config. */
export interface OutcomeConfig {
  readonly id?: string;
  readonly label?: string;
  readonly content: ContentRule;
  /** Ids of the config's components, in order. */
  readonly components?: readonly string[];
  readonly zone?: Zone;
  readonly zoneOptions?: ZoneOptions;
}

/** A decision node as it is written in the config; its fields depend on `type`. */
export interface NodeConfig {
  readonly type: string;
  readonly yes?: Step;
  readonly no?: Step;
  readonly unknown?: Step;
  readonly exits?: Readonly<Record<string, Step>>;
  readonly [field: string]: unknown;
}

/** `"show"`, the id of a node of this rule, the id of an outcome of the config, a node or an outcome written in place. */
export type Step = string | NodeConfig | OutcomeConfig;

/** A rule with node ids of its own. */
export interface RuleGraph {
  readonly start: Step;
  readonly nodes: Readonly<Record<string, Step>>;
}

/** What is decided for one user state. */
export type Rule = Step | RuleGraph;

/** A feature: a part of the site that is gated. */
export interface FeatureConfig {
  readonly title?: string;
  readonly description?: string;
  readonly rules?: Readonly<Partial<Record<UserState, Rule>>>;
  readonly target?: { readonly selector: string } | { readonly comment: string };
  /** For a fault or a time-out. Without one the content stays hidden and a line says so. */
  readonly fallback?: 'show' | OutcomeConfig;
  readonly pending?: {
    /** Milliseconds. Default 2000. */
    readonly timeout?: number;
    /** A CSS length. */
    readonly minHeight?: string;
  };
}

/** A sub rule: a graph that is entered from other rules and left by named exits. */
export interface SubRuleConfig {
  readonly start: Step;
  readonly nodes?: Readonly<Record<string, Step>>;
  readonly exits: readonly string[];
}

/** A split test; weights are relative. */
export interface SplitTestConfig {
  readonly title?: string;
  readonly groups: readonly { readonly id: string; readonly weight: number }[];
}

/** An amount in a currency (ISO 4217). */
export interface Price {
  readonly amount: number;
  readonly currency: string;
}

/** An offer of a paywall. */
export interface OfferConfig {
  readonly id: string;
  readonly title?: string;
  readonly text?: string;
  readonly price?: Price;
  /** Length of the period that the price pays for. */
  readonly per?: 'day' | 'week' | 'month' | 'year';
  readonly badge?: string;
  readonly features?: readonly string[];
  /** Text of the button or link. */
  readonly action?: string;
  /** Where the offer is bought. Without it the offer only fires `zephr-submit`. */
  readonly href?: string;
}

/** A field of a registration wall. */
export interface FieldConfig {
  readonly name: string;
  readonly type: 'email' | 'password' | 'name' | 'text' | 'select' | 'checkbox' | 'consent';
  readonly label?: string;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Where a consent is explained. */
  readonly href?: string;
}

/** A registration wall. */
export interface RegistrationWallConfig {
  readonly type: 'registration-wall';
  readonly heading?: string;
  readonly text?: string;
  /** Address of the identity provider's form handler. Without it the wall only fires `zephr-submit`. */
  readonly action?: string;
  readonly button?: string;
  readonly fields?: readonly FieldConfig[];
  readonly signIn?: { readonly href: string; readonly text?: string; readonly label?: string };
}

/** A paywall. */
export interface PaywallConfig {
  readonly type: 'paywall';
  readonly heading?: string;
  readonly text?: string;
  readonly offers?: readonly OfferConfig[];
  readonly signIn?: { readonly href: string; readonly text?: string; readonly label?: string };
}

/** A block of the publisher's own markup. */
export interface CustomBlockConfig {
  readonly type: 'custom-block';
  readonly html?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A component that an outcome can show. */
export type ComponentConfig = RegistrationWallConfig | PaywallConfig | CustomBlockConfig;

/** The whole config. */
export interface Config {
  readonly version: 1;
  readonly $schema?: string;
  readonly requires?: readonly string[];
  readonly jwt?: JwtConfig;
  readonly products?: Readonly<Record<string, ProductConfig>>;
  readonly components?: Readonly<Record<string, ComponentConfig>>;
  readonly outcomes?: Readonly<Record<string, OutcomeConfig>>;
  readonly subRules?: Readonly<Record<string, SubRuleConfig>>;
  readonly splitTests?: Readonly<Record<string, SplitTestConfig>>;
  readonly features: Readonly<Record<string, FeatureConfig>>;
}
