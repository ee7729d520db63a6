import { expectField, isText } from '../../config/expect.js';
import { own } from '../../lib/own.js';
import { aCondition, type CompileNode } from './node-type.js';

/** "Custom Data": what the page's own code passed with `customData`. */
export const customData: CompileNode = (node, at) => {
  const property = expectField<string>(node, 'property', isText, at);
  return aCondition(node, at, `the custom data ${property}`, ({ facts }) => own(facts.customData, property));
};
