import { checkReference } from '../../config/check-config.js';
import { grantsOfProduct } from '../../identity/grants.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-question.js';

/** "Has Product": the reader holds this product of the catalogue. */
export const hasProduct: CompileNode = (node, at, workshop) => {
  const { config } = workshop;
  const product = checkReference(config, 'product', node['product'], `${at}/product`);
  const grants = grantsOfProduct(config.products![product]!);
  return aFact(workshop, `the reader holds the product ${product}`, ({ reader }) => reader.holds(grants));
};
