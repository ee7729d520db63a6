import type { Config, NodeConfig, UserState } from '../model/config.js';
import type { Comparison } from './comparison.js';
import type { DraftReader } from './draft-reader.js';
import type { Slot } from './literal.js';

/** The circumstances that the values of slots depend on. */
export interface SlotSettings {
  readonly config: Config;
  readonly feature: string;
  readonly state: UserState;
  /** Whether readers of the user state can have a record in the user store. */
  readonly hasRecord: boolean;
}

/** The slot that a comparison reads, and the values that its operand can have. */
interface ComparedSlot {
  readonly slot: Slot;
  readonly operand: Comparison['operand'];
}

/** Types of nodes that compare a fact of the same name. */
const KNOWN_FACTS = /^(country|state|city|zip|session-count|session-start|registered-date|segment)$/;

/** Finds the slot that a node with a comparison reads; `null` for a node without one. */
export function findComparedSlot(node: NodeConfig, settings: SlotSettings): ComparedSlot | null {
  const { type } = node;
  const field = (name: string): string => node[name] as string;
  const any = (slot: Slot): ComparedSlot => ({ slot, operand: 'any' });
  switch (type) {
    case 'jwt-token':
      return any(claimSlot(field('property')));
    case 'user-attribute':
      return any(attributeSlot(field('attribute'), settings));
    case 'custom-data':
      return any(mapSlot('customData', field('property')));
    case 'content':
      return any({ key: `content ${field('name')}`, write: (draft, value) => draft.setContent(field('name'), value) });
    case 'cookie':
      return any(mapSlot('cookies', field('name')));
    case 'meta-tag':
      return any(mapSlot('meta', field('name')));
    case 'published-date':
      return any(mapSlot('meta', 'datePublished'));
    case 'query-param':
      return any({ key: `query ${field('key')}`, write: (draft, value) => writeQuery(draft, field('key'), value) });
    case 'date-time':
      return { slot: { key: 'moment', write: (draft, value) => (draft.moment = value as number) }, operand: 'moment' };
    case 'url-path':
      return textSlot('path');
    case 'referrer':
      return textSlot('referrer');
    case 'user-agent':
      return textSlot('userAgent');
    default:
      return KNOWN_FACTS.test(type) ? any(mapSlot('facts', type)) : null;
  }
}

/** The slot of a claim, by its name or by a JSONPath. */
export function claimSlot(name: string): Slot {
  return { key: `claim ${name}`, isOfToken: true, write: (draft, value) => draft.setClaim(name, value) };
}

/** The slot of a member of a map. */
export function mapSlot(map: 'customData' | 'cookies' | 'meta' | 'facts', name: string): Slot {
  return { key: `${map} ${name}`, write: (draft, value) => draft.set(map, name, value) };
}

function attributeSlot(name: string, { config, hasRecord }: SlotSettings): Slot {
  const claim = config.jwt?.userAttributes?.privateClaimName;
  const key = `attribute ${name}`;
  if (hasRecord) return { key, isOfToken: true, write: (draft, value) => draft.set('user', name, value) };
  // Without a record and without a claim for attributes, a reader has no attributes.
  if (claim === undefined) return { key, isOfToken: true, isFinite: true, write: () => undefined };
  return { key, isOfToken: true, write: (draft, value) => draft.setCarried(claim, name, value) };
}

function textSlot(name: 'path' | 'referrer' | 'userAgent'): ComparedSlot {
  const write = (draft: DraftReader, value: unknown): void => {
    if (typeof value === 'string') draft[name] = value;
  };
  return { slot: { key: name, write }, operand: 'text' };
}

function writeQuery(draft: DraftReader, key: string, value: unknown): void {
  for (const one of [value].flat()) if (one !== undefined) draft.query.push([key, String(one)]);
}
