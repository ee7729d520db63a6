import { PRODUCT_CLAIM, type Condition, type ReaderInput } from '../workload/condition.js';
import type { Check, Workload } from '../workload/make-workload.js';

/** A reader as one flat object by name: no peer has to find the path in an address, or a claim in a claim. */
export type FlatReader = Readonly<Record<string, unknown>>;

/** A rule as most peers have it: the first `when` of which one condition holds gives the outcome, else it is "show". */
export type FlatRule<Test> = readonly { readonly when: readonly Test[]; readonly outcome: string }[];

/** Rules by feature. */
export type FlatRules<Test> = Readonly<Record<string, FlatRule<Test>>>;

/** A condition, or that it does not hold. */
export interface FlatCondition extends Omit<Condition, 'source'> {
  readonly negated: boolean;
}

/** Puts all that a reader brings along on one level, outside of what is measured. */
export function flattenReader({ claims, customData, url }: ReaderInput): FlatReader {
  return { ...claims, ...customData, path: new URL(url).pathname };
}

/** The rules of a workload, each condition in a peer's own words. */
export function flattenRules<Test>(
  { rules }: Workload,
  translate: (condition: FlatCondition) => Test,
): FlatRules<Test> {
  const flat = rules.map(({ feature, stretches }): [string, FlatRule<Test>] => [
    feature,
    stretches.map(({ checks, outcome }) => ({ when: checks.map((check) => translate(flatten(check))), outcome })),
  ]);
  return Object.fromEntries(flat);
}

const OPPOSITES: Partial<Record<Condition['operator'], Condition['operator']>> = {
  equals: 'not-equals',
  'not-equals': 'equals',
  'greater-than': 'at-most',
  'at-most': 'greater-than',
  'at-least': 'less-than',
  'less-than': 'at-least',
};

/** Turns "does not hold" into the opposite operator where there is one: one step less for the peers. */
function flatten({ condition: { source, name, operator, value, ofList }, leavesBy }: Check): FlatCondition {
  const flat = { name: source === 'product' ? PRODUCT_CLAIM : name, value, ofList };
  const opposite = ofList || leavesBy ? undefined : OPPOSITES[operator];
  return { ...flat, operator: opposite ?? operator, negated: !leavesBy && !opposite };
}

/** Text as a part of a regular expression. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
