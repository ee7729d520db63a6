import { ConfigError } from '../../model/config-error.js';
import type { JwtConfig } from '../../model/config.js';
import type { TokenResult } from '../../model/token.js';
import { own } from '../../lib/own.js';
import { parsePath } from '../../lib/parse-path.js';
import type { ReadPath } from '../../lib/read-path.js';
import { splitTexts } from '../../lib/split-texts.js';
import { withMapped } from './with-mapped.js';

/**
 * Creates a function that finds what a config maps of claims, by their names, by JSONPaths and by the parts of texts: the id
 * of the reader, and the values of their products.
 *
 * @returns Adds what it finds to a valid result. Other results stay as they are.
 * @throws {ConfigError} `jsonpath-invalid` for a path that is not understood, `type-wrong` for a `split` that is no text.
 * @example
 * const map = createClaimsMapper({ productSyncing: { privateClaimName: 'scope', split: ' ' } });
 * map({ status: 'valid', reason: null, claims: { scope: 'openid articles' } })._mapped._products // ['openid', 'articles']
 */
export function createClaimsMapper(jwt: JwtConfig = {}): (result: TokenResult) => TokenResult {
  const { userMapping, productSyncing } = jwt;
  const readSubject = createReader(
    userMapping?.foreignUserIdProperty,
    userMapping?.split,
    '/jwt/userMapping/foreignUserIdProperty',
  );
  const readProducts = createReader(
    productSyncing?.privateClaimName,
    productSyncing?.split,
    '/jwt/productSyncing/privateClaimName',
  );
  return (result) => {
    if (result.status !== 'valid') return result;
    const { claims } = result;
    const subject = readSubject(claims);
    // Of several parts none is the reader.
    const isOne = userMapping?.split !== undefined && Array.isArray(subject) && subject.length === 1;
    return withMapped(result, isOne ? subject[0] : subject, readProducts(claims));
  };
}

function createReader(name: string | undefined, separator: string | undefined, pointer: string): ReadPath {
  if (name === undefined) return () => undefined;
  const read = name.startsWith('$') ? parsePath(name) : (claims: unknown) => own(claims, name);
  if (!read) throw new ConfigError('jsonpath-invalid', pointer);
  if (separator !== undefined && (typeof separator !== 'string' || !separator))
    throw new ConfigError('type-wrong', pointer.slice(0, pointer.lastIndexOf('/')) + '/split');
  return separator === undefined ? read : (claims) => splitTexts(read(claims), separator);
}
