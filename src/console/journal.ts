import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../lib/is-record.js';
import { checkEdits } from '../edit/check-edits.js';
import type { Edit } from '../edit/edit.js';
import { writeWhole } from '../files/write-whole.js';

/** Edits that were not saved. */
export interface JournalEntry {
  /** Hash of the text that the edits are for. */
  readonly base: string;
  readonly edits: readonly Edit[];
  /** The text as it was typed, where there is one. It may be no JSON yet. */
  readonly text?: string;
  /** When they were written, in ms since 1970. */
  readonly at: number;
}

/** Keeps unsaved edits where a crash does not reach them. */
export interface Journal {
  /** Gives the edits that were kept; `null` without any, or where the file is not a journal. */
  readonly read: () => Promise<JournalEntry | null>;
  readonly write: (entry: JournalEntry) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** The folder for what programs keep of a user: `$XDG_STATE_HOME` (XDG Base Directory Specification), or its default. */
export function findStateFolder(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_STATE_HOME'];
  return join(base?.startsWith('/') ? base : join(homedir(), '.local', 'state'), 'zephr-onpage');
}

/**
 * Creates the journal of a config, in a file that only its user can read.
 *
 * @param folder - Is made when the first edits are kept.
 * @param path - Real path of the config, which names the journal.
 */
export function createJournal(folder: string, path: string): Journal {
  const file = join(folder, `console-${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`);
  return {
    read: async () => parseEntry(await readFile(file, 'utf8').catch(() => '')),
    write: async (entry) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(file, JSON.stringify(entry), 0o600);
    },
    clear: () => rm(file, { force: true }),
  };
}

function parseEntry(text: string): JournalEntry | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return null;
    const { base, at, text: typed } = value;
    if (typeof base !== 'string' || typeof at !== 'number') return null;
    return { base, at, edits: checkEdits(value['edits']), ...(typeof typed === 'string' && { text: typed }) };
  } catch {
    return null;
  }
}
