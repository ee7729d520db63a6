import type { JwtConfig } from '../model/config.js';
import { isConfigError } from '../model/config-error.js';
import type { TokenSources, VerifiedToken, Verify } from '../model/token.js';
import { mayHaveToken } from '../token/may-have-token.js';
import type { VisitPorts } from './visit-ports.js';

/** The result where there is no token. */
export const NO_TOKEN: VerifiedToken = { result: { status: 'none', reason: null }, raw: null };

/**
 * Bounds work that waits for files.
 *
 * @param name - Name of the file, for messages.
 */
export type InTime = <Result>(name: string, work: Promise<Result>) => Promise<Result>;

/** Checks the token of a visit. Not a promise where there is no token. */
export type CheckToken = (option: string | null, refetch?: boolean) => VerifiedToken | Promise<VerifiedToken>;

/**
 * Creates the token check of a visit: it loads verification when it first meets a token, and again after a failure.
 *
 * @param load - Loads verification.
 * @param inTime - Bounds what waits for files: that of verification, and those that it needs in turn.
 * @param onMissing - Called when verification did not arrive; the token is `unreachable` then.
 */
export function createTokenCheck(
  jwt: JwtConfig | undefined,
  tokenSources: VisitPorts['tokenSources'],
  load: (jwt: JwtConfig) => Promise<Verify>,
  inTime: InTime,
  onMissing: (error: unknown) => void,
): CheckToken {
  let verifier: Promise<Verify> | null = null;

  const check = async (sources: TokenSources): Promise<VerifiedToken> => {
    try {
      const verify = await (verifier ??= inTime(jwt!.verifyEndpoint ? 'ask.js' : 'verify.js', load(jwt!)));
      return await inTime('a file for tokens', verify(sources));
    } catch (error) {
      if (isConfigError(error)) throw error;
      verifier = null;
      onMissing(error);
      return { result: { status: 'unreachable', reason: 'network' }, raw: null };
    }
  };

  return (option, refetch) => {
    const sources = jwt && { option, refetch, ...tokenSources(jwt) };
    return sources && mayHaveToken(sources, jwt) ? check(sources) : NO_TOKEN;
  };
}
