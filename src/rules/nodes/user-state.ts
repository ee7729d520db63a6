import { isNamed, takeField } from '../../config/check-shape.js';
import { USER_STATE } from '../../config/user-state.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-question.js';

/** The reader's state for the feature that is being decided, which is known when its rule is compiled. */
export const userState: CompileNode = (node, at, workshop) => {
  const holds = takeField<string>(node, 'is', isNamed(USER_STATE), at) === workshop.state;
  const says = `the reader is ${node['is'] as string}`;
  return aFact(workshop, says, () => holds, says + holds);
};
