import type { Config, NodeConfig, Step } from '../../src/model/config.js';
import type { ReadersFile } from '../../src/model/readers-types.js';

const READERS = 12;

/** A rule of ten nodes, in which each differs from those of other features. */
function makeRule(feature: number): Step {
  let step: Step = { content: 'hide' };
  for (let i = 9; i >= 0; i--) {
    const node = {
      type: 'jwt-token',
      property: `claim-${i}`,
      condition: 'equals',
      value: `value ${feature % 50}-${i}`,
    };
    step = { ...node, yes: 'show', no: step } as unknown as NodeConfig as Step;
  }
  return step;
}

/** Makes a config with rules of ten nodes for registered readers. */
export function makeConfig(features: number): Config {
  const entries = Array.from({ length: features }, (_, index) => {
    return [`feature-${index}`, { rules: { anonymous: { content: 'hide' }, registered: makeRule(index) } }] as const;
  });
  return {
    version: 1,
    jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } },
    features: Object.fromEntries(entries),
  };
}

/** Makes a file of test readers with expectations that hold, one after the other for each reader and feature. */
export function makeReaders(features: number, expectations: number): ReadersFile {
  const readers = Array.from({ length: READERS }, (_, index) => {
    return [
      `reader-${index}`,
      { claims: { sub: String(index), [`claim-${index % 10}`]: `value ${index}-${index % 10}` } },
    ];
  });
  const expect = Array.from({ length: expectations }, (_, index) => {
    return {
      reader: `reader-${index % READERS}`,
      feature: `feature-${(index * 7) % features}`,
      state: 'registered' as const,
    };
  });
  return { version: 1, readers: Object.fromEntries(readers) as ReadersFile['readers'], expect };
}
