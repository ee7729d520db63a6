import type { Decision } from '../model/decision.js';
import { groupBy } from './group-by.js';
import type { Picture, Shape } from './picture.js';

/**
 * Marks in a picture the way that a decision took, through sub rules too.
 *
 * @param decision - By the rules of the picture. Where the lane of its user state is not drawn, nothing is marked.
 */
export function markPath({ lanes }: Picture, { userState, trace }: Pick<Decision, 'userState' | 'trace'>): void {
  const starts = new Map<string, Shape>(lanes.map(({ id, start }) => [id, start]));
  const ways = groupBy(
    lanes.flatMap(({ arrows }) => arrows),
    ({ from }) => from,
  );
  // What a sub rule came to is told by the nodes inside.
  const answers = trace.filter(({ type }) => type !== 'sub-rule');
  // Sub rules that were entered and not yet left.
  const entered: Shape[] = [];
  let next = 0;

  const leave = (from: Shape, exit: string | undefined): Shape | undefined => {
    const arrow = ways.get(from)?.find((way) => way.exit === exit);
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
