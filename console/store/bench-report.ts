import type { TokenCheck } from '../../src/inspect/list-token-checks.js';
import type { Claims, TokenReason, TokenStatus } from '../../src/model/token.js';

/** A token of the bench after its checks, as the process answers. */
export interface BenchReport {
  readonly checks: readonly TokenCheck[];
  readonly status: TokenStatus;
  readonly reason: TokenReason | null;
  /** The claims, where the token counts. */
  readonly claims: Claims | null;
  readonly hints: readonly string[];
}
