/** The content API did not give an article. The message and the code never quote its answer. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  /** `timeout`, `network` or the code of the runtime, `status-503`, `too-long` … */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
