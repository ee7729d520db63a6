import { fail } from '../../config/fail.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-test.js';

const STATES = ['anonymous', 'registered', 'customer'];

/** The reader's state for the feature that is being decided. */
export const userState: CompileNode = (node, at) => {
  const state = node['is'] as string;
  if (!STATES.includes(state)) fail('value-unknown', `${at}/is`);
  return aFact(`the reader is ${state}`, (question) => question.userState === state);
};
