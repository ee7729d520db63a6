import { compileConfig, type EngineInput } from '../../src/decision/compile-config.js';
import { identifyReader } from '../../src/decision/identify-reader.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { Config, UserState } from '../../src/model/config.js';

/** The reader of a token, as the config maps them. */
export interface FoundStates {
  readonly id: string | null;
  /** Ids of the products that they hold. */
  readonly products: readonly string[];
  /** Their user state, by id of the feature. */
  readonly states: Readonly<Record<string, UserState>>;
}

/**
 * Finds which reader an input makes, by a config that is being edited: entries that have mistakes are left out, as one that is
 * half typed should not hide the others.
 *
 * @returns `null` where even that does not compile.
 */
export function findStates(config: unknown, input: EngineInput): FoundStates | null {
  const sound = keepMappings(config);
  try {
    const decisions = compileConfig(sound).decideAll(input);
    const { foreignUserId, products } = identifyReader(input, sound);
    const states = Object.entries(decisions).map(([id, { userState }]) => [id, userState] as const);
    return { id: foreignUserId, products, states: Object.fromEntries(states) };
  } catch {
    return null;
  }
}

/** The parts of a config by which readers are mapped to user states, without those that have mistakes and without rules. */
export function keepMappings(config: unknown): Config {
  const features = isRecord(own(config, 'features')) ? (own(config, 'features') as Config['features']) : {};
  return {
    version: 1,
    jwt: keepMapping(own(config, 'jwt')),
    products: keepProducts(own(config, 'products'), features),
    features: Object.fromEntries(Object.keys(features).map((id) => [id, {}])),
  };
}

/** The members of `jwt` by which readers are mapped. */
function keepMapping(jwt: unknown): Config['jwt'] {
  const kept = ['userMapping', 'productSyncing'].flatMap((name) => {
    const mapping = own(jwt, name);
    const claim = own(mapping, name === 'userMapping' ? 'foreignUserIdProperty' : 'privateClaimName');
    return typeof claim === 'string' && claim !== '' ? [[name, mapping] as const] : [];
  });
  return Object.fromEntries(kept);
}

function keepProducts(products: unknown, features: Config['features']): Config['products'] {
  if (!isRecord(products)) return {};
  const kept = Object.entries(products).flatMap(([id, product]) => {
    const [value, ids] = [own(product, 'claimValue'), own(product, 'features')];
    const known = Array.isArray(ids) ? ids.filter((name) => Object.hasOwn(features, String(name))) : [];
    const hasValue = Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value !== '';
    return hasValue ? [[id, { claimValue: value, features: known }] as const] : [];
  });
  return Object.fromEntries(kept) as Config['products'];
}
