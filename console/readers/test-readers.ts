import { editsBetween } from '../../src/edit/edits-between.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { Expectation, TestReader } from '../../src/model/readers-types.js';
import { toFreeId } from '../parts/to-free-id.js';
import type { ConsoleStore } from '../store/console-store.js';

/** The name of a reader for people. */
export function titleOfReader(store: ConsoleStore, id: string): string {
  return store.readers[id]?.title || id;
}

/** Adds a test reader. Returns their id. */
export function addReader(store: ConsoleStore, title: string, reader: TestReader = {}): string {
  const id = toFreeId(title || 'reader', Object.keys(store.readers));
  store.setReaders(`/readers${toPointer(id)}`, { ...(title !== '' && title !== id && { title }), ...reader });
  return id;
}

/** Removes a test reader, and what is expected for them. */
export function removeReader(store: ConsoleStore, id: string): void {
  const { value, history } = store.readersFile;
  const readers = Object.fromEntries(Object.entries(value.readers).filter(([name]) => name !== id));
  const expect = (value.expect ?? []).filter(({ reader }) => reader !== id);
  const { expect: _, ...rest } = value;
  store.editReaders(editsBetween(history.config, { ...rest, readers, ...(expect.length > 0 && { expect }) }));
}

/** The expectations of a reader for a feature. */
export function expectationsOf(store: ConsoleStore, reader: string, feature: string): readonly Expectation[] {
  return (store.readersFile.value.expect ?? []).filter((one) => one.reader === reader && one.feature === feature);
}

/** Expects something of a reader and a feature in place of what was expected; `null` for nothing. */
export function setExpectation(
  store: ConsoleStore,
  reader: string,
  feature: string,
  expected: Expectation | null,
): void {
  const { value, history } = store.readersFile;
  const old = value.expect ?? [];
  const at = old.findIndex((one) => one.reader === reader && one.feature === feature);
  const others = old.filter((one) => one.reader !== reader || one.feature !== feature);
  const place = at < 0 ? others.length : at;
  const expect = expected ? [...others.slice(0, place), expected, ...others.slice(place)] : others;
  const { expect: _, ...rest } = value;
  store.editReaders(editsBetween(history.config, { ...rest, ...(expect.length > 0 && { expect }) }));
}
