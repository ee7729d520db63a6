import type { CardGraph, PlacedCards } from '../../src/cards/place-cards.js';

/** A message to the worker: cards of known size and their arrows. */
export interface LayoutRequest {
  readonly version: number;
  readonly graph: CardGraph;
}

/** The worker's answer. */
export interface LayoutResponse {
  readonly version: number;
  readonly placed: PlacedCards;
}

/** The part of a worker that layouts use. */
export interface LayoutPort {
  postMessage(message: LayoutRequest): void;
  onmessage: ((event: MessageEvent<LayoutResponse>) => void) | null;
}

/** Has a worker lay out the cards of a rule. Of several requests in a row only the last one is answered. */
export class LayoutClient {
  readonly #port: LayoutPort;
  #version = 0;
  #resolve: ((placed: PlacedCards) => void) | null = null;

  constructor(port: LayoutPort) {
    this.#port = port;
    port.onmessage = ({ data }) => {
      if (data.version === this.#version) this.#resolve?.(data.placed);
    };
  }

  /** Lays out a graph; the promise of an earlier request stays open. */
  place(graph: CardGraph): Promise<PlacedCards> {
    const version = ++this.#version;
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#port.postMessage({ version, graph });
    });
  }
}
