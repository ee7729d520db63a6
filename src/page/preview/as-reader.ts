import { toEngineInput } from '../../decision/to-engine-input.js';
import type { JwtConfig } from '../../model/config.js';
import type { TestReader } from '../../model/readers-types.js';
import type { TokenReason, TokenResult } from '../../model/token.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { createMapping } from '../../token/verify/create-mapping.js';
import type { VisitPorts } from '../../visit/visit-ports.js';

/** Why the token of a test reader does not count. */
const REASONS: Readonly<Record<string, TokenReason>> = {
  expired: 'expired',
  invalid: 'signature',
  unreachable: 'network',
};

/**
 * Has a visit see another reader on the same page: their token, facts, counts and groups. Their claims count as the preview that
 * holds them is signed.
 *
 * @param ports - The ports of the page. They stay as they are.
 */
export function asReader({ facts: read }: VisitPorts, reader: TestReader): Partial<VisitPorts> {
  const token = 'a test reader';
  return {
    // Something in each source, so that the token is asked for wherever the config expects it.
    tokenSources: ({ cookie = DEFAULT_COOKIE }: JwtConfig) => ({
      ...{ option: token, query: token, cookies: `${cookie}=` },
    }),
    _loadVerifier: async (jwt) => {
      const [result] = await createMapping(jwt)([resultOf(reader)]);
      return () => Promise.resolve({ result: result!, raw: null });
    },
    facts: (provided, known, item) => {
      const { facts, usage, ...rest } = read(provided, known, item);
      const { now, facts: own, usage: counts, groups } = toEngineInput(reader, rest.now);
      return {
        ...rest,
        ...{ now: now ?? rest.now, facts: { ...facts, ...own }, usage: { ...usage, ...counts } },
        ...(groups && { _groups: groups }),
      };
    },
  };
}

function resultOf(reader: TestReader): TokenResult {
  const { tokenStatus: status, claims = {}, user = null } = toEngineInput(reader, 0);
  if (status === 'valid') return { status, reason: null, claims, user };
  const reason = REASONS[String(status)];
  return reason ? { status: status as 'invalid', reason } : { status: 'none', reason: null };
}
