import { editsBetween } from '../../src/edit/edits-between.js';
import type { Edit } from '../../src/edit/edit.js';
import type { ReadersFile } from '../../src/model/readers-types.js';
import type { Matrix, MatrixView } from '../../src/readers/decide-matrix.js';
import type { Coverage } from '../../src/readers/find-coverage.js';
import type { Mistake } from '../../src/validate/mistake.js';

/** A message to the worker: a config, or the edits since the last one. */
export interface JudgeRequest {
  readonly version: number;
  readonly config?: unknown;
  readonly edits?: readonly Edit[];
}

/** Questions to the worker, with what it needs and answers. */
export interface Answers {
  readonly matrix: {
    readonly args: {
      readonly file: ReadersFile;
      /** The edits that lead back to the config that the decisions are compared with. */
      readonly back: readonly Edit[];
      readonly view: MatrixView;
      /** The moment for readers without one of their own, in ms since 1970. */
      readonly now: number;
    };
    readonly answer: Matrix;
  };
  readonly coverage: {
    readonly args: { readonly file: ReadersFile; readonly features: readonly string[]; readonly now: number };
    readonly answer: Coverage;
  };
}

/** A question about a config: the one that the worker has, with some edits. */
export type QuestionRequest = {
  readonly [Name in keyof Answers]: {
    readonly id: number;
    readonly question: Name;
    readonly edits: readonly Edit[];
    readonly args: Answers[Name]['args'];
  };
}[keyof Answers];

/** The worker's answer: mistakes, or the answer to a question. */
export type JudgeResponse =
  | { readonly version: number; readonly mistakes: readonly Mistake[] }
  | { readonly id: number; readonly answer: Answers[keyof Answers]['answer'] }
  | { readonly id: number; readonly failure: string };

/** The part of a worker that judges use. Requests are JSON: the clone of a config whose rules are thousands of nodes deep fails. */
export interface JudgePort {
  postMessage(request: string): void;
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
  readonly #questions = new Map<number, (response: JudgeResponse) => void>();
  #asked = 0;
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
    this.#post(version === 1 ? { version, config } : { version, edits: editsBetween(known, config) });
    this.#sent = config;
    this.#isBusy = true;
  }

  /**
   * Asks something about a config, which may be newer than the one that is being judged.
   *
   * @throws Where the question cannot be answered, with the reason.
   */
  async ask<Name extends keyof Answers>(
    question: Name,
    config: unknown,
    args: Answers[Name]['args'],
  ): Promise<Answers[Name]['answer']> {
    const id = ++this.#asked;
    const response = await new Promise<JudgeResponse>((done) => {
      this.#questions.set(id, done);
      const edits = editsBetween(this.#sent, config);
      this.#post({ id, question, edits, args } as QuestionRequest);
    });
    if ('failure' in response) throw new Error(response.failure);
    return (response as { readonly answer: Answers[Name]['answer'] }).answer;
  }

  #post(request: JudgeRequest | QuestionRequest): void {
    this.#port.postMessage(JSON.stringify(request));
  }

  #receive(response: JudgeResponse): void {
    if (!('mistakes' in response)) {
      this.#questions.get(response.id)?.(response);
      this.#questions.delete(response.id);
      return;
    }
    const { mistakes } = response;
    this.#isBusy = false;
    const next = this.#next;
    this.#next = null;
    this.onMistakes(mistakes, next === null);
    if (next) this.send(next.config);
  }
}
