import { checkReference } from '../../config/check-config.js';
import { grantsOfProduct } from '../../identity/grants.js';
import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** "Has Product": the reader holds this product of the catalogue. */
export const hasProduct: CompileNode = (node, at, compileContext) => {
  const { config } = compileContext;
  const product = checkReference(config, 'product', node['product'], `${at}/product`);
  const grants = grantsOfProduct(config.products![product]!);
  return createFactCondition(compileContext, `the reader holds the product ${product}`, ({ reader }) =>
    reader.holds(grants),
  );
};
