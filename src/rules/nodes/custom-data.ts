import { isText, takeField } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import type { CompileNode } from '../palette.js';
import { aCondition } from './make-test.js';

/** "Custom Data": what the page's own code passed with `customData`. */
export const customData: CompileNode = (node, at, workshop) => {
  const property = takeField<string>(node, 'property', isText, at);
  return aCondition(node, at, workshop, `the custom data ${property}`, ({ facts }) => own(facts.customData, property));
};
