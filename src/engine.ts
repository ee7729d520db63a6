/** The engine alone: identity and rules without a DOM. Runs in the page, in Node and on edge runtimes. */
export { compileConfig, type CompiledConfig, type EngineInput } from './decision/compile-config.js';
export { defineConfig, type CheckedConfig } from './model/define-config.js';
export { ConfigError } from './model/shared-config-error.js';
export type { ConfigErrorCode } from './model/config-error.js';
export type * from './model/config.js';
export type { Evaluated } from './decision/to-public-evaluation.js';
export type { Decision, DecisionReason, TraceEntry, TrialLeft } from './model/decision.js';
export type { Effects, Spend, TimeTrialStart } from './model/effects.js';
export type { Claims, TokenStatus } from './model/token.js';
