import { findNodes } from '../config/find-nodes.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Nodes that ask only what a page says of itself or of its browser: no endpoint can know it. */
const UNPROVABLE = new Set(['cookie', 'referrer', 'query-param', 'custom-data', 'session-count', 'consent']);
/** Nodes that count, for which an endpoint is needed. */
const COUNTED = new Set(['trial', 'time-trial', 'gift']);

/** Finds sealed features whose seals protect less than their publisher expects, and features whose level of protection is not stated. */
export function findProtectionWarnings(config: unknown): Found[] {
  const features = own(config, 'features');
  if (!isRecord(features)) return [];
  const ids = Object.keys(features);
  const levelOf = (id: string): unknown => own(own(features, id), 'protection');
  const isStated = ids.some((id) => levelOf(id) !== undefined);
  return ids.flatMap((id) => {
    const at = `/features${toPointer(id)}`;
    const level = levelOf(id);
    if (level === 'sealed') return findSealWarnings(own(features, id), at, config);
    if (level !== undefined || !isStated || !isRecord(own(features, id))) return [];
    const says = 'has no "protection", and other features have one: its content is in the page in clear.';
    return [createWarning('protection-missing', at, says)];
  });
}

function findSealWarnings(feature: unknown, at: string, config: unknown): Found[] {
  const rules = own(feature, 'rules');
  const anonymous = own(rules, 'anonymous');
  const subRules = own(config, 'subRules') as Parameters<typeof findNodes>[1];
  const types = (all: readonly unknown[]): string[] => findNodes(all, subRules).map(({ type }) => type);
  const found: Found[] = [];
  if (own(feature, 'fallback') === 'show') {
    const says = 'cannot show what is sealed: without an answer there is no key.';
    found.push(createWarning('seal-fallback', `${at}/fallback`, says));
  }
  if (anonymous === undefined || anonymous === 'show' || own(anonymous, 'content') === 'show') {
    const says = 'shows the content to every reader, so the seal protects nothing.';
    found.push(createWarning('seal-for-all', anonymous === undefined ? at : `${at}/rules/anonymous`, says));
  }
  if (!hasEndpoint(config)) {
    if (own(own(config, 'sealing'), 'claim') === undefined) {
      const says = 'says "sealed", and the config has neither an endpoint that releases keys nor "sealing.claim".';
      found.push(createWarning('seal-unopenable', `${at}/protection`, says));
    } else if (types(Object.values(isRecord(rules) ? rules : {})).some((type) => COUNTED.has(type))) {
      const says = 'says "sealed", and its rules count, for which an endpoint has to release the keys.';
      found.push(createWarning('seal-unopenable', `${at}/protection`, says));
    }
  }
  if (types([anonymous]).some((type) => type === 'trial' || type === 'time-trial')) {
    const says = 'counts anonymous readers, who can make up new ids: such a trial is a courtesy and no lock.';
    found.push(createWarning('seal-anonymous-trial', `${at}/rules/anonymous`, says));
  }
  return [...found, ...findUnprovable(rules, `${at}/rules`, config)];
}

function hasEndpoint(config: unknown): boolean {
  return (
    own(own(config, 'sealing'), 'endpoint') !== undefined || own(own(config, 'jwt'), 'verifyEndpoint') !== undefined
  );
}

/** A step on a way through a rule, and the node on that way that no endpoint can judge. */
type Way = readonly [step: unknown, at: string, gate: string | null];

/**
 * Finds nodes that open the content by what no endpoint can know: the page would ask for a key that it does not get. The ways
 * through sub rules are not followed.
 */
function findUnprovable(rules: unknown, pointer: string, config: unknown): Found[] {
  const gates = new Set<string>();
  const visited = new Map<unknown, Set<string | null>>();
  for (const state of isRecord(rules) ? Object.keys(rules) : []) {
    const rule = own(rules, state);
    const at = pointer + toPointer(state);
    const nodes = own(rule, 'nodes');
    const isGraph = own(rule, 'start') !== undefined;
    const open: Way[] = [isGraph ? [own(rule, 'start'), `${at}/start`, null] : [rule, at, null]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [given, place, gate] = next;
      const named = typeof given === 'string' ? own(nodes, given) : undefined;
      const step = named ?? (typeof given === 'string' ? (own(own(config, 'outcomes'), given) ?? given) : given);
      const here = named === undefined ? place : `${at}/nodes${toPointer(given as string)}`;
      if (step === 'show' || own(step, 'content') === 'show') {
        if (gate !== null) gates.add(gate);
        continue;
      }
      const seen = visited.get(step) ?? new Set();
      if (!isRecord(step) || seen.has(gate)) continue;
      visited.set(step, seen.add(gate));
      open.push(...listWays(step, here, gate));
    }
  }
  const says = 'opens sealed content by what no endpoint can know, so no key is released on this way.';
  return [...gates].map((gate) => createWarning('seal-unprovable', gate, says));
}

/** The ways on from a node. Readers of whom nothing is known leave a node by `no` or `unknown`, and that needs no proof. */
function listWays(node: Readonly<Record<string, unknown>>, at: string, gate: string | null): Way[] {
  const proven = UNPROVABLE.has(String(own(node, 'type'))) ? (gate ?? at) : gate;
  const ways: Way[] = ['yes', 'no', 'unknown'].map((name) => [
    own(node, name),
    `${at}/${name}`,
    name === 'yes' ? proven : gate,
  ]);
  for (const member of ['exits', 'remaining']) {
    const exits = own(node, member);
    for (const name of isRecord(exits) ? Object.keys(exits) : [])
      ways.push([own(exits, name), `${at}/${member}${toPointer(name)}`, proven]);
  }
  return ways;
}
