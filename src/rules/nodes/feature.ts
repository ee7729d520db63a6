import { checkReference } from '../../config/check-config.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-test.js';

/** "Feature": the reader holds a product that gives this feature. */
export const feature: CompileNode = (node, at, { config }) => {
  const id = checkReference(config, 'feature', node['feature'], `${at}/feature`);
  return aFact(`the reader holds a product with the feature ${id}`, ({ reader }) => reader.features.has(id));
};
