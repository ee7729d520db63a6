import { isNamed, takeField } from '../../config/check-shape.js';
import { USER_STATE_PATTERN } from '../../config/user-state-pattern.js';
import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** The reader's state for the feature that is being decided, which is known when its rule is compiled. */
export const userState: CompileNode = (node, at, compileContext) => {
  const holds = takeField<string>(node, 'is', isNamed(USER_STATE_PATTERN), at) === compileContext.state;
  const says = `the reader is ${node['is'] as string}`;
  return createFactCondition(compileContext, says, () => holds, says + holds);
};
