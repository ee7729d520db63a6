import { isRecord } from './is-record.js';

/**
 * Parses JSON text of somebody else's. Each object in it has no prototype, so that no name means anything by itself, and
 * all of it is frozen.
 *
 * @throws {SyntaxError} When it is no JSON.
 */
export function parsePlain(text: string): unknown {
  return JSON.parse(text, (_name, member: unknown) =>
    Object.freeze(isRecord(member) ? Object.assign(Object.create(null) as object, member) : member),
  );
}
