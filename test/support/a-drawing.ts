import fc from 'fast-check';
import { readPicture } from '../../src/picture/read-picture.js';
import type { Lane } from '../../src/picture/picture.js';
import type { Config } from '../../src/model/config.js';
import { aConfig, aNode } from './a-config.js';

/** The lane of a rule for anonymous readers. */
export function aLane(rule: unknown, changes: Readonly<Record<string, unknown>> = {}): Lane {
  const config = aConfig({ features: { articles: { rules: { anonymous: rule } }, videos: {} }, ...changes });
  return readPicture(config as unknown as Config, 'articles', ['anonymous']).lanes[0]!;
}

/** A chain of nodes, each of which leads on by `no`; by `yes` to the given step. */
export function aChain(length: number, yes: unknown = 'show', nodes: Readonly<Record<string, unknown>> = {}): object {
  const chain = Array.from({ length }, (_, i) => [`n${i}`, aNode('a', yes, i + 1 < length ? `n${i + 1}` : 'teaser')]);
  return { start: 'n0', nodes: { ...(Object.fromEntries(chain) as object), ...nodes } };
}

/** Graphs of up to 30 nodes with two to six exits, which lead on, further on, or to an outcome. */
export const someRules = fc
  .array(fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 5 })), { minLength: 2, maxLength: 6 }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((nodes) => {
    const stepOf = (index: number, [kind, reach]: readonly [number, number]): string => {
      const next = index + 1 + reach;
      return kind < 7 && next < nodes.length ? `n${next}` : ['show', 'teaser', 'sheet'][kind % 3]!;
    };
    const entries = nodes.map((exits, index) => {
      const steps = exits.map((exit, number) => [`exit ${number}`, stepOf(index, exit)] as const);
      return [`n${index}`, { type: 'anything', is: 'x '.repeat(index), exits: Object.fromEntries(steps) }] as const;
    });
    return { start: 'n0', nodes: Object.fromEntries(entries) };
  });
