import type { Step } from './config-types.js';

export type * from './config-types.js';

/** A user state in the sense of Zephr: decided per feature. */
export type UserState = 'anonymous' | 'registered' | 'customer';

/** A node as it arrives: its fields depend on `type`, and none of them has been checked. `RuleNode` is a sound one. */
export interface NodeConfig {
  readonly type: string;
  readonly yes?: Step;
  readonly no?: Step;
  readonly unknown?: Step;
  readonly exits?: Readonly<Record<string, Step>>;
  readonly [field: string]: unknown;
}
