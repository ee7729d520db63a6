import { editsBetween } from '../../src/edit/edits-between.js';
import type { Edit } from '../../src/edit/edit.js';
import type { Mistake } from '../../src/validate/mistake.js';

/** A message to the worker: a config, or the edits since the last one. */
export interface JudgeRequest {
  readonly version: number;
  readonly config?: unknown;
  readonly edits?: readonly Edit[];
}

/** The worker's answer. */
export interface JudgeResponse {
  readonly version: number;
  readonly mistakes: readonly Mistake[];
}

/** The part of a worker that judges use. */
export interface JudgePort {
  postMessage(message: JudgeRequest): void;
  onmessage: ((event: MessageEvent<JudgeResponse>) => void) | null;
}

/** Has a worker find the mistakes of the whole config. Only edits travel, as a config may have megabytes. */
export class JudgeClient {
  /** Is called with each answer; `isLatest` tells whether the config is still the one that was judged. */
  onMistakes: (mistakes: readonly Mistake[], isLatest: boolean) => void = () => {};
  readonly #port: JudgePort;
  #sent: unknown;
  #version = 0;
  #isBusy = false;
  /** The config that came while the worker was busy. */
  #next: { readonly config: unknown } | null = null;

  constructor(port: JudgePort) {
    this.#port = port;
    port.onmessage = ({ data }) => this.#receive(data);
  }

  send(config: unknown): void {
    if (this.#isBusy) {
      this.#next = { config };
      return;
    }
    const version = ++this.#version;
    const known = this.#sent;
    this.#port.postMessage(version === 1 ? { version, config } : { version, edits: editsBetween(known, config) });
    this.#sent = config;
    this.#isBusy = true;
  }

  #receive({ mistakes }: JudgeResponse): void {
    this.#isBusy = false;
    const next = this.#next;
    this.#next = null;
    this.onMistakes(mistakes, next === null);
    if (next) this.send(next.config);
  }
}
