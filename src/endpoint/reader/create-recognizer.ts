import type { JwtConfig } from '../../model/config.js';
import { ConfigError } from '../../model/config-error.js';
import type { RawToken, TokenResult, UserRecord, VerifiedToken } from '../../model/token.js';
import { chooseToken } from '../../token/verify/choose-token.js';
import { createVerifier, type VerifierPorts } from '../../token/verify/create-verifier.js';
import { errorNameOf, type WriteLog } from '../create-log.js';
import type { UserStore } from '../store.js';
import { findTokensInRequest } from './find-tokens-in-request.js';
import { findUser } from './find-user.js';

/** Who sent a request. */
export interface RecognizedReader {
  readonly result: TokenResult;
  /** The token that the result is of; `null` where there was none, or several that contradict each other. */
  readonly token: RawToken | null;
  readonly user: UserRecord | null;
  /** The user store could not be asked, so that nobody knows whether he has a record. */
  readonly storeFailed: boolean;
}

/** What recognizing needs from outside. */
export interface RecognizerPorts extends VerifierPorts {
  readonly users: UserStore | undefined;
  readonly log: WriteLog;
}

/**
 * Makes a function that finds out who sent a request: finds the token, verifies it, and looks the reader up. Whatever is wrong
 * with token, key or store makes the reader anonymous, or leaves him without a record.
 *
 * @throws {ConfigError} `key-invalid` when the config's public key is none.
 */
export function createRecognizer(
  jwt: JwtConfig,
  { users, log, ...ports }: RecognizerPorts,
): (inBody: string | null, headers: Headers) => Promise<RecognizedReader> {
  const verify = createVerifier({ ...jwt, sources: ['option'] }, ports);
  const verifyOne = async (token: RawToken): Promise<VerifiedToken> => {
    try {
      return await verify({ option: token, query: null, cookies: '' });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      // Of the right form, and still no key: the operator's mistake, and no reason to fail a reader.
      log({ level: 'error', event: 'key-unusable', pointer: error.pointer });
      return { result: { status: 'unreachable', reason: 'unsupported' }, raw: token };
    }
  };

  return async (inBody, headers) => {
    const candidates = await Promise.all(findTokensInRequest(inBody, headers, jwt).map(verifyOne));
    const { result, raw: token } = chooseToken(candidates, jwt.userMapping?.foreignUserIdProperty);
    if (result.status !== 'valid') return { result, token, user: null, storeFailed: false };
    try {
      return { result, token, user: await findUser(result.claims, jwt, users), storeFailed: false };
    } catch (error) {
      log({ level: 'error', event: 'user-store-failed', error: errorNameOf(error) });
      return { result, token, user: null, storeFailed: true };
    }
  };
}
