import { isStorable } from '../is-storable.js';
import type { AsyncPreviewStore } from '../store.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';
import type { Database } from './database.js';
import type { StoreFile } from './store-file.js';

/**
 * Makes the part of a store that keeps previews in a file.
 *
 * @param now - Milliseconds since 1970.
 */
export function createPreviewTable(file: StoreFile, database: Database, now: () => number): AsyncPreviewStore {
  const find = database.prepare('SELECT preview FROM previews WHERE id = ? AND expires_at > ?');
  const keep = database.prepare('INSERT INTO previews VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const clean = createExpiryCleaner(database, 'previews', { now, grace: 0 });

  return {
    keepPreview: async (id, preview, expiresAt) => {
      if (!isStorable(id)) return;
      await file.write(() => {
        clean();
        keep.run(id, preview, Math.trunc(expiresAt));
      });
    },
    findPreview: async (id) => {
      if (!isStorable(id)) return null;
      const found = await file.read(() => find.get(id, now()));
      return found === undefined ? null : String(found['preview']);
    },
  };
}
