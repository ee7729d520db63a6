/** The engine alone: identity and rules with no DOM. Runs in the page, in Node and on edge runtimes. */
export { compileConfig, type CompiledConfig, type EngineInput } from './decision/compile-config.js';
export { ConfigError } from './model/shared-config-error.js';
export type { ConfigErrorCode } from './model/config-error.js';
export type * from './model/config.js';
export type { Decision, DecisionReason, TraceEntry, TrialLeft } from './model/decision.js';
export type { Claims, TokenStatus } from './model/token.js';
