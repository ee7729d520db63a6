import type { Decision } from '../../src/model/decision.js';
import type { FeatureSession } from '../../src/model/feature-host.js';

/** A part of the page that shows a decision. */
export interface DecisionSubscriber {
  readonly update: (decision: Decision) => void;
}

/**
 * Passes each decision of a session to what is on the page. It holds its subscribers weakly: what has been removed from the
 * page with its feature is not kept by it.
 */
export class DecisionSubscribers {
  readonly #subscribers = new Set<WeakRef<DecisionSubscriber>>();

  constructor({ signal }: FeatureSession) {
    // Elements of the page can take the names of the window's methods.
    EventTarget.prototype.addEventListener.call(window, 'zephr-decision', this.#onDecision as EventListener, {
      signal,
    });
  }

  /** @returns Ends the subscription. */
  add(subscriber: DecisionSubscriber): () => void {
    const reference = new WeakRef(subscriber);
    this.#subscribers.add(reference);
    return () => void this.#subscribers.delete(reference);
  }

  readonly #onDecision = ({ detail }: CustomEvent<Decision>): void => {
    for (const reference of this.#subscribers) {
      const subscriber = reference.deref();
      if (subscriber) subscriber.update(detail);
      else this.#subscribers.delete(reference);
    }
  };
}
