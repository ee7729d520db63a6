import type { Config } from '../../model/config.js';
import { nameOutcome } from '../../lib/label-outcome.js';
import { own } from '../../lib/own.js';
import { readCountName, type CountedEvent, type CountName } from '../../endpoint/events/count-name.js';
import type { Counts } from '../../endpoint/store.js';
import { estimateDifference, estimateRate, findMissingSample, type Rate, type Sample } from './rate.js';

/** A count of one day. */
export interface DayCount extends CountName {
  readonly day: string;
  readonly count: number;
}

/** The events of an outcome. */
export interface OutcomeRow {
  /** Its id; the JSON pointer of one that is written in place. */
  readonly outcome: string;
  /** Its label, else its id or what it shows: `hide register`. */
  readonly title: string;
  readonly decisions: number;
  readonly walls: number;
  readonly submits: number;
  readonly dismissals: number;
  readonly conversions: number;
  /** Conversions of each wall that was shown, or of each decision where the outcome shows none. */
  readonly conversion: Rate | null;
}

/** The readers that took an exit of a node. */
export interface ExitRow {
  readonly userState: string;
  readonly node: string;
  readonly exit: string;
  readonly decisions: number;
}

/** A group of a split test. */
export interface GroupRow {
  readonly group: string;
  readonly title: string;
  readonly decisions: number;
  readonly conversions: number;
  readonly conversion: Rate | null;
  /** Compared with the first group. */
  readonly difference: Rate | null;
  /** Decisions that this group and the first one still need; `null` where no difference is seen. */
  readonly missing: number | null;
}

/** A split test in one feature. */
export interface TestReport {
  readonly test: string;
  readonly title: string;
  readonly groups: readonly GroupRow[];
}

/** The counts of a feature. */
export interface FeatureReport {
  readonly feature: string;
  readonly title: string;
  readonly decisions: number;
  readonly outcomes: readonly OutcomeRow[];
  readonly exits: readonly ExitRow[];
  readonly tests: readonly TestReport[];
}

/** Lists the counts of days, in the order of their names. */
export function listCounts(days: Readonly<Record<string, Counts>>): DayCount[] {
  return Object.entries(days)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([day, counts]) =>
      Object.entries(counts)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([text, count]) => {
          const name = readCountName(text);
          return name ? [{ day, ...name, count }] : [];
        }),
    );
}

/**
 * Collects the counts of a feature.
 *
 * @param word - The conversion that counts. Default: all of them.
 */
export function collectReport(
  counts: readonly DayCount[],
  feature: string,
  config: Config,
  word?: string,
): FeatureReport {
  const mine = counts.filter(
    (one) => one.feature === feature && (word === undefined || one.conversion === '' || one.conversion === word),
  );
  const sum = (event: CountedEvent, by: CountName['by'], id: string, value = ''): number =>
    add(mine.filter((one) => one.event === event && one.by === by && one.id === id && one.value === value));
  return {
    feature,
    title: (own(own(config.features, feature), 'title') as string | undefined) ?? feature,
    decisions: add(mine.filter(({ event, by }) => event === 'decision' && by === 'outcome')),
    outcomes: idsOf(mine, 'outcome').map((outcome) => {
      const of = (event: CountedEvent): number => sum(event, 'outcome', outcome);
      const [decisions, walls, conversions] = [of('decision'), of('wall-open'), of('conversion')];
      return {
        ...{
          outcome,
          title: titleOf(outcome, config),
          decisions,
          walls,
          submits: of('submit'),
          dismissals: of('dismiss'),
          conversions,
        },
        conversion: estimateRate({ successes: conversions, trials: walls || decisions }),
      };
    }),
    exits: collectExits(mine),
    tests: idsOf(mine, 'group').map((test) => ({
      test,
      title: config.splitTests?.[test]?.title ?? test,
      groups: compareGroups(test, config, (group) => ({
        successes: sum('conversion', 'group', test, group),
        trials: sum('decision', 'group', test, group),
      })),
    })),
  };
}

/** Names an outcome as the data layer of pages does. */
function titleOf(outcome: string, config: Config): string {
  return (own(own(config.outcomes, outcome), 'label') as string | undefined) ?? nameOutcome(outcome, config);
}

function collectExits(counts: readonly DayCount[]): ExitRow[] {
  const rows = new Map<string, ExitRow>();
  for (const { by, userState, id: node, value: exit, count } of counts) {
    if (by !== 'exit') continue;
    const key = JSON.stringify([userState, node, exit]);
    rows.set(key, { userState, node, exit, decisions: (rows.get(key)?.decisions ?? 0) + count });
  }
  return [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function compareGroups(test: string, config: Config, sampleOf: (group: string) => Sample): GroupRow[] {
  const groups = config.splitTests?.[test]?.groups ?? [];
  const [first] = groups;
  return groups.map(({ id, title }) => {
    const sample = sampleOf(id);
    const other = sampleOf(first!.id);
    const isFirst = id === first!.id;
    return {
      ...{ group: id, title: title ?? id, decisions: sample.trials, conversions: sample.successes },
      conversion: estimateRate(sample),
      difference: isFirst ? null : estimateDifference(sample, other),
      missing: isFirst ? null : findMissingSample(sample, other),
    };
  });
}

function idsOf(counts: readonly DayCount[], by: CountName['by']): string[] {
  return [...new Set(counts.filter((one) => one.by === by).map(({ id }) => id))].sort();
}

function add(counts: readonly DayCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
