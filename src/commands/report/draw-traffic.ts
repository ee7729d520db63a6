import type { Arrow, Lane, Picture } from '../../picture/picture.js';
import type { FeatureReport } from './collect-report.js';

/** Writes the traffic of each branch at its arrow: how many decisions went there, and their share of those of the node. */
export function drawTraffic(picture: Picture, { exits }: FeatureReport): Picture {
  const countOf = (lane: Lane, node: string, exit?: string): number =>
    exits
      .filter((row) => row.node === node && (exit === undefined || row.exit === exit))
      // A sub rule is drawn once for all states.
      .filter(({ userState }) => lane.id.startsWith('sub-rule/') || userState === lane.id)
      .reduce((total, { decisions }) => total + decisions, 0);
  const label = (lane: Lane, arrow: Arrow): Arrow => {
    const { from, exit } = arrow;
    const node = from.node && (from.name ?? from.pointer);
    const all = node ? countOf(lane, node) : 0;
    if (!node || !all) return arrow;
    const count = countOf(lane, node, exit);
    const share = `${count} (${Math.round((100 * count) / all)} %)`;
    return { ...arrow, label: arrow.label ? `${arrow.label}: ${share}` : share };
  };
  return {
    ...picture,
    lanes: picture.lanes.map((lane) => ({ ...lane, arrows: lane.arrows.map((arrow) => label(lane, arrow)) })),
  };
}
