import type { ConfigErrorCode } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { nodes as registry } from '../schema/steps.js';
import type { Found } from './mistake.js';

/** A step, and its location. */
export interface Exit {
  readonly step: unknown;
  readonly at: string;
}

/** The exits of a node, and the mistakes in their names. */
export interface ExitsReport {
  readonly exits: readonly Exit[];
  readonly found: readonly Found[];
}

/**
 * Checks the names of the exits of a node. The steps themselves are not checked.
 *
 * @param at - JSON pointer of the node.
 */
export function checkExits(node: unknown, at: string, config: unknown): ExitsReport {
  const type = own(node, 'type');
  if (type === 'split-test') {
    const groups = own(own(own(config, 'splitTests'), own(node, 'test')), 'groups');
    return readNamed(node, at, Array.isArray(groups) ? groups.map((group) => own(group, 'id')) : null);
  }
  if (type === 'set' || type === 'notify') return readNamed(node, at, ['next']);
  if (type === 'sub-rule') {
    const names = own(own(own(config, 'subRules'), own(node, 'rule')), 'exits');
    return readNamed(node, at, Array.isArray(names) ? names : null);
  }
  const plain = [
    ...listExits(node, at, ['no', 'yes', 'unknown']),
    ...listExits(own(node, 'remaining'), `${at}/remaining`),
  ];
  const others = own(node, 'exits');
  // The exits of a node of an unknown type are read like those of other nodes.
  if (own(registry, type) === undefined) return { exits: [...plain, ...listExits(others, `${at}/exits`)], found: [] };
  return {
    exits: plain,
    found: [
      ...namesOf(others).map((name) => createError('exit-unknown', `${at}/exits${toPointer(name)}`, [])),
      ...namesOf(own(node, 'remaining'))
        .filter((name) => type === 'trial' && !/^\d+$/.test(name))
        .map((name) => createError('exit-unknown', `${at}/remaining${toPointer(name)}`)),
    ],
  };
}

/** Checks exits by name; `null` if the names are not known. */
function readNamed(node: unknown, at: string, wanted: readonly unknown[] | null): ExitsReport {
  const exits = own(node, 'exits');
  const names = wanted?.filter((name) => typeof name === 'string');
  const missing = names?.filter((name) => own(exits, name) === undefined) ?? [];
  const unknown = names ? namesOf(exits).filter((name) => !names.includes(name)) : [];
  const plain = ['yes', 'no'].filter((name) => own(node, name) !== undefined);
  return {
    exits: [...listExits(node, at, ['unknown']), ...listExits(exits, `${at}/exits`, names)],
    found: [
      ...plain.map((name) => createError('exit-unknown', `${at}/${name}`, names)),
      ...missing.map((name) => createError('exit-missing', `${at}/exits${toPointer(name)}`)),
      ...unknown.map((name) => createError('exit-unknown', `${at}/exits${toPointer(name)}`, names)),
    ],
  };
}

function listExits(
  exits: unknown,
  at: string,
  names: readonly string[] = isRecord(exits) ? namesOf(exits) : [],
): Exit[] {
  return names
    .map((name) => ({ step: own(exits, name), at: at + toPointer(name) }))
    .filter(({ step }) => step !== undefined);
}

function namesOf(exits: unknown): string[] {
  return Object.keys(Object(exits ?? {}) as object);
}

function createError(code: ConfigErrorCode, pointer: string, known?: readonly string[]): Found {
  return { code, pointer, severity: 'error', known };
}
