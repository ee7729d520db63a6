import { isSameJson } from '../../src/lib/is-same-json.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { ReadersDocument } from '../store/readers-document.js';

/** Puts the unsaved edits of the test readers into words: a sentence for each reader, and one for the expectations. */
export function describeReaders({ saved, history }: ReadersDocument): string[] {
  const after = history.config;
  if (saved === after) return [];
  const [was, is] = [own(saved, 'readers'), own(after, 'readers')];
  const ids = new Set([...keysOf(was), ...keysOf(is)]);
  const sentences = [...ids].flatMap((id) => {
    const [one, other] = [own(was, id), own(is, id)];
    if (isSameJson(one, other)) return [];
    const title = own(other ?? one, 'title');
    const name = typeof title === 'string' && title !== '' ? title : id;
    return [
      `The test reader ${name} ${one === undefined ? 'is new' : other === undefined ? 'is removed' : 'is changed'}.`,
    ];
  });
  const [before, now] = [own(saved, 'expect'), own(after, 'expect')].map((rows) =>
    Array.isArray(rows) ? (rows as readonly unknown[]) : [],
  );
  const same = (rows: readonly unknown[], row: unknown): boolean => rows.some((one) => isSameJson(one, row));
  const added = now!.filter((row) => !same(before!, row)).length;
  const removed = before!.filter((row) => !same(now!, row)).length;
  if (added > 0) sentences.push(`${added} ${added === 1 ? 'expectation is' : 'expectations are'} new.`);
  if (removed > 0) sentences.push(`${removed} ${removed === 1 ? 'expectation is' : 'expectations are'} removed.`);
  return sentences;
}

function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
