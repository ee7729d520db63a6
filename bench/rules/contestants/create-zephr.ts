import { compileConfig, type Config, type Decision } from '../../../src/engine.js';
import type { ReaderInput } from '../workload/condition.js';
import { aContestant, type Contestant } from './contestant.js';

/**
 * This SDK by its public entry. The benchmark bundles the built `dist/engine.mjs`, as a site gets it.
 *
 * @param read - Reads each decision and returns its outcome.
 */
export function createZephr(read: (decision: Decision) => string): Contestant<unknown> {
  return aContestant({
    translate: ({ config }) => config,
    prepare: (reader: ReaderInput) => reader,
    open: (text) => {
      const compiled = compileConfig(JSON.parse(text) as Config);
      return {
        decide: (feature, input) => read(compiled.decide(feature, input)),
        decideAll: (input) => Object.values(compiled.decideAll(input)).map(read),
      };
    },
  });
}
