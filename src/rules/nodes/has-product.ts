import { checkReference } from '../../config/check-config.js';
import { grantsOfProduct } from '../../identity/grants.js';
import { describeSites } from '../../config/site-names.js';
import type { AbsentProduct } from '../../identity/limit-products.js';
import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** "Has Product": the reader holds this product of the catalogue. */
export const hasProduct: CompileNode = (node, at, compileContext) => {
  const { config } = compileContext;
  const product = checkReference(config, 'product', node['product'], `${at}/product`);
  const grants = grantsOfProduct(config.products![product]!);
  const words = `the reader holds the product ${product}${limitOf(config.products![product]!)}`;
  return createFactCondition(compileContext, words, ({ reader }) => reader.holds(grants));
};

/** The sites that a product is limited to, in words. */
function limitOf({ sites, _isElsewhere: isElsewhere }: AbsentProduct): string {
  if (!sites) return '';
  return `, which counts on ${describeSites(sites)}${isElsewhere ? ' and not on this page' : ''}`;
}
