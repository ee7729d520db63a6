import type { Config, NodeConfig } from '../model/config.js';
import { EXIT_MEMBERS } from '../model/exit-members.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { describeNodes } from '../words/describe-nodes.js';
import { MAX_QUOTED_CHARACTERS, MAX_REMEMBERED_WORDS } from './limits.js';
import { titleOfNode } from './node-groups.js';

type Node = Readonly<Record<string, unknown>>;

/** Puts conditions of nodes into words and remembers them, so that an edit of one node describes only that one. */
export class Describer {
  readonly #words = new Map<string, string>();
  #context: readonly unknown[] = [];

  /**
   * Describes nodes of a config, sound or not.
   *
   * @returns The words by node, with a capital letter. Never throws.
   */
  describe(nodes: readonly Node[], config: unknown): Map<Node, string> {
    this.#forgetOthers(config);
    const keys = new Map(nodes.map((node) => [node, JSON.stringify(fieldsOf(node))]));
    const open = new Map<string, NodeConfig>();
    for (const [node, key] of keys) if (!this.#words.has(key)) open.set(key, complete(node, config));
    describeEach([...open], contextOf(config), this.#words);
    return new Map(nodes.map((node) => [node, this.#words.get(keys.get(node)!)!]));
  }

  /** Words may hold titles of entries, so they are found again when the entries change. */
  #forgetOthers(config: unknown): void {
    const context = ['features', 'products', 'splitTests', 'subRules', 'sites'].map((name) => own(config, name));
    const isOther = context.slice(1).some((entries, at) => entries !== this.#context[at + 1]);
    if (isOther || this.#words.size > MAX_REMEMBERED_WORDS) this.#words.clear();
    this.#context = context;
  }
}

/** The members of a node that are not exits. */
export function fieldsOf(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([name]) => !EXIT_MEMBERS.has(name)));
}

/** The node with all of its exits, so that only its fields can be wrong. */
function complete(node: Node, config: unknown): NodeConfig {
  const groups = own(own(own(config, 'splitTests'), node['test']), 'groups');
  const names = Array.isArray(groups) ? groups.map((group) => own(group, 'id')) : [];
  const exits = Object.fromEntries(names.filter((name) => typeof name === 'string').map((name) => [name, 'show']));
  if (node['type'] === 'set' || node['type'] === 'notify')
    return { ...fieldsOf(node), exits: { next: 'show' } } as unknown as NodeConfig;
  return (
    node['type'] === 'split-test' ? { ...fieldsOf(node), exits } : { ...fieldsOf(node), yes: 'show', no: 'show' }
  ) as NodeConfig;
}

/** The config without rules and without all that conditions do not name. */
function contextOf(config: unknown): Config {
  const features = own(config, 'features');
  const ids = isRecord(features) ? Object.keys(features) : [];
  const entries = ['products', 'splitTests', 'sites'].map((name) => [name, own(config, name)]);
  return {
    version: 1,
    ...Object.fromEntries(entries.filter(([, value]) => isRecord(value))),
    features: Object.fromEntries(ids.map((id) => [id, {}])),
  } as Config;
}

/** Halves the list until the nodes that the engine refuses are alone. */
function describeEach(
  open: readonly (readonly [string, NodeConfig])[],
  context: Config,
  words: Map<string, string>,
): void {
  const parts = open.length > 0 ? [open] : [];
  for (let part = parts.pop(); part; part = parts.pop()) {
    try {
      const found = describeNodes(
        part.map(([, node]) => node).filter(({ type }) => type !== 'sub-rule'),
        context,
      );
      for (const [key, node] of part) words.set(key, capitalize(found.get(node) ?? describeFields(node)));
    } catch {
      if (part.length === 1) words.set(part[0]![0], capitalize(describeFields(part[0]![1])));
      else parts.push(part.slice(part.length >> 1), part.slice(0, part.length >> 1));
    }
  }
}

/** Words for a node that the engine refuses, or that enters a sub rule. */
function describeFields(node: Node): string {
  if (node['type'] === 'sub-rule') return `Sub rule ${quote(node['rule'])}`;
  const fields = Object.entries(fieldsOf(node)).filter(([name]) => name !== 'type');
  return fields.map(([name, value]) => `${name} ${quote(value)}`).join(', ') || titleOfNode(quote(node['type']));
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
}

/** The text with a capital letter at its start. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
