import { checkReference } from '../../config/check-config.js';
import { grantsOfFeature } from '../../identity/grants.js';
import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** "Feature": the reader holds a product that gives this feature. */
export const hasFeature: CompileNode = (node, at, compileContext) => {
  const { config, _registry: registry } = compileContext;
  const id = checkReference(config, 'feature', node['feature'], `${at}/feature`);
  const grants = registry._grantsOf?.(id) ?? grantsOfFeature(id, config);
  return createFactCondition(compileContext, `the reader holds a product with the feature ${id}`, ({ reader }) =>
    reader.holds(grants),
  );
};
