import { html, nothing, type TemplateResult } from 'lit';
import { listRows } from '../../src/cards/list-rows.js';
import { compileConfig } from '../../src/decision/compile-config.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import { setOwn } from '../../src/lib/set-own.js';
import { USER_STATES } from '../../src/model/user-states.js';
import { listReaders, type ListedReader } from '../parts/list-readers.js';
import type { ConsoleStore } from '../store/console-store.js';
import { keepNamed } from './feature-engine.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Readers that a form names, where none is chosen. */
const MAX_NAMED_READERS = 5;
/** Id of the feature that a node is tried in: no feature of a config is called so by its slug. */
const PROBE = '+';

/** Renders which exit of a node the chosen reader takes, or the first test readers. A node with a mistake is not decided. */
export function renderWouldPass(store: ConsoleStore, node: JsonObject): TemplateResult | typeof nothing {
  const all = listReaders(store);
  const chosen = all.filter(({ id }) => id === store.looking.reader);
  const exits = findTakenExits(store.config, node, chosen.length > 0 ? chosen : all.slice(0, MAX_NAMED_READERS));
  if (exits === null || exits.length === 0) return nothing;
  return html`<p class="hint" role="status">
    Would ${exits.length === 1 ? 'this reader' : 'these readers'} pass?
    ${exits.map(({ title, exit }, at) => html`${at > 0 ? ' · ' : ''}${title}: <strong>${exit}</strong>`)}
  </p>`;
}

/** Finds the exit of a node that each reader takes; `null` while the node has a mistake. */
export function findTakenExits(
  config: unknown,
  node: JsonObject,
  readers: readonly ListedReader[],
): readonly { readonly title: string; readonly exit: string }[] | null {
  const rows = listRows(node, config);
  const isMulti = ['split-test', 'sub-rule', 'set', 'notify'].includes(String(node['type']));
  const exits: Record<string, unknown> = {};
  for (const { name } of rows) if (name !== 'unknown') setOwn(exits, name, 'show');
  const rule = isMulti ? { ...node, exits } : { ...node, yes: 'show', no: 'show' };
  const named = keepNamed(config);
  const rules = Object.fromEntries(USER_STATES.map((state) => [state, rule]));
  const probe = { ...named, features: { ...named.features, [PROBE]: { rules } } };
  try {
    const engine = compileConfig(probe);
    return readers.map(({ title, reader }) => {
      const exit = engine.decide(PROBE, toEngineInput(reader, Date.now())).trace[0]?.exit ?? '';
      return { title, exit: rows.find(({ name }) => name === exit)?.label ?? exit };
    });
  } catch {
    return null;
  }
}
