import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { listKnown } from '../config/list-known.js';
import { findTrackers } from './find-trackers.js';
import type { FoundInReaders } from './readers-mistake.js';

/** Members of an expectation that say what is expected. */
const EXPECTED = ['outcome', 'content', 'components', 'state', 'value'];

/**
 * Checks the names in a file of test readers: expectations name readers of the file and features of a config, and readers
 * name trackers and split tests of a config.
 *
 * @param configs - Without one, only what the file itself says is checked.
 */
export function checkNames(file: unknown, configs: readonly Config[]): FoundInReaders[] {
  const readers = own(file, 'readers');
  const rows = own(file, 'expect');
  return [
    ...(Array.isArray(rows)
      ? rows.flatMap((row: unknown, index) => checkRow(row, `/expect/${index}`, readers, configs))
      : []),
    ...(configs.length > 0 ? checkReaders(readers, configs) : []),
  ];
}

function checkRow(row: unknown, at: string, readers: unknown, configs: readonly Config[]): FoundInReaders[] {
  if (!isRecord(row)) return [];
  const found: FoundInReaders[] = [];
  const [reader, feature] = [own(row, 'reader'), own(row, 'feature')];
  if (typeof reader === 'string' && own(readers, reader) === undefined) {
    const message = `"${reader.slice(0, 80)}" is not a reader of this file.${listKnown('readers', namesOf(readers), reader)}`;
    found.push({ code: 'reader-unknown', pointer: `${at}/reader`, message });
  }
  const isKnown = configs.length === 0 || configs.some(({ features }) => own(features, feature) !== undefined);
  if (typeof feature === 'string' && !isKnown) {
    const known = [...new Set(configs.flatMap(({ features }) => Object.keys(features)))];
    const message = `"${feature.slice(0, 80)}" is not a feature of the config.${listKnown('features', known, feature)}`;
    found.push({ code: 'feature-unknown', pointer: `${at}/feature`, message });
  }
  if (EXPECTED.every((name) => own(row, name) === undefined)) {
    const message = `nothing is expected. Add one of ${EXPECTED.map((name) => `"${name}"`).join(', ')}.`;
    found.push({ code: 'expectation-empty', pointer: at, message });
  }
  return found;
}

function checkReaders(readers: unknown, configs: readonly Config[]): FoundInReaders[] {
  if (!isRecord(readers)) return [];
  const trackers = new Set(configs.flatMap((config) => [...findTrackers(config)]));
  const found: FoundInReaders[] = [];
  const warn = (code: FoundInReaders['code'], pointer: string, message: string): void => {
    found.push({ code, pointer, message, severity: 'warning' });
  };
  for (const [id, reader] of Object.entries(readers)) {
    const at = `/readers${toPointer(id)}`;
    for (const tracker of namesOf(own(reader, 'read'))) {
      if (trackers.has(tracker)) continue;
      const message = `no trial counts by "${tracker}", so this counts for nothing.${listKnown('trackers', [...trackers], tracker)}`;
      warn('tracker-unknown', `${at}/read${toPointer(tracker)}`, message);
    }
    const groups = own(reader, 'groups');
    for (const test of namesOf(groups)) {
      const pointer = `${at}/groups${toPointer(test)}`;
      const tests = configs.flatMap(({ splitTests }) => own(splitTests, test) ?? []);
      const known = tests.flatMap((one) => (own(one, 'groups') as { id: string }[]).map((group) => group.id));
      const group = own(groups, test);
      if (tests.length === 0) {
        const all = configs.flatMap(({ splitTests = {} }) => Object.keys(splitTests));
        warn('split-test-unknown', pointer, `is not a split test of the config.${listKnown('split tests', all, test)}`);
      } else if (!known.includes(group as string)) {
        const message = `is not a group of this split test, so the reader gets their own group.${listKnown('groups', known, group)}`;
        warn('group-unknown', pointer, message);
      }
    }
  }
  return found;
}

function namesOf(map: unknown): string[] {
  return isRecord(map) ? Object.keys(map) : [];
}
