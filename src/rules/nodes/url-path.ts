import { readUrlPath } from '../../facts/read-url-path.js';
import type { CompileNode } from '../palette.js';
import { aCondition } from './make-test.js';

/** "URL Path": the path of the page, without query and fragment. */
export const urlPath: CompileNode = (node, at, workshop) =>
  aCondition(node, at, workshop, 'the path', ({ facts }) => readUrlPath(facts.url));
