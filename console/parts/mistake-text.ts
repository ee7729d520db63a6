import type { Mistake } from '../../src/validate/mistake.js';
import { describeMistake } from '../shell/problems.js';

/** The sentences of mistakes, and the class of a field that has them. */
export interface MistakeText {
  readonly text: string;
  readonly style: 'has-error' | 'has-warning' | '';
}

/** Puts mistakes at the place of a field into words. */
export function describeMistakes(mistakes: readonly Mistake[]): MistakeText {
  const isWrong = mistakes.some(({ severity }) => severity === 'error');
  return {
    text: mistakes.map(describeMistake).join(' '),
    style: isWrong ? 'has-error' : mistakes.length > 0 ? 'has-warning' : '',
  };
}
