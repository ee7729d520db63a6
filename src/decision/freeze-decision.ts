import type { Decision } from '../model/decision.js';

/** Freezes a decision that several callers hold, so that a caller cannot change it for the others. Its trace is frozen already. */
export function freezeDecision(decision: Decision): Decision {
  const { trace: _trace, ...members } = decision;
  for (const member of Object.values(members)) freezeDeeply(member);
  return Object.freeze(decision);
}

function freezeDeeply(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) freezeDeeply(member);
  Object.freeze(value);
}
