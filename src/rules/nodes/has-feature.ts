import { checkReference } from '../../config/check-config.js';
import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** "Feature": the reader holds a product that gives this feature. */
export const hasFeature: CompileNode = (node, at, compileContext) => {
  const id = checkReference(compileContext.config, 'feature', node['feature'], `${at}/feature`);
  const grants = compileContext._grantsOf(id);
  return createFactCondition(compileContext, `the reader holds a product with the feature ${id}`, ({ reader }) =>
    reader.holds(grants),
  );
};
