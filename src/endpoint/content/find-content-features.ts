import { findNodes } from '../../config/find-nodes.js';
import type { Config } from '../../model/config.js';

/** Finds the features whose rules ask for fields of the article: no request is sent for any other. */
export function findContentFeatures({ features, subRules }: Config): ReadonlySet<string> {
  const asks = (rules: object): boolean =>
    findNodes(Object.values(rules), subRules).some(({ type }) => type === 'content');
  return new Set(Object.keys(features).filter((id) => asks(features[id]?.rules ?? {})));
}
