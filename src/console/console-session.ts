import { holdsSecret } from '../config/find-secret.js';
import { applyEdits } from '../edit/apply-edits.js';
import { type Edit, EditError } from '../edit/edit.js';
import { editsBetween } from '../edit/edits-between.js';
import { mergeEdits, type MergeConflict } from '../edit/merge-edits.js';
import { writeEdits } from '../edit/write-edits.js';
import { type FileText, readFileText, withHash, writeFileText } from './config-file.js';
import { ConsoleRefusal } from './console-refusal.js';
import type { Journal } from './journal.js';
import { MAX_KNOWN_TEXTS } from './limits.js';

/** The text that a save has written. */
export interface Saved extends FileText {
  /** Whether edits of another program were merged. */
  readonly isMerged: boolean;
}

/** Edits of the config, and the text that they are for. */
export interface SaveRequest {
  readonly base: string;
  readonly edits: readonly Edit[];
  /** Writes a file again that was deleted meanwhile. */
  readonly recreates: boolean;
}

const MARK = /^\uFEFF/;
/** Matches a text that is not JSON and may hold a secret. */
const LIKE_SECRET = /(?<secret>"secret"\s*:|PRIVATE KEY-----|"oct"|"d"\s*:)/;

/** A file of one console: read, saved by edits or as text, never written over without the edits of others. */
export class ConsoleSession {
  /** Real path of the file: nothing else is written by a save. */
  readonly path: string;
  readonly #journal: Journal;
  /** The text that edits of a missing file are for, so that a save makes the file; `null` where a missing file is a fault. */
  readonly #initial: string | null;
  /** Texts that were read or written, by their hashes. */
  readonly #texts = new Map<string, string>();
  /** The save before this one. */
  #last: Promise<unknown> = Promise.resolve();
  /** Hash of the text that pages know; `null` where the file is gone, `undefined` before it was read. */
  #seen: string | null | undefined;
  /** The shared secret of tokens: in the memory of this process only. */
  secret: string | null = null;

  constructor(path: string, journal: Journal, initial: string | null = null) {
    this.path = path;
    this.#journal = journal;
    this.#initial = initial;
  }

  /** Reads the file; `null` where it is gone. */
  async read(): Promise<FileText | null> {
    const file = (await readFileText(this.path)) ?? (this.#initial === null ? null : withHash(this.#initial));
    if (file) this.#remember(file);
    this.#seen = file?.hash ?? null;
    return file;
  }

  /**
   * Reads whether another program has changed the file.
   *
   * @returns The new hash, `null` where the file is gone, `undefined` where nothing has changed.
   */
  async lookForOthers(): Promise<string | null | undefined> {
    const before = this.#seen;
    const hash = (await this.read())?.hash ?? null;
    return before === undefined || before === hash ? undefined : hash;
  }

  /**
   * Writes edits into the file. Edits that another program made meanwhile stay; where both changed the same place, nothing is
   * written.
   *
   * @throws {ConsoleRefusal} `conflict` with the places that both changed, `secret-in-browser`, or why the file cannot be
   *   written.
   */
  save(request: SaveRequest): Promise<Saved> {
    return this.#inTurn(() => this.#save(request));
  }

  /**
   * Writes the text of the file as it is given.
   *
   * @param base - Hash of the text that was edited. Where the file has another one now, nothing is written.
   */
  saveText(base: string, text: string): Promise<Saved> {
    return this.#inTurn(async () => {
      const file = await this.read();
      if (file?.hash !== base)
        throw new ConsoleRefusal(409, 'conflict', 'The file was changed meanwhile.', { ...file });
      const value = parse(text);
      if (value === undefined)
        throw new ConsoleRefusal(400, 'field-invalid', 'The text is not JSON, and nothing was written.');
      refuseSecrets(value);
      return this.#write(text, false);
    });
  }

  /**
   * Keeps edits that are not saved.
   *
   * @param typed - The text as it was typed, where there is one. It may be no JSON yet.
   * @throws {ConsoleRefusal} `secret-in-browser`: a secret is kept in no file.
   */
  keep(base: string, edits: readonly Edit[], typed?: string): Promise<void> {
    if (edits.length === 0 && typed === undefined) return this.#journal.clear();
    const text = this.#texts.get(base);
    if (text === undefined) throw baseUnknown();
    refuseSecrets(apply(parse(text), edits));
    if (typed !== undefined) refuseSecrets(parse(typed) ?? LIKE_SECRET.exec(typed)?.groups);
    return this.#journal.write({ base, edits, ...(typed !== undefined && { text: typed }), at: Date.now() });
  }

  async #save({ base, edits, recreates }: SaveRequest): Promise<Saved> {
    const known = this.#texts.get(base);
    const file = (await this.read()) ?? (recreates && known !== undefined ? { text: known, hash: base } : null);
    if (!file) throw new ConsoleRefusal(409, 'file-missing', 'The file was deleted or moved. It can be written again.');
    const now = parse(file.text);
    if (now === undefined)
      throw new ConsoleRefusal(409, 'file-broken', 'The file is not JSON any more: another program has changed it.');
    const isMerged = file.hash !== base;
    const applied = isMerged ? merge(known, now, edits) : edits;
    refuseSecrets(apply(now, applied));
    return this.#write(writeText(file.text, applied), isMerged);
  }

  async #write(text: string, isMerged: boolean): Promise<Saved> {
    const written = withHash(text);
    this.#remember(written);
    await writeFileText(this.path, text);
    this.#seen = written.hash;
    await this.#journal.clear();
    return { ...written, isMerged };
  }

  /** Runs a save after those before it: two at once would not see each other's text. */
  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(run, run);
    this.#last = result;
    return result;
  }

  #remember({ hash, text }: FileText): void {
    this.#texts.delete(hash);
    this.#texts.set(hash, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MAX_KNOWN_TEXTS) this.#texts.delete(oldest!);
  }
}

function merge(known: string | undefined, now: unknown, edits: readonly Edit[]): readonly Edit[] {
  if (known === undefined) throw baseUnknown();
  const base = parse(known);
  const merged = mergeEdits(base, edits, editsBetween(base, now));
  if (merged.conflicts.length > 0) throw conflict(merged.conflicts);
  return merged.edits;
}

function conflict(conflicts: readonly MergeConflict[]): ConsoleRefusal {
  return new ConsoleRefusal(409, 'conflict', 'Another program has changed the same places.', { conflicts });
}

function baseUnknown(): ConsoleRefusal {
  return new ConsoleRefusal(409, 'base-unknown', 'The console was started again since. Load the file again.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(MARK, '')) as unknown;
  } catch {
    return undefined;
  }
}

function apply(value: unknown, edits: readonly Edit[]): unknown {
  return refuseEdits(() => applyEdits(value, edits));
}

function writeText(text: string, edits: readonly Edit[]): string {
  return refuseEdits(() => writeEdits(text, edits));
}

function refuseEdits<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new ConsoleRefusal(400, 'edits-invalid', error.message, { pointer: error.pointer });
  }
}

function refuseSecrets(value: unknown): void {
  if (holdsSecret(value))
    throw new ConsoleRefusal(
      400,
      'secret-in-browser',
      'There is a secret or a private key in it, which has to stay out of the file. Nothing was written.',
    );
}
