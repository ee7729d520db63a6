import type { Edit } from '../../edit/edit.js';
import { writeCompactly } from '../../edit/write-compactly.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { splitPointer } from '../../lib/split-pointer.js';

/** Members of a config that no decision depends on: they say how walls look, and what is reported. */
const BESIDE_DECISIONS = new Set([
  '$schema',
  'components',
  'offers',
  'texts',
  'customElements',
  'usage',
  'dataLayer',
  'analytics',
  'preview',
]);

/** Maps whose entries count only for features that name them, and products for features that they open. */
const NAMED = new Set(['products', 'outcomes', 'subRules', 'splitTests']);

/**
 * Finds the features whose decisions edits can change. It may find more, as where a feature holds the id of an outcome as
 * another text.
 *
 * @param configs - Both configs, as they were read.
 * @returns Their ids; `null` for all, where something was edited that every feature may depend on.
 */
export function findTouchedFeatures(edits: readonly Edit[], configs: readonly unknown[]): Set<string> | null {
  const touched = new Set<string>();
  const named = new Set<string>();
  for (const { pointer } of edits) {
    const [member = '', id] = splitPointer(pointer);
    if (BESIDE_DECISIONS.has(member)) continue;
    if (id === undefined) return null;
    if (member === 'features') touched.add(id);
    else if (NAMED.has(member)) named.add(id);
    else return null;
  }
  if (named.size > 0) for (const config of configs) for (const id of findUsers(config, named)) touched.add(id);
  return touched;
}

/** The features of a config that name one of these entries, in whatever way, or that one of them opens. */
function findUsers(config: unknown, ids: ReadonlySet<string>): string[] {
  const names = new Set(ids);
  const entries = ['outcomes', 'subRules'].flatMap((map) => textsOf(own(config, map)));
  // A sub rule may call another one, which names an outcome.
  for (let known = 0; known < names.size;) {
    known = names.size;
    for (const [id, text] of entries) if (holdsOne(text, names)) names.add(id);
  }
  const products = own(config, 'products');
  const opened = new Set([...ids].flatMap((id) => own(own(products, id), 'features') ?? []));
  return textsOf(own(config, 'features')).flatMap(([id, text]) =>
    opened.has(id) || holdsOne(text, names) ? [id] : [],
  );
}

function textsOf(map: unknown): (readonly [id: string, text: string])[] {
  return isRecord(map) ? Object.entries(map).map(([id, entry]) => [id, textOf(entry)] as const) : [];
}

function textOf(entry: unknown): string {
  try {
    return JSON.stringify(entry);
  } catch {
    // It is nested too deeply for that.
    return writeCompactly(entry);
  }
}

function holdsOne(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => text.includes(JSON.stringify(name)));
}
