import type { Config } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import type { TokenResult } from '../model/token.js';
import { toEngineInput } from '../decision/to-engine-input.js';
import { identify } from '../identity/identify.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { createClaimsMapper } from '../token/verify/map-claims.js';

/** Makes the context in which a test reader is decided. */
export type CreateContext = (reader: TestReader, now: number) => EvaluationContext;

/** Creates a function that makes contexts for the rules of a config. */
export function createContextOf(config: Config): CreateContext {
  const map = createClaimsMapper(config.jwt);
  return (reader, moment) => {
    const input = toEngineInput(reader, moment);
    const { claims = {}, tokenStatus, user, usage = {}, now = moment, groups: _groups } = input;
    const token: TokenResult =
      tokenStatus === 'valid'
        ? { status: 'valid', reason: null, claims, user }
        : tokenStatus === 'expired'
          ? { status: 'expired', reason: 'expired' }
          : { status: 'none', reason: null };
    return { reader: identify(map(token), config), facts: input, usage, now, _groups };
  };
}
