import type { Decision } from '../../model/decision.js';
import { USER_STATES } from '../../model/user-states.js';
import { dispatch } from '../browser.js';

/** A wall that a reader has seen. */
export type SeenWall = Pick<Decision, 'feature' | 'userState' | 'outcomeId' | 'outcomeLabel'> &
  Partial<Pick<Decision, 'splitTests'>>;

/** Finds readers who become registered, or customers, after a wall. */
export interface Conversions {
  readonly decision: (decision: Decision) => void;
  readonly 'wall-open': (wall: SeenWall) => void;
  /** Adds walls of earlier page views. */
  readonly recall: (walls: readonly SeenWall[]) => void;
}

/**
 * Watches for conversions: a feature had a wall, and now the reader has a higher user state than then. Dispatches
 * `zephr-conversion` once a wall, with Zephr's own words.
 */
export function watchConversions(): Conversions {
  const walls = new Map<string, SeenWall>();
  const decisions = new Map<string, Decision>();

  const judge = (feature: string): void => {
    const wall = walls.get(feature);
    const { userState } = decisions.get(feature) ?? {};
    if (!wall || !userState || USER_STATES.indexOf(userState) <= USER_STATES.indexOf(wall.userState)) return;
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
