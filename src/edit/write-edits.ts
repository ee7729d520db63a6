import { isRecord } from '../lib/is-record.js';
import { mapJson } from '../validate/map-json.js';
import { applyEdits } from './apply-edits.js';
import { type Edit, EditError } from './edit.js';
import { formatValue } from './format-value.js';
import { isSameJson } from '../lib/is-same-json.js';
import { matchItems } from './match-items.js';
import { readTextTree, type TextMember, type TextNode } from './read-text-tree.js';
import { dropEmptyLines, hasLineEnd, readIndent, readTextStyle, type TextStyle } from './text-style.js';

/** Levels from the whole value whose members are written on lines of their own. */
const LEVELS_ON_LINES = 2;

/** A value of the text that may have changed. */
interface Change {
  readonly node: TextNode;
  readonly before: unknown;
  readonly after: unknown;
  readonly level: number;
}

/** A member or an item of the new text: one of the old text that may have changed, or a new one. */
type Entry =
  | { readonly member: TextMember; readonly number: number; readonly change: Omit<Change, 'level' | 'node'> | null }
  | NewEntry;

interface NewEntry {
  readonly name: string;
  readonly value: unknown;
  /** The place in the old text, where the member had another name there, and the value that it had. */
  readonly number?: number | undefined;
  readonly before?: unknown;
}

/**
 * Writes edits into the text of a config. Nothing but the edited values and what separates them from their neighbours
 * moves: order, indentation, line ends, objects on one line, a byte order mark and the end of the text stay.
 *
 * @param text - JSON text, with or without a byte order mark. Comments are not JSON.
 * @returns The new text.
 * @throws {EditError} If the text is not JSON or one of the edits does not apply, with line and column.
 * @example writeEdits('{"limit": 3}', [{ pointer: '/limit', before: 3, after: 5 }]) // '{"limit": 5}'
 */
export function writeEdits(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const json = text.slice(mark.length);
  const before = parse(json);
  try {
    return mark + rewrite(json, before, applyEdits(before, edits));
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    const map = mapJson(json);
    if ('locate' in map) Object.assign(error, map.locate(error.pointer));
    throw error;
  }
}

/**
 * Writes a new value into the text of an old one. The parts that both have in common keep their bytes.
 *
 * @param before - The value of the text.
 */
export function rewrite(text: string, before: unknown, after: unknown): string {
  if (before === after) return text;
  const root = readTextTree(text);
  const rewriter = new Rewriter(text, readTextStyle(text, root));
  const written = rewriter.write({ node: root, before, after, level: 0 });
  return text.slice(0, root.at) + written + text.slice(root.end);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    const fault = mapJson(json);
    const [spot, says] = 'says' in fault ? [fault.spot, fault.says] : [{}, (error as Error).message];
    throw new EditError(
      'edit-text-not-json',
      { pointer: '', position: null, ...spot },
      `the text is not JSON: ${says}.`,
    );
  }
}

/** Writes values into a text, from the outside in. Works with a list instead of recursion, as rules may be very deep. */
class Rewriter {
  readonly #text: string;
  readonly #style: TextStyle;

  constructor(text: string, style: TextStyle) {
    this.#text = text;
    this.#style = style;
  }

  write(change: Change): string {
    const written: string[] = [];
    const open: (string | Change)[] = [change];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next === 'string') written.push(next);
      else open.push(...this.#rewrite(next).reverse());
    }
    return written.join('');
  }

  #rewrite({ node, before, after, level }: Change): (string | Change)[] {
    if (Object.is(before, after)) return [this.#text.slice(node.at, node.end)];
    const { members } = node;
    const entries =
      Array.isArray(before) && Array.isArray(after)
        ? listItems(members!, before, after)
        : isRecord(before) && isRecord(after)
          ? listMembers(members!, before, after)
          : null;
    if (!entries || members!.length === 0)
      return [formatValue(after, this.#indentAt(node.at), this.#style, level < LEVELS_ON_LINES)];
    const isList = Array.isArray(after);
    const [open, close] = [isList ? '[' : '{', isList ? ']' : '}'];
    if (entries.length === 0) return [open + close];
    const lead = this.#text.slice(node.at + 1, members![0]!.at);
    const separator = this.#separatorOf(members!, lead);
    const pieces = entries.flatMap((entry, at) => [
      at === 0 ? lead : this.#gapBefore(members!, entry, separator),
      ...this.#writeEntry(entry, node, isList, lead, level),
    ]);
    return [open, ...pieces, this.#text.slice(members!.at(-1)!.node.end, node.end)];
  }

  #writeEntry(entry: Entry, parent: TextNode, isList: boolean, lead: string, level: number): (string | Change)[] {
    if ('value' in entry) {
      const name = isList ? '' : JSON.stringify(entry.name) + this.#style.colon;
      const old = entry.number === undefined ? undefined : parent.members![entry.number]!.node;
      // It is the same value, possibly with its members in another order.
      if (old) return [name, { node: old, before: entry.before, after: entry.value, level: level + 1 }];
      const indent = hasLineEnd(lead) ? readIndent(lead) : this.#indentAt(parent.at);
      return [name + formatValue(entry.value, indent, this.#style, level + 1 < LEVELS_ON_LINES)];
    }
    const { member, change } = entry;
    const name = this.#text.slice(member.at, member.node.at);
    if (!change) return [name + this.#text.slice(member.node.at, member.node.end)];
    return [name, { ...change, node: member.node, level: level + 1 }];
  }

  /** The text in front of an entry: its own separator in the old text, where it had one. */
  #gapBefore(members: readonly TextMember[], entry: Entry, separator: string): string {
    if (!entry.number) return separator;
    return this.#text.slice(members[entry.number - 1]!.node.end, members[entry.number]!.at);
  }

  /** The separator in front of a new member: that of the second one, without empty lines. */
  #separatorOf([first, second]: readonly TextMember[], lead: string): string {
    if (second) {
      return dropEmptyLines(this.#text.slice(first!.node.end, second.at));
    }
    return hasLineEnd(lead) ? `,${lead}` : this.#style.comma;
  }

  /** Indentation of the line that an offset is on. */
  #indentAt(at: number): string {
    let begin = at;
    while (begin > 0 && !'\n\r'.includes(this.#text[begin - 1]!)) begin--;
    return /^[ \t]*/.exec(this.#text.slice(begin, at))![0];
  }
}

/** The items of a list after a change, each with its place in the text. */
function listItems(members: readonly TextMember[], before: readonly unknown[], after: readonly unknown[]): Entry[] {
  const matches = matchItems(before, after);
  return after.map((value, at) => {
    const number = matches[at]!;
    const member = members[number];
    return member ? { member, number, change: { before: before[number], after: value } } : { name: '', value };
  });
}

/** The members of an object after a change: in the order of the text, unless the order itself has changed. */
function listMembers(
  members: readonly TextMember[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Entry[] {
  const names = Object.keys(after);
  const numbers = new Map(members.map(({ name }, number) => [name, number]));
  const toEntry = (member: TextMember, number: number): Entry => {
    const { name } = member;
    // Of members that are there twice the last one counts.
    const change = numbers.get(name) === number ? { before: before[name], after: after[name] } : null;
    return { member, number, change };
  };
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const toNewEntry = (name: string): NewEntry => {
    const at = removed.findIndex((old) => isSameJson(before[old], after[name]));
    if (at < 0) return { name, value: after[name] };
    const [old] = removed.splice(at, 1) as [string];
    return { name, value: after[name], number: numbers.get(old), before: before[old] };
  };
  const keptBefore = Object.keys(before).filter((name) => Object.hasOwn(after, name));
  const keptAfter = names.filter((name) => Object.hasOwn(before, name));
  if (keptBefore.some((name, at) => name !== keptAfter[at])) {
    return names.map((name) => {
      const number = numbers.get(name);
      return number === undefined ? toNewEntry(name) : toEntry(members[number]!, number);
    });
  }
  /** New members by the kept one that they are behind; those before all others by `null`. */
  const added = new Map<string | null, Entry[]>([[null, []]]);
  let previous: string | null = null;
  for (const name of names) {
    if (numbers.has(name)) added.set((previous = name), []);
    else added.get(previous)!.push(toNewEntry(name));
  }
  const kept = members.flatMap((member, number) => {
    if (!Object.hasOwn(after, member.name)) return [];
    const isLast = numbers.get(member.name) === number;
    return [toEntry(member, number), ...(isLast ? added.get(member.name)! : [])];
  });
  return [...added.get(null)!, ...kept];
}
