import { checkReference } from '../../config/check-config.js';
import { grantsOfFeature } from '../../identity/grants.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-question.js';

/** "Feature": the reader holds a product that gives this feature. */
export const feature: CompileNode = (node, at, workshop) => {
  const { config } = workshop;
  const id = checkReference(config, 'feature', node['feature'], `${at}/feature`);
  const grants = grantsOfFeature(id, config);
  return aFact(workshop, `the reader holds a product with the feature ${id}`, ({ reader }) => reader.holds(grants));
};
