import { readUrlPath } from '../../facts/read-url-path.js';
import { aCondition, type CompileNode } from './node-type.js';

/** "URL Path": the path of the page, without query and fragment. */
export const urlPath: CompileNode = (node, at) => aCondition(node, at, 'the path', ({ facts }) => readUrlPath(facts.url));
