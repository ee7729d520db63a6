import type { Config, JwtConfig } from '../model/config.js';
import type { Claims, TokenReason, TokenStatus } from '../model/token.js';
import { isConfigError } from '../model/config-error.js';
import { explainMistake } from '../config/explain-mistake.js';
import { findTokenHints } from '../inspect/find-token-hints.js';
import { listTokenChecks, type TokenCheck } from '../inspect/list-token-checks.js';
import { readTokenParts } from '../token/read-token-parts.js';
import { createVerifier } from '../token/verify/create-verifier.js';
import { readSecret } from '../token/verify/read-secret.js';
import { ConsoleRefusal } from './console-refusal.js';

/** A token on the bench, after its checks. */
export interface BenchReport {
  readonly checks: readonly TokenCheck[];
  readonly status: TokenStatus;
  readonly reason: TokenReason | null;
  /** The claims, where the token counts; otherwise what it says is believed by no one. */
  readonly claims: Claims | null;
  /** Sentences with a likely cause. */
  readonly hints: readonly string[];
}

/**
 * Verifies a token as page and endpoint do together, and tells each check.
 *
 * @param config - The config as it is edited: its member `jwt` counts, and the products for hints.
 * @param secret - The shared secret; `null` without one.
 * @throws {ConsoleRefusal} `field-invalid` for a key that does not import.
 */
export async function checkBenchToken(raw: string, config: Config, secret: string | null): Promise<BenchReport> {
  const jwt: JwtConfig = config.jwt ?? {};
  const now = Date.now();
  const keys = secret === null ? [] : [readSecret(new TextEncoder().encode(secret))];
  try {
    const verify = createVerifier({ ...jwt, sources: ['option'] }, { fetch: globalThis.fetch, now: () => now, keys });
    const { result } = await verify({ option: raw, query: null, cookies: '' });
    const { status, reason } = result;
    return {
      checks: listTokenChecks(result, readTokenParts(raw), jwt, now),
      status,
      reason,
      claims: status === 'valid' ? result.claims : null,
      hints: findTokenHints({ status, reason, raw, now }, config),
    };
  } catch (error) {
    if (!isConfigError(error)) throw error;
    throw new ConsoleRefusal(400, 'field-invalid', (explainMistake(error, config) as Error).message);
  }
}
