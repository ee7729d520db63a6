import type { Decision } from '../../src/model/decision.js';
import type { Fault } from '../../src/model/fault.js';

/** Content that could not be opened. Its text is its message alone. */
export class PlaceFault extends Error {
  readonly code: Fault['code'];

  constructor(code: Fault['code'], message: string) {
    super(message);
    this.code = code;
  }

  override toString(): string {
    return this.message;
  }
}

/** A server refuses content to which the page gave access. */
export class PlaceRefusal extends Error {
  readonly decision: Decision;
  readonly by: 'endpoint' | 'server';

  constructor(decision: Decision, by: 'endpoint' | 'server') {
    super(decision.outcomeId);
    this.decision = decision;
    this.by = by;
  }
}
