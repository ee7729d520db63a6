import type {
  Config,
  FeatureConfig,
  OutcomeConfig,
  ProductConfig,
  RuleGraph,
  RuleNode,
  SubRuleConfig,
} from './config.js';

/**
 * A config as TypeScript types an imported JSON file: `version` is some number, and the rest is checked when it arrives. A
 * config that is written in place, whose version is 1, is a `Config`.
 */
export interface ImportedConfig<Version extends number> {
  readonly version: number extends Version ? Version : never;
  readonly features: Readonly<Record<string, object>>;
  readonly [member: string]: unknown;
}

/** The type of a member that its object does not have. */
type Unknown<Name> = `There is no member ${Name & string}`;

/** Ids of the entries of a map of the config. */
type IdsOf<Whole, Map extends string> = Whole extends { readonly [Name in Map]: infer Entries }
  ? keyof Entries & string
  : never;

/** The same as the type of a reference. */
type IdIn<Whole, Map extends string> = [IdsOf<Whole, Map>] extends [never]
  ? `The config has no ${Map}`
  : IdsOf<Whole, Map>;

/** The ids that steps of a rule can name besides those of the config. */
interface Scope {
  readonly nodes: string;
  readonly exits: string;
}

/** Members of an object that its type has; each is of the type given. */
type Members<Given, Shape, Checked> = {
  [Name in keyof Given]: Name extends keyof Checked
    ? Checked[Name]
    : Name extends keyof Shape
      ? Given[Name]
      : Unknown<Name>;
};

type CheckedOutcome<Given, Whole> = Members<
  Given,
  OutcomeConfig,
  { readonly components: readonly IdIn<Whole, 'components'>[]; readonly offers: readonly IdIn<Whole, 'offers'>[] }
>;

type CheckedStep<Given, Whole, Here extends Scope> = Given extends string
  ? string extends Given
    ? string
    : 'show' | Here['nodes'] | IdsOf<Whole, 'outcomes'>
  : Given extends { readonly content: unknown }
    ? CheckedOutcome<Given, Whole>
    : Given extends { readonly exit: unknown }
      ? { readonly exit: Here['exits'] }
      : CheckedNode<Given, Whole, Here>;

/** The exits of a node: all of them, and no other ones. */
type CheckedExits<Given, Names extends string, Whole, Here extends Scope> = {
  [Name in keyof Given]: Name extends Names ? CheckedStep<Given[Name], Whole, Here> : Unknown<Name>;
} & { readonly [Name in Names]: unknown };

/** Names of the exits of a node that has several: the groups of a split test, or the exits of a sub rule. */
type ExitsOf<Node, Whole> = Node extends { readonly type: 'split-test'; readonly test: infer Test extends string }
  ? Whole extends { readonly splitTests: { readonly [Id in Test]: { readonly groups: readonly (infer Group)[] } } }
    ? Group extends { readonly id: infer Id extends string }
      ? Id
      : never
    : never
  : Node extends { readonly type: 'sub-rule'; readonly rule: infer Rule extends string }
    ? Whole extends { readonly subRules: { readonly [Id in Rule]: { readonly exits: readonly (infer Exit)[] } } }
      ? Exit & string
      : never
    : never;

type CheckedNode<Given, Whole, Here extends Scope> = {
  [Name in keyof Given]: Name extends 'yes' | 'no' | 'unknown'
    ? CheckedStep<Given[Name], Whole, Here>
    : Name extends 'exits'
      ? [ExitsOf<Given, Whole>] extends [never]
        ? Given[Name]
        : CheckedExits<Given[Name], ExitsOf<Given, Whole>, Whole, Here>
      : Name extends 'remaining'
        ? { [Count in keyof Given[Name]]: CheckedStep<Given[Name][Count], Whole, Here> }
        : Given extends { readonly type: infer Type }
          ? CheckedField<Given[Name], Name, Type, Whole>
          : Given[Name];
};

/** A field of a node: a reference to an entry of the config, or as it is. */
type CheckedField<Value, Name, Type, Whole> = [Name, Type] extends ['product', 'has-product']
  ? IdIn<Whole, 'products'>
  : [Name, Type] extends ['feature', 'feature']
    ? IdIn<Whole, 'features'>
    : [Name, Type] extends ['test', 'split-test']
      ? IdIn<Whole, 'splitTests'>
      : [Name, Type] extends ['rule', 'sub-rule']
        ? IdIn<Whole, 'subRules'>
        : Name extends keyof Extract<RuleNode, { readonly type: Type }>
          ? Value
          : Unknown<Name>;

type CheckedGraph<Given, Whole, Exits extends string, Shape> = Members<
  Given,
  Shape,
  {
    readonly start: CheckedStep<
      Given extends { readonly start: infer Start } ? Start : never,
      Whole,
      { readonly nodes: IdsOf<Given, 'nodes'>; readonly exits: Exits }
    >;
    readonly nodes: {
      [Id in IdsOf<Given, 'nodes'>]: Given extends { readonly nodes: { readonly [Name in Id]: infer Node } }
        ? CheckedNode<Node, Whole, { readonly nodes: IdsOf<Given, 'nodes'>; readonly exits: Exits }>
        : never;
    };
  }
>;

type CheckedRule<Given, Whole> = Given extends { readonly start: unknown }
  ? CheckedGraph<Given, Whole, never, RuleGraph>
  : CheckedStep<Given, Whole, { readonly nodes: never; readonly exits: never }>;

type CheckedFeature<Given, Whole> = {
  [Name in keyof Given]: Name extends 'rules'
    ? { [State in keyof Given[Name]]: CheckedRule<Given[Name][State], Whole> }
    : Name extends 'fallback'
      ? Given[Name] extends string
        ? 'show'
        : CheckedOutcome<Given[Name], Whole>
      : Name extends keyof FeatureConfig
        ? Given[Name]
        : Unknown<Name>;
};

type CheckedSubRule<Given, Whole> = CheckedGraph<
  Given,
  Whole,
  Given extends { readonly exits: readonly (infer Exit)[] } ? Exit & string : never,
  SubRuleConfig
>;

/** A config whose references all name something. Mistakes are in the type of the member that holds them. */
export type CheckedConfig<Given> = {
  [Name in keyof Given]: Name extends 'features'
    ? { [Id in keyof Given[Name]]: CheckedFeature<Given[Name][Id], Given> }
    : Name extends 'products'
      ? {
          [Id in keyof Given[Name]]: Members<
            Given[Name][Id],
            ProductConfig,
            { readonly features: readonly IdIn<Given, 'features'>[] }
          >;
        }
      : Name extends 'outcomes'
        ? { [Id in keyof Given[Name]]: CheckedOutcome<Given[Name][Id], Given> }
        : Name extends 'subRules'
          ? { [Id in keyof Given[Name]]: CheckedSubRule<Given[Name][Id], Given> }
          : Name extends keyof Config
            ? Given[Name]
            : Unknown<Name>;
};

/**
 * Returns a config unchanged. The TypeScript compiler checks that every id in it exists in it.
 *
 * @example
 * export default defineConfig({
 *   version: 1,
 *   components: { register: { type: 'registration-wall' } },
 *   features: { articles: { rules: { anonymous: { content: 'hide', components: ['register'] } } } },
 * });
 */
export function defineConfig<const Given extends Config & CheckedConfig<Given>>(config: Given): Given {
  return config;
}
