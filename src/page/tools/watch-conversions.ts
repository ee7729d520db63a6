import type { Decision } from '../../model/decision.js';
import { dispatch } from '../browser.js';

/** What is known of a wall that a reader was shown. */
export type SeenWall = Pick<Decision, 'feature' | 'userState' | 'outcomeId' | 'outcomeLabel'>;

/** Finds readers who become what a wall has asked them to become. */
export interface Conversions {
  readonly decision: (decision: Decision) => void;
  readonly 'wall-open': (wall: SeenWall) => void;
  /** Takes up walls of earlier page views. */
  readonly recall: (walls: readonly SeenWall[]) => void;
}

const RANKS = ['anonymous', 'registered', 'customer'];

/**
 * Watches for conversions: a wall of a feature was shown, and now the reader is registered, or a customer, who was not. Each
 * wall is told of once by `zephr-conversion`, with Zephr's own words.
 */
export function watchConversions(): Conversions {
  const walls = new Map<string, SeenWall>();
  const decisions = new Map<string, Decision>();

  const judge = (feature: string): void => {
    const wall = walls.get(feature);
    const { userState } = decisions.get(feature) ?? {};
    if (!wall || !userState || RANKS.indexOf(userState) <= RANKS.indexOf(wall.userState)) return;
    walls.delete(feature);
    const { outcomeId, outcomeLabel } = wall;
    dispatch('zephr-conversion', { conversion: userState.toUpperCase(), feature, outcomeId, outcomeLabel });
  };

  return {
    decision: (decision) => {
      decisions.set(decision.feature, decision);
      judge(decision.feature);
    },
    'wall-open': (wall) => void walls.set(wall.feature, wall),
    recall: (seen) => {
      for (const wall of seen) {
        if (!walls.has(wall.feature)) walls.set(wall.feature, wall);
        judge(wall.feature);
      }
    },
  };
}
