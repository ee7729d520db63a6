const MARK = '\uFEFF';

/** The text as an editor shows it: without a byte order mark, and with one kind of line end. */
export function toShown(text: string): string {
  return text.replace(MARK, '').replace(/\r\n?/g, '\n');
}

/** Where two texts begin to differ, and how many characters after that are the same up to the end. */
export interface Difference {
  readonly from: number;
  readonly same: number;
}

/** Finds the one stretch in which two texts differ. */
export function findDifference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, same };
}

/**
 * Brings what was typed into a text, whose byte order mark and line ends stay where they are.
 *
 * @param text - The text as it is in the file.
 * @param shown - The text that was shown, as it was edited. New lines get the line ends of the others.
 * @example changeText('{\r\n}', '{\n \n}') // '{\r\n \r\n}'
 */
export function changeText(text: string, shown: string): string {
  const before = toShown(text);
  const { from, same } = findDifference(before, shown);
  const lineEnd = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  const typed = shown.slice(from, shown.length - same).replaceAll('\n', lineEnd);
  const [head, tail] = [text.slice(0, toOffset(text, from)), text.slice(toOffset(text, before.length - same))];
  return join(join(head, typed), tail);
}

/** Joins two texts. Two line ends that would be one, as `\r` and `\n` are, stay two. */
function join(head: string, tail: string): string {
  if (!tail.startsWith('\n')) return head + tail;
  let end = head.length;
  while (head[end - 1] === '\r') end--;
  return head.slice(0, end) + '\n'.repeat(head.length - end) + tail;
}

/** The place in a text of a place in what is shown of it. */
function toOffset(text: string, shown: number): number {
  let offset = shown + (text.startsWith(MARK) ? MARK.length : 0);
  for (const { index } of text.matchAll(/\r\n/g)) {
    if (index >= offset) break;
    offset++;
  }
  return offset;
}
