import type { EngineInput } from '../../decision/compile-config.js';
import type { RecognizedReader } from './create-recognizer.js';

/** Gives what the engine may know of a reader. */
export function toReaderInput({ result, user }: Pick<RecognizedReader, 'result' | 'user'>): EngineInput {
  return result.status === 'valid'
    ? { tokenStatus: 'valid', claims: result.claims, user }
    : // The fallback of a feature is for pages: here it would give content away while the keys are out of reach.
      { tokenStatus: result.status === 'unreachable' ? 'invalid' : result.status };
}
