declare global {
  /**
   * Names the config of the site, so that `Zephr.value` has the types of its values.
   *
   * @example
   * declare global {
   *   interface ZephrSite { config: typeof config } // export const config = defineConfig({ … })
   * }
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- sites add to it
  interface ZephrSite {}
}

/** The features of the site: their ids where its config is registered, any text otherwise. */
export type FeatureId = ZephrSite extends { readonly config: { readonly features: infer Features } }
  ? keyof Features & string
  : string;

/** The value of one outcome: nothing where it has none. */
type ValueOf<Outcome> = Outcome extends { readonly value: infer Value } ? Value : never;

/** The values of the outcomes that a step, or the steps under its members, lead to. */
type ValuesUnder<Step, Whole> = Step extends string
  ? Whole extends { readonly outcomes: { readonly [Id in Step]: infer Outcome } }
    ? ValueOf<Outcome>
    : never
  : Step extends { readonly content: unknown }
    ? ValueOf<Step>
    : {
        [Name in keyof Step]: Name extends 'yes' | 'no' | 'unknown' | 'start'
          ? ValuesUnder<Step[Name], Whole>
          : Name extends 'exits' | 'remaining' | 'nodes'
            ? ValuesUnder<Step[Name][keyof Step[Name]], Whole>
            : Name extends 'rule'
              ? ValuesOfSubRule<Step[Name], Whole>
              : never;
      }[keyof Step];

type ValuesOfSubRule<Id, Whole> = Id extends string
  ? Whole extends { readonly subRules: { readonly [Name in Id]: { readonly nodes: infer Nodes } } }
    ? ValuesUnder<Nodes[keyof Nodes], Whole>
    : never
  : never;

/**
 * The values that a feature of a config can have.
 *
 * @example type Price = FeatureValue<typeof config, 'price'>; // 9.9 | 7.9
 */
export type FeatureValue<Whole, Feature extends string> = Whole extends {
  readonly features: { readonly [Id in Feature]: { readonly rules: infer Rules } };
}
  ? ValuesUnder<Rules[keyof Rules], Whole>
  : never;

/** The type of which a text, a number or a switch is one value. */
type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value;

/** The result of `Zephr.value`: a value of the registered config or the fallback; without one, a value of its type. */
export type ValueOrFallback<Feature extends string, Fallback> = ZephrSite extends { readonly config: infer Whole }
  ? FeatureValue<Whole, Feature> | Fallback
  : Widened<Fallback>;
