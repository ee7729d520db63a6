import type { JwtConfig } from '../../model/config.js';
import { ConfigError } from '../../model/config-error.js';
import type { RawToken, TokenReason, TokenResult, UserRecord } from '../../model/token.js';
import { chooseToken } from '../../token/verify/choose-token.js';
import type { VerifierPorts } from '../../token/verify/create-key-finder.js';
import type { Caller } from '../caller.js';
import type { WriteLog } from '../create-log.js';
import type { LogOutage } from '../create-outage-log.js';
import { describeError } from '../describe-error.js';
import type { Refusal } from '../refusal.js';
import type { UserStore } from '../store.js';
import { createSignatureCheck } from './create-signature-check.js';
import { createTokenVerifier } from './create-token-verifier.js';
import { findTokensInRequest } from './find-tokens-in-request.js';
import { findUser } from './find-user.js';

/** The reader who sent a request. */
export interface RecognizedReader {
  readonly result: TokenResult;
  /** The token that the result is for; `null` without a token, and for several tokens that contradict each other. */
  readonly token: RawToken | null;
  readonly user: UserRecord | null;
  /** Whether the user store failed, so that it is unknown whether the reader has a record. */
  readonly storeFailed: boolean;
}

/** Ports of the recognizer. */
export interface RecognizerPorts extends VerifierPorts {
  readonly users: UserStore | undefined;
  readonly log: WriteLog;
  readonly logOutage: LogOutage;
}

/** Reasons that say that a key set could not be fetched. */
const KEYS_OUT_OF_REACH: ReadonlySet<TokenReason> = new Set(['network', 'timeout']);

/**
 * Makes a function that recognizes the reader who sent a request: it finds the token, verifies it and finds the user record.
 * A request over a limit is refused before anything else is asked about it. A reader is anonymous if the token or its key
 * fails, and has no record if the user store fails.
 *
 * @throws {ConfigError} `key-invalid` for an invalid public key in the config.
 */
export function createRecognizer(
  jwt: JwtConfig,
  { users, log, logOutage, ...ports }: RecognizerPorts,
): (inBody: string | null, caller: Caller) => Promise<RecognizedReader | Refusal> {
  const verify = createTokenVerifier(jwt, { ...ports, _check: createSignatureCheck() });
  const verifyOne = async (token: RawToken): Promise<TokenResult> => {
    try {
      const result = await verify(token);
      const { status, reason } = result;
      if (status === 'unreachable' && KEYS_OUT_OF_REACH.has(reason)) logOutage('keys-unreachable', { code: reason });
      return result;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      // A key of the right form that does not import is the operator's mistake, and no reason to fail a reader.
      log({ level: 'error', event: 'key-unusable', code: error.code, pointer: error.pointer });
      return { status: 'unreachable', reason: 'unsupported' };
    }
  };

  return async (inBody, { headers, gate }) => {
    const tokens = findTokensInRequest(inBody, headers, jwt);
    const early = gate.beforeVerifying(tokens);
    if (early) return early;
    const [only] = tokens;
    const { result, raw: token } =
      only !== undefined && tokens.length === 1
        ? { result: await verifyOne(only), raw: only }
        : await chooseToken(tokens, (all) => Promise.all(all.map(verifyOne)));
    const isValid = result.status === 'valid';
    const refusal = gate.afterVerifying(result._mapped?._id ?? null, isValid ? token : null);
    if (refusal) return refusal;
    if (result.status !== 'valid') return { result, token, user: null, storeFailed: false };
    try {
      return { result, token, user: await findUser(result, jwt, users), storeFailed: false };
    } catch (error) {
      logOutage('user-store-failed', describeError(error, 'store-failed'));
      return { result, token, user: null, storeFailed: true };
    }
  };
}
