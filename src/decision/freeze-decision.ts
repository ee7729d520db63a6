import type { Decision } from '../model/decision.js';

/** Freezes a decision that several callers hold, so that a caller cannot change it for the others. Its trace is frozen already. */
export function freezeDecision(decision: Decision): Decision {
  const { content, components, trials, splitTests } = decision;
  if (typeof content === 'object') Object.freeze(content.keep);
  for (const trial of Object.values(trials)) Object.freeze(trial);
  for (const member of [content, components, trials, splitTests]) Object.freeze(member);
  return Object.freeze(decision);
}
