import type { ExitCount } from '../../src/cards/count-traffic.js';
import type { Edit } from '../../src/edit/edit.js';
import type { MergeConflict } from '../../src/edit/merge-edits.js';
import type { Config } from '../../src/model/config.js';
import type { TestReader } from '../../src/model/readers-types.js';
import type { MadePreview } from '../../src/preview/made-preview.js';
import type { BenchReport } from './bench-report.js';

/** The text of the config on disk. */
export interface FileText {
  readonly text: string;
  readonly hash: string;
}

/** The state of the process when a page opens. */
export interface ConsoleState {
  /** Name of the config's file. */
  readonly name: string;
  /** `null` where the file is gone. */
  readonly file: FileText | null;
  /** The file of test readers; before it is made, the text that it will begin with. */
  readonly readers: { readonly name: string; readonly file: FileText; readonly journal: KeptEdits | null };
  /** Edits of an earlier session that were not saved. */
  readonly journal: KeptEdits | null;
  /** Whether the process has a shared secret. The secret itself never comes back. */
  readonly hasSecret: boolean;
  /** Name of the bundle that can be written; `null` without one. */
  readonly bundle: string | null;
  /** Whether the process has a key that signs previews. */
  readonly canPreview: boolean;
  /** Whether the process reads the counts of an endpoint. */
  readonly countsTraffic: boolean;
}

/** A preview that the process is asked to sign. */
export interface PreviewToMake {
  /** The text of the live config; `null` for the saved file. */
  readonly live: string | null;
  /** Hash of the saved file. */
  readonly base: string;
  readonly edits: readonly Edit[];
  /** Address of a page of the live site. */
  readonly page: string;
  readonly readers: Readonly<Record<string, TestReader>>;
  readonly hours: number;
  readonly by: string;
}

/** Edits that the journal has. */
export interface KeptEdits {
  readonly base: string;
  readonly edits: readonly Edit[];
  readonly at: number;
  /** The text as it was typed, where it is other than what the edits make. */
  readonly text?: string;
}

/** The process refused a request, or did not answer. */
export class ApiError extends Error {
  readonly code: string;
  readonly conflicts: readonly MergeConflict[];

  constructor(code: string, message: string, conflicts: readonly MergeConflict[] = []) {
    super(message);
    this.code = code;
    this.conflicts = conflicts;
  }
}

/** Asks the process that `zephr console` runs. */
export class ConsoleApi {
  readonly #token: string;

  /** @param token - The token of the printed address. */
  constructor(token: string) {
    this.#token = token;
  }

  /** Reads the file, the readers and the edits that were not saved. */
  readState(): Promise<ConsoleState> {
    return this.#ask('GET', '/api/state') as Promise<ConsoleState>;
  }

  save(base: string, edits: readonly Edit[], recreates = false): Promise<FileText & { readonly isMerged: boolean }> {
    return this.#ask('POST', '/api/save', { base, edits, recreates }) as Promise<
      FileText & { readonly isMerged: boolean }
    >;
  }

  saveReaders(base: string, edits: readonly Edit[]): Promise<FileText & { readonly isMerged: boolean }> {
    return this.#ask('POST', '/api/readers', { base, edits }) as Promise<FileText & { readonly isMerged: boolean }>;
  }

  saveText(base: string, text: string): Promise<FileText> {
    return this.#ask('POST', '/api/save', { base, text }) as Promise<FileText>;
  }

  /** Reads the text of the config in the last commit; `null` without one. */
  async readCommit(): Promise<string | null> {
    return ((await this.#ask('GET', '/api/commit')) as { readonly text: string | null }).text;
  }

  /** Reads how many decisions took each exit in the last days. */
  readTraffic(days: number): Promise<{ readonly exits: readonly ExitCount[] }> {
    return this.#ask('GET', `/api/traffic?days=${days}`) as Promise<{ readonly exits: readonly ExitCount[] }>;
  }

  /** Writes the bundle of the saved config. */
  bundle(): Promise<{ readonly isWritten: boolean; readonly said: string }> {
    return this.#ask('POST', '/api/bundle', {}) as Promise<{ readonly isWritten: boolean; readonly said: string }>;
  }

  /** Keeps edits that are not saved, for the case that page or process end. */
  async keep(base: string, edits: readonly Edit[], text?: string): Promise<void> {
    await this.#ask('PUT', '/api/journal', { base, edits, ...(text !== undefined && { text }) });
  }

  async keepReaders(base: string, edits: readonly Edit[]): Promise<void> {
    await this.#ask('PUT', '/api/readers/journal', { base, edits });
  }

  async discardKept(): Promise<void> {
    await this.#ask('DELETE', '/api/journal');
  }

  /** Hands the shared secret to the process; an empty text takes it back. */
  async setSecret(secret: string): Promise<void> {
    await this.#ask('PUT', '/api/secret', { secret });
  }

  checkToken(token: string, config: Partial<Config>): Promise<BenchReport> {
    return this.#ask('POST', '/api/token', { token, config }) as Promise<BenchReport>;
  }

  /** Has the process sign a preview. */
  makePreview(preview: PreviewToMake): Promise<MadePreview> {
    return this.#ask('POST', '/api/preview', preview) as Promise<MadePreview>;
  }

  async sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return ((await this.#ask('POST', '/api/sign', { claims })) as { readonly token: string }).token;
  }

  /**
   * Calls back for each change of a file by another program, until the process ends.
   *
   * @param onChange - Which file it is, and its hash; `null` where it is gone.
   * @param report - `false` while the process cannot be reached.
   */
  async listen(onChange: OnChange, report: (isReachable: boolean) => void): Promise<never> {
    for (;;) {
      try {
        await this.#listenOnce(onChange, report);
      } catch {
        // Tried again below.
      }
      report(false);
      await new Promise((go) => setTimeout(go, RETRY_MS));
    }
  }

  async #listenOnce(onChange: OnChange, report: (isReachable: boolean) => void): Promise<void> {
    const response = await fetch('/api/events', { headers: this.#headers() });
    const reader = response.ok ? response.body!.pipeThrough(new TextDecoderStream()).getReader() : null;
    let held = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      report(true);
      const lines = (held + part.value).split('\n');
      held = lines.pop()!;
      for (const line of lines) {
        const { event, hash } = JSON.parse(line) as { readonly event: string; readonly hash?: string | null };
        if (event === 'file' || event === 'readers') onChange(event, hash ?? null);
      }
    }
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const isSent = body !== undefined;
    const response = await fetch(path, {
      method,
      headers: { ...this.#headers(), ...(isSent && { 'content-type': 'application/json' }) },
      ...(isSent && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new ApiError('unreachable', 'The console has ended: start "zephr console" again.');
    });
    const answer = (await response.json()) as { readonly error?: ErrorBody };
    const { error } = answer;
    if (error) throw new ApiError(error.code, error.message, error.conflicts);
    return answer;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }
}

type OnChange = (event: 'file' | 'readers', hash: string | null) => void;

interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly conflicts?: readonly MergeConflict[];
}

const RETRY_MS = 2000;
