import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { type Edit, EditError } from './edit.js';
import { kindOf } from './edits-between.js';
import { readAt } from './read-member.js';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Gives every node of a rule that is written in place an id, such as `jwt-state`, so that several exits can lead to it.
 * The rule decides as before; traces name the new ids.
 *
 * @param pointer - JSON pointer of a rule of a feature, or of a sub rule.
 * @returns The edit of the rule; `null` where all its nodes have ids already, or it has no nodes.
 * @throws {EditError} `edit-place-missing` if there is no rule.
 * @example liftRule(config, '/features/articles/rules/registered')
 */
export function liftRule(config: unknown, pointer: string): Edit | null {
  return liftNodes(config, pointer).edit;
}

/** The edit of `liftRule`, and the ids by the node that was written in place. */
export interface LiftedNodes {
  readonly edit: Edit | null;
  readonly ids: ReadonlyMap<unknown, string>;
}

/** Lifts a rule as `liftRule` does, and reports which node became which. */
export function liftNodes(config: unknown, pointer: string): LiftedNodes {
  const rule = readAt(config, splitPointer(pointer));
  if (rule === undefined) throw new EditError('edit-place-missing', { pointer, position: null }, 'there is no rule.');
  const isGraph = isRecord(rule) && kindOf(rule) === 'start';
  const lifter = new Lifter(isGraph ? own(rule, 'nodes') : undefined, own(config, 'outcomes'));
  const start = lifter.lift(isGraph ? own(rule, 'start') : rule);
  const nodes = lifter.finish();
  if (!lifter.hasLifted) return { edit: null, ids: lifter.ids };
  const lifted = { ...(isGraph ? rule : {}), start, nodes };
  return { edit: { pointer, before: rule, after: lifted }, ids: lifter.ids };
}

/** Takes nodes out of each other. Works with a list instead of recursion: a rule may be thousands of nodes long. */
class Lifter {
  readonly #nodes: Record<string, JsonObject> = {};
  readonly ids = new Map<unknown, string>();
  /** Ids that a step would take for another node or an outcome. */
  readonly #taken: Set<string>;
  hasLifted = false;

  constructor(nodes: unknown, outcomes: unknown) {
    const named = isRecord(nodes) ? nodes : {};
    this.#taken = new Set(['show', ...Object.keys(named), ...(isRecord(outcomes) ? Object.keys(outcomes) : [])]);
    for (const [id, node] of Object.entries(named)) setOwn(this.#nodes, id, node as JsonObject);
  }

  /** Replaces a node in place by its id; other steps stay. */
  lift(step: unknown): unknown {
    if (!isRecord(step) || kindOf(step) !== 'node') return step;
    const known = this.ids.get(step);
    if (known !== undefined) return known;
    const id = createNodeId(step, this.#taken);
    this.#taken.add(id);
    this.hasLifted = true;
    this.ids.set(step, id);
    setOwn(this.#nodes, id, step);
    return id;
  }

  /** Lifts the nodes inside of all nodes. The map grows while it is walked. */
  finish(): Record<string, JsonObject> {
    const lifted: Record<string, JsonObject> = {};
    const seen = new Set<string>();
    for (let ids = Object.keys(this.#nodes); ids.length > 0;) {
      for (const id of ids) {
        seen.add(id);
        setOwn(lifted, id, this.#liftExits(this.#nodes[id]!));
      }
      ids = Object.keys(this.#nodes).filter((id) => !seen.has(id));
    }
    return lifted;
  }

  #liftExits(node: unknown): JsonObject {
    if (!isRecord(node)) return node as JsonObject;
    const copy: Record<string, unknown> = { ...node };
    for (const name of ['yes', 'no', 'unknown']) {
      if (Object.hasOwn(node, name)) copy[name] = this.lift(node[name]);
    }
    for (const name of ['exits', 'remaining']) {
      const exits = own(node, name);
      if (!isRecord(exits)) continue;
      copy[name] = Object.fromEntries(Object.entries(exits).map(([exit, step]) => [exit, this.lift(step)]));
    }
    return copy;
  }
}

/**
 * Creates a readable id from the type of a node and what it asks about; the next free number behind it.
 *
 * @param taken - Ids that are in use.
 * @example createNodeId({ type: 'jwt-token', property: 'state' }, new Set()) // 'jwt-state'
 */
export function createNodeId(node: JsonObject, taken: ReadonlySet<string>): string {
  const subject = ['property', 'attribute', 'product', 'feature', 'test', 'rule', 'tracker', 'name', 'key', 'is']
    .map((name) => own(node, name))
    .find((value) => typeof value === 'string');
  const words = [node['type'], subject].filter((part): part is string => typeof part === 'string');
  return createPlainId(toPlainId(words.join('-')).replace(/^jwt-token-/, 'jwt-') || 'node', taken);
}

/** Creates an id from words: small letters, digits and hyphens; the next free number behind it. */
export function createPlainId(words: string, taken: ReadonlySet<string>): string {
  const base = toPlainId(words).slice(0, MAX_ID_CHARACTERS).replace(/-$/, '') || 'id';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}

function toPlainId(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '');
}

/** Characters of an id, without its number. */
const MAX_ID_CHARACTERS = 40;
