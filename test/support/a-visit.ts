import type { Config, JwtConfig } from '../../src/model/config.js';
import type { Fault } from '../../src/model/fault.js';
import type { VerifiedToken } from '../../src/model/token.js';
import type { Evaluation } from '../../src/decision/evaluation.js';
import type { Facts } from '../../src/facts/facts.js';
import { FULL_REGISTRY } from '../../src/rules/full-registry.js';
import { createClaimsMapper } from '../../src/token/verify/map-claims.js';
import { createVisit } from '../../src/visit/create-visit.js';
import { toFault } from '../../src/page/to-fault.js';
import type { VisitPorts } from '../../src/visit/visit-ports.js';
import type { Visit, VisitInputs } from '../../src/visit/visit.js';
import { aConfig } from './a-config.js';
import { NOON } from './judge-cases.js';

const mapClaims = createClaimsMapper((aConfig() as { jwt: JwtConfig }).jwt);

/** A token that was verified, of the reader with this id. */
export const verified = (sub: string): VerifiedToken => ({
  result: mapClaims({ status: 'valid', reason: null, claims: { sub } }),
  raw: sub,
});

/** A promise, and the functions by which the test settles it. */
export interface SettledByTest<Value> {
  readonly promise: Promise<Value>;
  readonly settle: (value: Value) => void;
  readonly fail: (error: unknown) => void;
}

/** A promise that the test settles. */
export function aPromise<Value>(): SettledByTest<Value> {
  let settle!: (value: Value) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<Value>((done, failed) => {
    settle = done;
    fail = failed;
  });
  return { promise, settle, fail };
}

/** The differences from a visit without a token to the config of the tutorial. */
export interface VisitWish {
  readonly config?: unknown;
  readonly ports?: Partial<VisitPorts>;
  readonly inputs?: Partial<VisitInputs>;
  readonly cookies?: string;
  readonly onChange?: () => void;
}

/** A visit, and what it did. */
export interface VisitInTest {
  readonly visit: Visit;
  readonly inputs: VisitInputs;
  readonly faults: Fault[];
  readonly world: { cookies: string; changes: number; verifiersLoaded: number; registriesLoaded: number };
  readonly committed: Evaluation[];
}

/** A visit whose ports are literals, and what it did with them. */
export function aVisit({
  config = aConfig(),
  ports = {},
  inputs: given = {},
  cookies = '',
  onChange,
}: VisitWish = {}): VisitInTest {
  const inputs: VisitInputs = { token: null, customData: {}, facts: {}, ...given };
  const faults: Fault[] = [];
  const committed: Evaluation[] = [];
  const world = { cookies, changes: 0, verifiersLoaded: 0, registriesLoaded: 0 };
  const visit: Visit = createVisit(
    config as Config,
    {
      tokenSources: () => ({ query: null, cookies: world.cookies }),
      facts: (provided) => ({ now: NOON, facts: provided as Facts['facts'] }),
      _ledger: () => ({
        commit: (evaluation) => void committed.push(evaluation),
        describe: (evaluations) => Object.keys(evaluations),
      }),
      report: (fault) => void faults.push(fault),
      _reportMistake: (feature, mistake) => void faults.push({ ...toFault(mistake, feature), message: '' }),
      ...ports,
      _loadVerifier: (...wish) => {
        world.verifiersLoaded++;
        return ports._loadVerifier ? ports._loadVerifier(...wish) : Promise.resolve(async () => verified('reader-1'));
      },
      _loadNodeRegistry: (...wish) => {
        world.registriesLoaded++;
        return ports._loadNodeRegistry ? ports._loadNodeRegistry(...wish) : Promise.resolve(FULL_REGISTRY);
      },
    },
    inputs,
    () => {
      world.changes++;
      onChange?.();
    },
  );
  return { visit, inputs, faults, world, committed };
}

/** The mapped id of the reader. */
export const userOf = (visit: Visit): string | null | undefined => visit._reader()?.identity.foreignUserId;
/** The codes of faults, in order. */
export const codes = (faults: readonly Fault[]): string[] => faults.map(({ code }) => code);
