import type { Config, NodeConfig, UserState } from '../model/config.js';
import { DAY_MS } from '../lib/day.js';
import { grantsOfFeature, grantsOfProduct, type Grants } from '../identity/grants.js';
import type { CompiledCondition } from '../rules/compiled-rule.js';
import { evaluateCondition } from '../rules/evaluate-rule.js';
import { NO, YES, type ExitIndex } from '../rules/evaluation-context.js';
import { readComparison } from './comparison.js';
import { claimSlot, findComparedSlot, mapSlot, type SlotSettings } from './find-slot.js';
import { HOST_SLOT, listHosts } from './host-slot.js';
import type { Literal, Slot } from './literal.js';
import { listSessionSeeds } from './session-seeds.js';
import { findTrialExits, listTrialSeeds } from './trial-exits.js';

const UNIT_MS: Readonly<Record<string, number>> = { minutes: 60_000, hours: DAY_MS / 24, days: DAY_MS };

/** The name of a grant where any name does. */
const ANOTHER = 'another';

/** The values of a slot besides its seeds. */
type Settled = Pick<Literal, 'slot' | 'seeds'> & Partial<Literal>;

/** A condition of a rule, and the node that it was compiled from. */
export interface Asked {
  readonly condition: CompiledCondition;
  readonly node: NodeConfig;
  /** Number of the condition. */
  readonly id: number;
}

/**
 * Creates the requirement that a condition takes an exit.
 *
 * @param allowed - Indexes of the exit: `no` may be taken for what is unknown, too.
 * @param name - Name of the exit.
 */
export function createLiteral(
  { condition, node, id }: Asked,
  allowed: readonly ExitIndex[],
  name: string,
  settings: SlotSettings,
): Literal {
  const compared = findComparedSlot(node, settings);
  const settled: Settled = compared
    ? {
        slot: compared.slot,
        seeds: compared.slot.isFinite ? [undefined] : [],
        comparison: readComparison(node, compared.operand),
      }
    : settle(node, condition, allowed, settings);
  return {
    key: `${id} ${allowed.join()}`,
    condition,
    allowed,
    holds: (context) => allowed.includes(evaluateCondition(condition, context)),
    comparison: null,
    says: `${condition.says()}: ${name}`,
    ...settled,
  };
}

/** Finds the slot of a node without a comparison. */
function settle(
  node: NodeConfig,
  condition: CompiledCondition,
  allowed: readonly ExitIndex[],
  { config, feature, state }: SlotSettings,
): Settled {
  const { tracker = `${feature}/${state}` } = node as { readonly tracker?: string };
  const holding = (grants: Grants): Settled => ({
    slot: productSlot(config),
    seeds: [],
    holding: { grants, isHeld: allowed[0] === YES },
    isImpossible: !allowed.includes(YES) && !allowed.includes(NO),
  });
  switch (node.type) {
    case 'has-product':
      return holding(grantsOfProduct(config.products![node['product'] as string]!));
    case 'feature':
      return holding(grantsOfFeature(node['feature'] as string, config));
    case 'jwt-expired':
      return {
        slot: finite('token', (draft, value) => (draft.token = value as 'expired')),
        seeds: [undefined, 'expired'],
      };
    case 'device':
    case 'browser':
      return { slot: { ...mapSlot('facts', node.type), isFinite: true }, seeds: [node['is'], undefined, 'another'] };
    case 'gift':
      return { slot: { ...mapSlot('facts', 'gift'), isFinite: true }, seeds: [true, false, undefined] };
    case 'on-premises': {
      const name = node['account'] as string | undefined;
      // Several accounts may have ranges that overlap.
      const key = `facts on-premises ${name ?? ''}`;
      const slot = finite(key, (draft, value) => draft.setGrant('on-premises', name ?? ANOTHER, value));
      return { slot, seeds: [true, false, undefined] };
    }
    case 'bypass':
      return grantOfOne('bypass', node['referrer']);
    case 'promo':
      return grantOfOne('promo', node['promotion']);
    case 'active-sessions':
      return { slot: { ...mapSlot('facts', 'active-sessions'), isFinite: true }, seeds: listSessionSeeds(config) };
    case 'recognised':
      // Of a reader with a mapped id the fact says nothing.
      return { slot: mapSlot('facts', 'recognised'), seeds: [true, false, undefined] };
    case 'site':
      return { slot: HOST_SLOT, seeds: listHosts(config) };
    case 'consent': {
      const purpose = String(node['purpose']);
      const slot = finite(`consent ${purpose}`, (draft, value) => draft.setConsent(purpose, value));
      return { slot, seeds: [true, false, undefined] };
    }
    case 'split-test': {
      const test = node['test'] as string;
      const groups = config.splitTests![test]!.groups.map(({ id }) => id);
      return { slot: finite(`group ${test}`, (draft, value) => draft.set('groups', test, value)), seeds: groups };
    }
    case 'trial': {
      const slot: Slot = {
        key: `read ${tracker}`,
        write: (draft, value) => draft.set('read', tracker, value || undefined),
      };
      const isImpossible = !allowed.some((exit) => findTrialExits(node).has(exit));
      return { slot, seeds: listTrialSeeds(node), isImpossible };
    }
    case 'time-trial': {
      const duration = (node['duration'] as number) * UNIT_MS[node['unit'] as string]!;
      const slot = finite(`time ${tracker}`, (draft, value, now) => {
        if (value === undefined) return;
        draft.moment ??= now;
        draft.set('timeTrials', tracker, draft.moment - (value as number));
      });
      return { slot, seeds: [undefined, duration] };
    }
    default:
      // The user state, which is known when the rule is compiled.
      return { slot: finite(`always ${condition.says()}`, () => undefined), seeds: [undefined] };
  }
}

/**
 * Creates the requirements of a user state for a feature; `null` where the config lets no reader be in it.
 *
 * @param grants - The values that make a customer of the feature.
 */
export function createStateLiterals(grants: Grants, state: UserState, config: Config): Literal[] | null {
  const { userMapping, productSyncing } = config.jwt ?? {};
  if (state === 'customer' && (!productSyncing || grants.size === 0)) return null;
  if (state === 'registered' && !userMapping) return null;
  const shared = { condition: null, allowed: [], comparison: null };
  const products: Literal = {
    ...shared,
    key: 'state',
    slot: productSlot(config),
    seeds: [],
    holds: ({ reader }) => reader.holds(grants) === (state === 'customer'),
    holding: { grants, isHeld: state === 'customer' },
    says: state === 'customer' ? 'the reader is a customer' : 'the reader is not a customer',
  };
  if (!userMapping) return [products];
  const isNamed = state !== 'anonymous';
  const id: Literal = {
    ...shared,
    key: 'id',
    slot: claimSlot(userMapping.foreignUserIdProperty),
    seeds: isNamed ? ['reader-1', 1] : [undefined, '', true],
    // A customer may have no id. One with an id may have a record in the user store.
    holds: ({ reader }) => state === 'customer' || (reader.foreignUserId !== null) === isNamed,
    says: isNamed ? 'the token names the reader' : 'no token names the reader',
  };
  return [id, products];
}

/** The slots that the requirements of user states are about. */
export function listStateSlots(config: Config): readonly Slot[] {
  const { userMapping } = config.jwt ?? {};
  return [productSlot(config), ...(userMapping ? [claimSlot(userMapping.foreignUserIdProperty)] : [])];
}

/** A fact that is the name of one grant. */
function grantOfOne(type: string, name: unknown): Settled {
  return { slot: { ...mapSlot('facts', type), isFinite: true }, seeds: [name ?? ANOTHER, ANOTHER, false, undefined] };
}

/** The slot of the product claim. */
function productSlot({ jwt }: Config): Slot {
  const claim = jwt?.productSyncing?.privateClaimName;
  return claim === undefined ? finite('products', () => undefined) : claimSlot(claim);
}

function finite(key: string, write: Slot['write']): Slot {
  return { key, isFinite: true, write };
}
