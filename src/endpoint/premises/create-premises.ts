import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { EndpointError } from '../endpoint-error.js';
import type { AddressGroups } from '../protect/to-network.js';
import { maskGroups, parseAddressRange } from './parse-address-range.js';

/** An organisation whose readers have access from its own network. */
export interface PremisesAccount {
  /** Name for people. */
  readonly title?: string | undefined;
  /** Further names by which rules find it, such as `libraries`. */
  readonly tags?: readonly string[] | undefined;
  /** Its addresses: in CIDR notation, IPv4 or IPv6, or one each. */
  readonly ranges: readonly string[];
}

/** Finds the accounts of an address: their ids, then their tags. Empty for an address that is in no range. */
export type FindAccounts = (address: AddressGroups) => readonly string[];

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

/**
 * Makes the function that finds accounts by addresses. A lookup takes as long as there are lengths of ranges, however many ranges
 * there are.
 *
 * @param premises - Accounts by id.
 * @throws {EndpointError} `range-invalid`, `option-invalid`.
 */
export function createPremises(premises: unknown): FindAccounts {
  const refuse = (at: string, wants: string): never => {
    throw new EndpointError('option-invalid', `/premises${at}`, wants);
  };
  if (!isRecord(premises)) return refuse('', 'must be an object of accounts by id.');
  const names = new Map<string, readonly string[]>();
  const tables = new Map<number, Map<string, string[]>>();
  for (const id of Object.keys(premises)) {
    const at = toPointer(id);
    const account = own(premises, id);
    const [tags = [], ranges] = ['tags', 'ranges'].map((name) => own(account, name));
    if (!isTexts(tags)) return refuse(`${at}/tags`, 'must be a list of texts.');
    if (!isTexts(ranges) || !ranges.length) return refuse(`${at}/ranges`, 'must be a list of one range or more.');
    names.set(id, tags);
    ranges.forEach((text, index) => {
      const range = parseAddressRange(text);
      if (typeof range === 'string')
        throw new EndpointError('range-invalid', `/premises${at}/ranges/${index}`, `"${text}" ${range}`);
      const table = tables.get(range.bits) ?? new Map<string, string[]>();
      tables.set(range.bits, table);
      const key = range.groups.join(':');
      table.set(key, [...(table.get(key) ?? []), id]);
    });
  }
  return (address) => {
    const ids = new Set<string>();
    for (const [bits, table] of tables)
      for (const id of table.get(maskGroups(address, bits).join(':')) ?? []) ids.add(id);
    return [...new Set([...ids, ...[...ids].flatMap((id) => names.get(id) ?? [])])];
  };
}
