/**
 * Finds a value at any depth of another, in the order of its text; each object and list is entered once. Works with a list
 * instead of recursion, so the value may be nested to any depth and may even contain itself.
 *
 * @param root - Looked at first.
 * @param test - Called with each value, the primitive ones among them; a true result ends the walk.
 * @returns The value that passed the test; `undefined` if none did.
 * @example findValue({ a: [{ id: 1 }] }, (value) => own(value, 'id') === 1) // { id: 1 }
 */
export function findValue(root: unknown, test: (value: unknown) => unknown): unknown {
  const entered = new Set<unknown>();
  const open = [root];
  while (open.length) {
    const value = open.pop();
    if (test(value)) return value;
    if (typeof value !== 'object' || value === null || entered.has(value)) continue;
    entered.add(value);
    const members = Object.values(value) as unknown[];
    for (let index = members.length; index--;) open.push(members[index]);
  }
  return undefined;
}
