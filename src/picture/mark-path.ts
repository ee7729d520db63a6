import type { Decision } from '../model/decision.js';
import { groupBy } from './group-by.js';
import type { Picture, Shape } from './picture.js';

/**
 * Marks the path of a decision in a picture, through sub rules too.
 *
 * @param decision - A decision by the rules of the picture. If the lane of its user state is not drawn, nothing is marked.
 */
export function markPath({ lanes }: Picture, { userState, trace }: Pick<Decision, 'userState' | 'trace'>): void {
  const starts = new Map<string, Shape>(lanes.map(({ id, start }) => [id, start]));
  const arrowsFrom = groupBy(
    lanes.flatMap(({ arrows }) => arrows),
    ({ from }) => from,
  );
  // The nodes inside a sub rule have entries of their own.
  const answers = trace.filter(({ type }) => type !== 'sub-rule');
  // Sub rules that were entered and not yet left.
  const entered: Shape[] = [];
  let next = 0;

  const leave = (from: Shape, exit: string | undefined): Shape | undefined => {
    const arrow = arrowsFrom.get(from)?.find((one) => one.exit === exit);
    if (arrow) arrow.taken = true;
    return arrow?.to;
  };

  const follow = (shape: Shape): Shape | undefined => {
    switch (shape.kind) {
      case 'start':
        return leave(shape, '');
      case 'question':
        return leave(shape, answers[next++]?.exit);
      case 'sub-rule':
        entered.push(shape);
        return starts.get(`sub-rule/${String(shape.node!['rule'])}`);
      case 'exit':
        return leave(entered.pop()!, shape.text);
      case 'reference':
        return starts.get('anonymous');
      case 'outcome':
        return undefined;
    }
  };
  for (let at = starts.get(userState); at; at = follow(at)) at.taken = true;
}
