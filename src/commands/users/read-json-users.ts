import { MOST_LEVELS } from '../../lib/is-nested-deeply.js';
import { isRecord } from '../../lib/is-record.js';
import { mapJson } from '../../validate/map-json.js';
import type { RowMistake, UserRow } from './user-row.js';

/**
 * Reads users from JSON: a list of records, each with foreignUserId, usually foreignKeySystem, and attributes beside them or in
 * `attributes`.
 *
 * @returns Users and mistakes in the order of the text.
 */
export function* readJsonUsers(text: string): Generator<UserRow | RowMistake> {
  const map = mapJson(text);
  if (!('locate' in map)) {
    yield { line: map.spot.line, says: `this is not JSON: ${map.says}` };
    return;
  }
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) {
    yield { line: 1, says: 'the file must be a list of records: [{…}, {…}]' };
    return;
  }
  for (const { spot, before } of map.repeated)
    yield { line: spot.line, says: `a record has the same name twice, the first time in line ${before.line}` };
  for (const [index, item] of list.entries()) yield toRow(item, map.locate(`/${index}`).line);
}

function toRow(item: unknown, line: number): UserRow | RowMistake {
  if (!isRecord(item)) return { line, says: 'a user must be an object with foreignUserId' };
  if (isDeep(item)) return { line, says: `nests lists and objects more than ${MOST_LEVELS} levels deep` };
  if (JSON.stringify(item).includes('\uFFFD'))
    return { line, says: 'contains bytes that are not UTF-8: save the file as UTF-8' };
  const { foreignKeySystem: system, foreignUserId: id, ...beside } = item;
  const { attributes, ...others } = beside;
  if (!isRecord(attributes)) return { line, system, id, attributes: beside };
  if (Object.keys(others).length > 0)
    return { line, says: 'has members beside "attributes": put all attributes into it, or all of them beside the id' };
  return { line, system, id, attributes };
}

/** Whether a record has more levels, with the list around it, than code that calls itself can walk through. */
function isDeep(record: object): boolean {
  let level: readonly object[] = [record];
  for (let depth = 2; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((one) => Object.values(one).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
