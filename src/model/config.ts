import type { Step } from './config-types.js';

export type * from './config-types.js';

/** A user state in the sense of Zephr: decided per feature. */
export type UserState = 'anonymous' | 'registered' | 'customer';

/** A node before it is checked: its fields depend on `type`. `RuleNode` is a checked one. */
export interface NodeConfig {
  readonly type: string;
  readonly yes?: Step;
  readonly no?: Step;
  readonly unknown?: Step;
  readonly exits?: Readonly<Record<string, Step>>;
  readonly [field: string]: unknown;
}
