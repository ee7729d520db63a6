import type { Decision } from '../../src/model/decision.js';
import type { Expectation } from '../../src/model/readers-types.js';
import { own } from '../../src/lib/own.js';
import type { MatrixCell } from '../../src/readers/decide-matrix.js';
import { describeContent } from '../../src/words/describe-outcome.js';

/** Puts what a reader sees into few words: `First 60 words + subscribe`. */
export function nameDecision({ content, components, reason }: Decision): string {
  if (reason === 'fault') return 'cannot be decided';
  const amount = content === 'show' ? 'Show content' : content === 'hide' ? 'Hide content' : '';
  return [amount || describeContent(content).replace(/^The (f)(.*) (?:is|are) kept$/, 'F$2'), ...components].join(
    ' + ',
  );
}

/** Puts a cell of the matrix into words: what the reader gets, and how that differs from before. */
export function describeCell({ before, after, differs }: MatrixCell): {
  readonly now: string;
  readonly was: string | null;
} {
  const [was, is] = [before, after].map((decision) => decision && `${decision.userState}: ${nameDecision(decision)}`);
  if (!after)
    return { now: before ? 'not decided: the feature has a mistake or is gone' : 'not decided', was: was ?? null };
  if (differs.length === 0) return { now: is!, was: null };
  // Parts that the words do not have, such as the zone or the number of articles left.
  const others = was === is ? ` (other ${differs.join(', ')})` : '';
  return { now: is! + others, was: was! };
}

/** Creates the expectation that a decision meets. */
export function expectDecision(reader: string, decision: Decision): Expectation {
  const { feature, userState: state, outcomeId, content, components } = decision;
  const value: unknown = own(decision, 'value');
  // The id of an outcome that is written in place is its pointer, which moves.
  const outcome = outcomeId.startsWith('/') ? {} : { outcome: outcomeId };
  return {
    reader,
    feature,
    state,
    ...outcome,
    content,
    components: [...components],
    ...(value !== undefined && { value }),
  };
}

/** Puts an expectation into words. */
export function describeExpectation({ says, state, outcome, content, components, value }: Expectation): string {
  if (says !== undefined && says !== '') return says;
  const parts = [
    ...(state === undefined ? [] : [`is ${state}`]),
    ...(outcome === undefined ? [] : [`gets the outcome ${outcome}`]),
    ...(content === undefined ? [] : [describeContent(content).replace(/^T/, 't')]),
    ...(components === undefined
      ? []
      : [components.length > 0 ? `sees ${components.join(', ')}` : 'sees no component']),
    ...(value === undefined ? [] : [`the value is ${JSON.stringify(value)}`]),
  ];
  return parts.join(', ');
}
