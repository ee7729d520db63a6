/** The worker of the console: finds the mistakes of the whole config and decides for test readers, away from the page. */
import '../without-eval.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { measureKey } from '../../src/token/verify/measure-key.js';
import { findKeyWarnings } from '../../src/validate/find-key-warnings.js';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import { MistakeMemo } from '../../src/validate/mistake-memo.js';
import type { Mistake } from '../../src/validate/mistake.js';
import type { JudgeRequest, JudgeResponse, QuestionRequest } from '../store/judge-client.js';
import { Questions } from './questions.js';

/** The global of a worker, as far as it is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: JudgeResponse): void;
}

const scope = globalThis as unknown as WorkerScope;
const judged: { config: unknown } = { config: null };
const questions = new Questions();
const memo = new MistakeMemo();

scope.onmessage = ({ data }) => {
  const request = JSON.parse(data) as JudgeRequest | QuestionRequest;
  if ('question' in request) {
    scope.postMessage({ id: request.id, ...questions.answer(request, judged.config) });
    return;
  }
  const { version, edits, config } = request;
  judged.config = edits ? applyEdits(judged.config, edits) : config;
  void judge(judged.config).then((mistakes) => scope.postMessage({ version, mistakes }));
};

async function judge(config: unknown): Promise<readonly Mistake[]> {
  return findMistakes(config, await findKeyWarnings(config, measureKey), memo);
}
