import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { MAX_SUB_RULE_DEPTH } from '../rules/limits.js';

/** Nodes that ask only what a page says of itself or of its browser: no endpoint can know it. */
const UNPROVABLE = new Set([
  ...['cookie', 'referrer', 'query-param', 'custom-data'],
  ...['session-count', 'session-start', 'recognised', 'consent'],
]);

/** A step on a way through a rule, and the pointer of the node on that way that no endpoint can judge. */
type Way = readonly [step: unknown, at: string, gate: string | null];

/** An exit of a sub rule, and the node on the way to it that no endpoint can judge. */
type Exit = readonly [name: string, gate: string | null];

/**
 * Finds nodes that open a content by what no endpoint can know: the page would ask for a key that it does not get. Ways go
 * through sub rules, and on from the exit by which they are left.
 *
 * @param rules - The rules of a feature, by user state.
 * @param pointer - Of these rules.
 * @returns Pointers of these nodes; one in a sub rule is that of the sub rule.
 */
export function findUnprovable(rules: unknown, pointer: string, config: unknown): readonly string[] {
  const walk = new UnprovableWalk(config);
  for (const state of isRecord(rules) ? Object.keys(rules) : [])
    walk.follow(own(rules, state), pointer + toPointer(state), null, 0);
  return [...walk.gates];
}

class UnprovableWalk {
  readonly gates = new Set<string>();
  readonly #config: unknown;
  /** Steps that were met, each with the gates on the ways to it. */
  readonly #visited = new Map<unknown, Set<string | null>>();
  /** Exits of sub rules by their id and the gate on the way there. */
  readonly #known = new Map<string, readonly Exit[]>();

  constructor(config: unknown) {
    this.#config = config;
  }

  /**
   * Follows all ways through a rule.
   *
   * @param depth - How many sub rules it is in.
   * @returns The exits by which it is left, where it is a sub rule.
   */
  follow(rule: unknown, at: string, gate: string | null, depth: number): readonly Exit[] {
    const isGraph = own(rule, 'start') !== undefined;
    const open: Way[] = [isGraph ? [own(rule, 'start'), `${at}/start`, gate] : [rule, at, gate]];
    const exits: Exit[] = [];
    for (let next = open.pop(); next; next = open.pop()) {
      const [given, place, passed] = next;
      const named = typeof given === 'string' ? own(own(rule, 'nodes'), given) : undefined;
      const outcome = typeof given === 'string' ? own(own(this.#config, 'outcomes'), given) : undefined;
      const step = named ?? outcome ?? given;
      const here = named === undefined ? place : `${at}/nodes${toPointer(given as string)}`;
      const exit = own(step, 'exit');
      if (typeof exit === 'string') exits.push([exit, passed]);
      else if (step === 'show' || own(step, 'content') === 'show') {
        if (passed !== null) this.gates.add(passed);
      } else if (isRecord(step) && !this.#wasMet(step, passed)) {
        const isSubRule = own(step, 'type') === 'sub-rule';
        open.push(...(isSubRule ? this.#passSubRule(step, here, passed, depth) : listWays(step, here, passed)));
      }
    }
    return exits;
  }

  #wasMet(step: object, gate: string | null): boolean {
    const met = this.#visited.get(step) ?? new Set();
    const wasMet = met.has(gate);
    this.#visited.set(step, met.add(gate));
    return wasMet;
  }

  #passSubRule(node: object, at: string, gate: string | null, depth: number): Way[] {
    const exits = own(node, 'exits');
    const ways = this.#exitsOf(own(node, 'rule'), gate, depth + 1).map(([name, passed]): Way => [
      own(exits, name),
      `${at}/exits${toPointer(name)}`,
      passed,
    ]);
    return [...ways, [own(node, 'unknown'), `${at}/unknown`, gate]];
  }

  #exitsOf(id: unknown, gate: string | null, depth: number): readonly Exit[] {
    const rule = typeof id === 'string' ? own(own(this.#config, 'subRules'), id) : undefined;
    if (rule === undefined || depth > MAX_SUB_RULE_DEPTH) return [];
    const key = JSON.stringify([id, gate]);
    const known = this.#known.get(key);
    if (known) return known;
    // Inside itself, which is another mistake, it has no exit.
    this.#known.set(key, []);
    const exits = this.follow(rule, `/subRules${toPointer(id as string)}`, gate, depth);
    this.#known.set(key, exits);
    return exits;
  }
}

/** The ways on from a node. Readers of whom nothing is known leave a node by `no` or `unknown`, and that needs no proof. */
function listWays(node: object, at: string, gate: string | null): Way[] {
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
