import { createRocaCheck } from '../../token/verify/create-roca-check.js';
import { checkSignature, type CheckSignature } from '../../token/verify/verify-token.js';
import { createNodeVerifier } from './verify-on-node.js';

/**
 * Makes the function that checks the signatures of tokens: on Node at once, where that is faster, elsewhere by jose. Keys with the
 * fingerprint of ROCA sign nothing.
 *
 * @param verify - Default: that of Node; `null` in other runtimes.
 */
export function createSignatureCheck(verify = createNodeVerifier()): CheckSignature {
  const isRoca = createRocaCheck();
  const check: CheckSignature = (token, alg, key) => {
    const isSigned = verify?.(token, alg, key) ?? null;
    return isSigned === null ? checkSignature(token, alg, key) : isSigned ? null : 'signature';
  };
  return (token, alg, key) => {
    if (key.type === 'secret') return check(token, alg, key);
    return isRoca(key).then((isFactorable) => (isFactorable ? 'weak-key' : check(token, alg, key)));
  };
}
