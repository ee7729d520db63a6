import { bare } from '../lib/bare.js';
import type { OutcomeConfig, UserState } from '../model/config.js';
import type { Decision, DecisionReason, TraceEntry } from '../model/decision.js';
import { createShowTerminal, createTerminal, type Terminal } from '../rules/compiled-rule.js';

/** Members of a decision that nodes on its path add. */
interface Additions extends Pick<Decision, 'trials' | 'splitTests'> {
  readonly more?: Pick<Decision, 'variables' | 'notifications'>;
}

/** Content of which a part is kept. */
type Kept = Exclude<OutcomeConfig['content'], string>;

/** The outcome of a feature that cannot be shown and has no usable fallback. */
export const HIDDEN: OutcomeConfig = { content: 'hide' };

/** Creates the decision of a terminal. */
export function createDecision(
  feature: string,
  userState: UserState,
  { id, outcome }: Terminal,
  reason: DecisionReason,
  trace: readonly TraceEntry[] = Object.freeze([]),
  { trials, splitTests, more }: Additions = { trials: {}, splitTests: {} },
): Decision {
  const { content, otherwise, value, label = id, components = [], offers, zone = 'inline' } = bare(outcome);
  return {
    feature,
    userState,
    outcomeId: id,
    outcomeLabel: label,
    access: content === 'show',
    content: (content as Kept).keep ? { keep: { ...(content as Kept).keep } } : content,
    ...(otherwise && { otherwise }),
    // A copy, as those who change what they get would change the config.
    ...(value !== undefined && { value: JSON.parse(JSON.stringify(value)) as unknown }),
    components: [...components],
    ...(offers && { offers: [...offers] }),
    zone,
    trials,
    splitTests,
    ...more,
    reason,
    trace,
  };
}

/**
 * Creates the decision of a page whose config could not even be read.
 *
 * @param isShown - Whether the page wants its content shown then.
 */
export function createFaultDecision(feature: string, isShown?: boolean): Decision {
  const terminal = isShown ? createShowTerminal() : createTerminal('fault', HIDDEN);
  return createDecision(feature, 'anonymous', terminal, 'fault');
}
