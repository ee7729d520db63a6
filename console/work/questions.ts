import { applyEdits } from '../../src/edit/apply-edits.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { Config } from '../../src/model/config.js';
import { decideMatrix } from '../../src/readers/decide-matrix.js';
import { type Coverage, findCoverage } from '../../src/readers/find-coverage.js';
import { PartCompiler } from '../../src/readers/part-compiler.js';
import type { Answers, QuestionRequest } from '../store/judge-client.js';

/** Answers questions about the config and its test readers. */
export class Questions {
  readonly #before = new PartCompiler();
  readonly #after = new PartCompiler();

  /**
   * Answers a question. One that cannot be answered, such as about a config that does not compile, says why.
   *
   * @param judged - The config that the edits of the question are for.
   */
  answer(
    { question, args, edits }: QuestionRequest,
    judged: unknown,
  ): { readonly answer: Answers[keyof Answers]['answer'] } | { readonly failure: string } {
    try {
      const config = applyEdits(judged, edits);
      return { answer: question === 'matrix' ? this.#decide(config, args) : cover(config, args) };
    } catch (error) {
      return { failure: (error as Error).message };
    }
  }

  #decide(config: unknown, { file, back, view, now }: Answers['matrix']['args']): Answers['matrix']['answer'] {
    const saved = applyEdits(config, back);
    const names = new Set([...namesOf(saved), ...namesOf(config)]);
    const sides = { before: this.#before.compile(saved), after: this.#after.compile(config) };
    return decideMatrix(file, sides, [...names], view, now);
  }
}

/** Finds the exits of some features that no test reader takes. */
function cover(config: unknown, { file, features, now }: Answers['coverage']['args']): Coverage {
  const all = own(config, 'features');
  const kept = new Set(features);
  const narrow = {
    ...(config as Config),
    features: Object.fromEntries(namesOf(config).map((name) => [name, kept.has(name) ? own(all, name) : {}])),
  } as Config;
  return findCoverage(narrow, file, now);
}

function namesOf(config: unknown): string[] {
  const features = own(config, 'features');
  return isRecord(features) ? Object.keys(features) : [];
}
