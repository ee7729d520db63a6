import { checkReference } from '../../config/check-config.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-test.js';

/** "Has Product": the reader holds this product of the catalogue. */
export const hasProduct: CompileNode = (node, at, { config }) => {
  const product = checkReference(config, 'product', node['product'], `${at}/product`);
  return aFact(`the reader holds the product ${product}`, ({ reader }) => reader.identity.products.includes(product));
};
