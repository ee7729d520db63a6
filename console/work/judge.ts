/** The worker of the console: finds the mistakes of the whole config, away from the page. */
import '../without-eval.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { measureKey } from '../../src/token/verify/measure-key.js';
import { findKeyWarnings } from '../../src/validate/find-key-warnings.js';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import type { JudgeRequest, JudgeResponse } from '../store/judge-client.js';

/** The global of a worker, as far as it is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<JudgeRequest>) => void) | null;
  postMessage(message: JudgeResponse): void;
}

const scope = globalThis as unknown as WorkerScope;
const judged: { config: unknown } = { config: null };

scope.onmessage = ({ data }) => {
  judged.config = data.edits ? applyEdits(judged.config, data.edits) : data.config;
  void judge(judged.config).then((mistakes) => scope.postMessage({ version: data.version, mistakes }));
};

async function judge(config: unknown): Promise<JudgeResponse['mistakes']> {
  return findMistakes(config, await findKeyWarnings(config, measureKey));
}
