import type { Config } from '../model/config.js';
import type { Identity } from '../model/identity.js';
import type { TokenResult } from '../model/token.js';
import { identify } from '../identity/identify.js';
import { createClaimsMapper } from '../token/verify/map-claims.js';
import type { EngineInput } from './compile-config.js';

/** Identifies the reader that an engine's input describes, as the engine itself does. */
export function identifyReader({ claims = {}, tokenStatus, user }: EngineInput, config: Config): Identity {
  const tokens: Readonly<Record<string, TokenResult>> = {
    valid: { status: 'valid', reason: null, claims, user },
    expired: { status: 'expired', reason: 'expired' },
    invalid: { status: 'invalid', reason: 'signature' },
    unreachable: { status: 'unreachable', reason: 'network' },
  };
  const token = tokens[tokenStatus ?? 'none'] ?? { status: 'none', reason: null };
  return identify(createClaimsMapper(config.jwt)(token), config).identity;
}
