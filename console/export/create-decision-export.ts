import { identifyReader } from '../../src/decision/identify-reader.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { TestReader } from '../../src/model/readers-types.js';
import { createExport, hashConfig } from '../../src/replay/create-export.js';
import type { ExportedDecision } from '../../src/replay/exported-decision.js';
import { compileFeature } from '../features/feature-engine.js';
import type { ConsoleStore } from '../store/console-store.js';

/**
 * Decides a feature for a test reader by the config as it is on screen, and exports the decision as pages and commands do.
 *
 * @param now - The moment, for a reader without one of their own, in ms since 1970.
 * @returns `null` where the feature has a mistake, and so is not decided.
 */
export async function createDecisionExport(
  store: ConsoleStore,
  feature: string,
  reader: TestReader,
  now: number,
): Promise<ExportedDecision | null> {
  const { config } = store;
  const isWrong = store.mistakesAt(`/features${toPointer(feature)}`).some(({ severity }) => severity === 'error');
  const engine = isWrong ? null : compileFeature(config, feature);
  if (!engine) return null;
  const input = toEngineInput(reader, now);
  const { tokenStatus = 'none', claims = {} } = input;
  return createExport({
    config,
    input: {
      ...input,
      ...{ tokenStatus, claims, user: input.user, now: input.now ?? now },
      // A token that does not count names its reader all the same.
      readerId: identifyReader({ claims, tokenStatus: 'valid' }, config).foreignUserId,
      deviceZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    decision: engine.decide(feature, input),
    by: 'command',
    address: store.name,
    sha256: await hashConfig(config),
  });
}
