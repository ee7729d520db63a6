import type { JwtConfig } from '../../model/config.js';
import type { TokenResult } from '../../model/token.js';
import { own } from '../../lib/own.js';
import { needsMapping } from './needs-mapping.js';
import { withMapped } from './with-mapped.js';

/**
 * Creates a function that adds to results what the config maps of claims. The code for JSONPaths and for the parts of texts
 * loads only with a config that has some.
 *
 * @returns Rejects with a `ConfigError` `jsonpath-invalid`, and where the file does not arrive.
 */
export function createMapping(jwt: JwtConfig): (results: readonly TokenResult[]) => Promise<readonly TokenResult[]> {
  const { userMapping, productSyncing } = jwt;
  const mapNamed = (result: TokenResult): TokenResult => {
    if (result.status !== 'valid') return result;
    const read = (name: string | undefined): unknown => own(result.claims, name);
    return withMapped(result, read(userMapping?.foreignUserIdProperty), read(productSyncing?.privateClaimName));
  };
  const mapper = Promise.resolve(
    needsMapping(jwt) ? import('./map-claims.js').then(({ createClaimsMapper }) => createClaimsMapper(jwt)) : mapNamed,
  );
  // The function below reports the failure when a token is verified.
  mapper.catch(() => undefined);
  return async (results) => results.map(await mapper);
}
