/**
 * Arbitraries of configs whose rules lead anywhere, and a reference that finds what is circular or loose in them: by
 * another algorithm than the engine's, and only as quick as a test needs.
 */
import fc from 'fast-check';
import { aConfig } from './a-config.js';

/** Where an exit leads: to a node, out of a sub rule, to an outcome, or nowhere. */
type Target = { readonly node: number } | { readonly exit: string } | 'show' | 'teaser' | 'nowhere';

/** A node by its exits; one that goes through a sub rule names it. */
interface Vertex {
  readonly subRule: string | null;
  readonly exits: Readonly<Record<string, Target>>;
}

/** A rule: its nodes by number, of which the first is the start. */
type Vertices = readonly Vertex[];

/** A config, and the graphs that it was made of by the name of their rule: `''` is the feature's. */
export interface Graphs {
  readonly config: Record<string, unknown>;
  readonly vertices: Readonly<Record<string, Vertices>>;
}

const SUB_RULES = ['one', 'two', 'three'];
const EXITS = ['in', 'out'];

const target = (inside: boolean, nodes: number, from: number): fc.Arbitrary<Target> =>
  fc.oneof(
    // Mostly forwards, so that many a graph is sound.
    {
      weight: 40,
      arbitrary: fc.integer({ min: from + 1, max: from + 4 }).map((node) => (node < nodes ? { node } : 'show')),
    },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: nodes - 1 }).map((node) => ({ node })) },
    { weight: 20, arbitrary: fc.constantFrom<Target>('show', 'teaser') },
    { weight: inside ? 20 : 0, arbitrary: fc.constantFrom(...EXITS).map((exit) => ({ exit })) },
    { weight: 1, arbitrary: fc.constantFrom<Target>('nowhere', { exit: 'aside' }) },
  );

function vertices(name: string): fc.Arbitrary<Vertices> {
  const inside = name !== '';
  const known = SUB_RULES.slice(inside ? SUB_RULES.indexOf(name) + 1 : 0);
  return fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, from) => {
        const exits = (names: readonly string[]): fc.Arbitrary<Record<string, Target>> =>
          fc.record(Object.fromEntries(names.map((exit) => [exit, target(inside, count, from)])));
        const subRule = fc.oneof(
          {
            weight: known.length > 0 ? 30 : 0,
            arbitrary: fc.constantFrom(...known, ...(known.length > 0 ? [] : ['one'])),
          },
          { weight: 1, arbitrary: fc.constantFrom(...SUB_RULES, 'missing') },
        );
        return fc.oneof(
          { weight: 6, arbitrary: fc.record({ subRule: fc.constant(null), exits: exits(['yes', 'no']) }) },
          { weight: 2, arbitrary: fc.record({ subRule: fc.constant(null), exits: exits(['yes', 'no', 'unknown']) }) },
          { weight: known.length > 0 ? 4 : 1, arbitrary: fc.record({ subRule, exits: exits(EXITS) }) },
          {
            weight: 1,
            arbitrary: fc.record({ subRule, exits: fc.oneof(exits(['in']), exits(['in', 'out', 'aside'])) }),
          },
        );
      }),
    ),
  );
}

function toNode({ subRule, exits }: Vertex): unknown {
  const steps = Object.fromEntries(
    Object.entries(exits).map(([name, to]) => [name, typeof to === 'object' && 'node' in to ? `n${to.node}` : to]),
  );
  return subRule === null
    ? { type: 'custom-data', property: 'a', condition: 'equals', value: 1, ...steps }
    : { type: 'sub-rule', rule: subRule, exits: steps };
}

const toGraph = (all: Vertices): { start: string; nodes: object } => ({
  start: 'n0',
  nodes: Object.fromEntries(all.map((vertex, number) => [`n${number}`, toNode(vertex)])),
});

/** Configs of one feature and a few sub rules, some of which are sound. */
export const graphs: fc.Arbitrary<Graphs> = fc.tuple(...['', ...SUB_RULES].map(vertices)).map(([rule, ...inner]) => ({
  vertices: Object.fromEntries([['', rule!], ...SUB_RULES.map((name, i) => [name, inner[i]!] as const)]),
  config: aConfig({
    features: { articles: { rules: { anonymous: toGraph(rule!) } } },
    products: {},
    subRules: Object.fromEntries(SUB_RULES.map((name, i) => [name, { ...toGraph(inner[i]!), exits: EXITS }])),
  }),
}));

/** Codes of all that is wrong in them; none where they are sound. */
export function looseEnds({ vertices: all }: Graphs): string[] {
  const codes = new Set<string>();
  for (const [rule, nodes] of Object.entries(all)) {
    for (const { subRule, exits } of nodes) {
      for (const to of Object.values(exits)) {
        if (to === 'nowhere') codes.add('step-unknown');
        // Outside of a sub rule it is taken for an outcome, which has no content.
        else if (typeof to === 'object' && 'exit' in to && rule === '') codes.add('field-missing');
        else if (typeof to === 'object' && 'exit' in to && !EXITS.includes(to.exit)) codes.add('exit-unknown');
      }
      if (subRule === null) continue;
      if (!SUB_RULES.includes(subRule)) codes.add('sub-rule-unknown');
      else if (EXITS.some((name) => !(name in exits))) codes.add('exit-missing');
      else if (Object.keys(exits).some((name) => !EXITS.includes(name))) codes.add('exit-unknown');
    }
    const next = nodes.map(({ exits }) =>
      Object.values(exits).flatMap((to) => (typeof to === 'object' && 'node' in to ? to.node : [])),
    );
    if (isCircular(next)) codes.add('cycle');
  }
  const inside = SUB_RULES.map((name) =>
    all[name]!.map(({ subRule }) => SUB_RULES.indexOf(subRule ?? '')).filter((number) => number >= 0),
  );
  if (isCircular(inside)) codes.add('cycle');
  return [...codes];
}

/** Takes away what leads to nothing that is left, until nothing can be taken: circles stay. */
function isCircular(next: readonly (readonly number[])[]): boolean {
  const left = new Set(next.keys());
  for (let before = Infinity; left.size < before;) {
    before = left.size;
    for (const node of left) if (!next[node]!.some((to) => left.has(to))) left.delete(node);
  }
  return left.size > 0;
}
