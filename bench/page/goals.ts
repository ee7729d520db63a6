import { figureOf, rowOf, type Row } from '../row.js';
import type { Network, Reader, Wish } from './conditions.js';
import type { Contestant } from './contestants.js';
import type { Load } from './load-page.js';

/** The loads of all contestants of one network and reader. */
export interface Series {
  readonly network: Network;
  readonly reader: Reader;
  readonly rows: readonly { readonly contestant: Contestant; readonly loads: Load[] }[];
}

/** What a reader waits for, on a page of ours, of what they wait for on the page that is the limit. */
interface PageGoal {
  readonly wish: Wish;
  readonly ours: string;
  readonly limit: string;
  readonly ratio: Readonly<Record<Reader, number>>;
}

const GOALS: readonly PageGoal[] = [
  {
    ...{ wish: 'wall', ours: 'this SDK, zephr bundle --walls' },
    ...{ limit: 'the wall in the HTML: the limit', ratio: { new: 1.1, returning: 1.03 } },
  },
  {
    ...{ wish: 'story', ours: 'this SDK, zephr bundle without its line for walls' },
    ...{ limit: 'the same and an empty script tag', ratio: { new: 1.07, returning: 1.02 } },
  },
];

/** Makes the rows of the goals. Each ratio is one of a round; blocking time depends on the machine. */
export function goalsOfPages({ reader, rows }: Series): readonly Row[] {
  return GOALS.flatMap(({ wish, ours, limit, ratio }) => {
    const loadsOf = (says: string): readonly Load[] =>
      rows.find(({ contestant }) => contestant.wish === wish && contestant.says === says)!.loads;
    const [one, other] = [loadsOf(ours), loadsOf(limit)];
    const ratios = one.map(({ painted }, round) => painted / other[round]!.painted);
    return [
      rowOf(`${wish}, ${ours}: painted, of “${limit}”`, ratios, ['≤', ratio[reader]]),
      figureOf(
        `${wish}, ${ours}: blocked`,
        one.map(({ blocked }) => blocked),
        ['≤', 0],
        'ms',
      ),
      rowOf(
        `${wish}, ${ours}: layout shift`,
        one.map(({ shift }) => shift),
        ['≤', 0],
      ),
    ];
  });
}
