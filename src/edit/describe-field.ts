import { isRecord } from '../lib/is-record.js';
import { matchItems, nameOf } from './match-items.js';
import { listWords, quoteBoth, quoteValue } from './quote-values.js';
import { readMember } from './read-member.js';

/** Words for one item of a list. */
const ITEMS: Readonly<Record<string, string>> = {
  offers: 'offer',
  fields: 'field',
  groups: 'group',
  options: 'option',
  keys: 'key',
};

/** Members that hold keys: nothing of them is quoted. */
const KEYS = new Set(['publicKey', 'jwks', 'endpointKey']);

/**
 * Describes a member that changed: the end of a sentence.
 *
 * @param steps - Names from the thing that the member belongs to.
 * @param owner - That thing, as it is afterwards, or was before.
 * @example describeField(['price', 'amount'], {}, 8, 9) // 'the amount of the price is 9 instead of 8'
 */
export function describeField(steps: readonly string[], owner: unknown, before: unknown, after: unknown): string {
  const key = steps.find((step) => KEYS.has(step));
  if (key !== undefined) {
    const name = `the ${toWords(key)}`;
    return before === undefined ? `${name} is new` : after === undefined ? `${name} is gone` : `${name} is another one`;
  }
  const name = nameField(steps, owner);
  const verb = /^the [^ ]+(?: [^ ]+)?s(?: of |$)/.test(name) ? 'are' : 'is';
  if (before === undefined) return `${name} ${verb} now ${quoteValue(after)}`;
  if (after === undefined) return `${name} ${verb} no longer set; before, ${quoteValue(before)}`;
  const [was, is] = quoteBoth(before, after);
  return `${name} ${verb} ${is} instead of ${was}`;
}

/** Names a member from the inside out: "the amount of the price of the offer monthly". */
function nameField(steps: readonly string[], owner: unknown): string {
  const names: string[] = [];
  let value = owner;
  steps.forEach((step, at) => {
    const parent = value;
    value = readMember(parent, step);
    if (!Array.isArray(parent)) {
      names.push(toWords(step));
      return;
    }
    const list = steps[at - 1] ?? '';
    const item = Object.hasOwn(ITEMS, list) ? ITEMS[list]! : `item of the ${names.at(-1) ?? 'list'}`;
    names[Math.max(names.length - 1, 0)] = `${item} ${labelItem(value, Number(step))}`;
  });
  return `the ${names.reverse().join(' of the ')}`;
}

/** The name of an item, else its number, from 1. */
function labelItem(item: unknown, at: number): string {
  return nameOf(item)?.replace(/^\w+ /, '') ?? `${at + 1}`;
}

/** Describes a list whose items came, went or moved: the end of a sentence. */
export function describeList(
  steps: readonly string[],
  owner: unknown,
  before: readonly unknown[],
  after: readonly unknown[],
): string {
  const { added, removed } = compareItems(before, after);
  const name = nameField(steps, owner);
  const label = (item: unknown): string =>
    isRecord(item) || Array.isArray(item) ? (nameOf(item)?.replace(/^\w+ /, '') ?? quoteValue(item)) : quoteValue(item);
  const changes = [
    ...(added.length > 0 ? [`${listWords(added.map(label))} is added`] : []),
    ...(removed.length > 0 ? [`${listWords(removed.map(label))} is removed`] : []),
  ];
  if (changes.length === 0) return `${name} are in another order: ${listWords(after.map(label))}`;
  return `in ${name}, ${changes.join(', and ')}`;
}

/** Finds the items that came and went. */
export function compareItems(
  before: readonly unknown[],
  after: readonly unknown[],
): { readonly added: readonly unknown[]; readonly removed: readonly unknown[] } {
  const isPrimitive = (item: unknown): boolean => typeof item !== 'object' || item === null;
  // An item that took the place of another is one that came, and one that went.
  const matches = matchItems(before, after).map((match, at) =>
    match >= 0 && isPrimitive(after[at]) && before[match] !== after[at] ? -1 : match,
  );
  const kept = new Set(matches);
  return {
    added: after.filter((_, at) => matches[at] === -1),
    removed: before.filter((_, at) => !kept.has(at)),
  };
}

/** The words of a name: `claimValue` is "claim value". */
export function toWords(name: string): string {
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name;
}
