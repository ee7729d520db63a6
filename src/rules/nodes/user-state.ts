import { isNamed, takeField } from '../../config/check-shape.js';
import { USER_STATE } from '../../config/user-state.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-test.js';

/** The reader's state for the feature that is being decided. */
export const userState: CompileNode = (node, at) => {
  const state = takeField<string>(node, 'is', isNamed(USER_STATE), at);
  return aFact(`the reader is ${state}`, (question) => question.userState === state);
};
