/** Parameters that carry a token, at any position of a query. */
export const QUERY_TOKEN = /[?&]jwt=([^&]*)/g;

/**
 * Removes tokens from a query.
 *
 * @returns The query without its question mark.
 * @example withoutToken('?jwt=ey&page=2') // 'page=2'
 */
export function withoutToken(query: string): string {
  return query.replace(QUERY_TOKEN, '').slice(1);
}
