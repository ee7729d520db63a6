/**
 * Writes a JSON value on one line, as `JSON.stringify` does, but with a list instead of recursion: the value may be nested
 * to any depth.
 */
export function writeCompactly(value: unknown): string {
  const written: string[] = [];
  const open: (string | { readonly value: unknown })[] = [{ value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') written.push(next);
    else if (typeof next.value !== 'object' || next.value === null) written.push(JSON.stringify(next.value));
    else open.push(...membersOf(next.value).reverse());
  }
  return written.join('');
}

function membersOf(value: object): (string | { readonly value: unknown })[] {
  const isList = Array.isArray(value);
  const members = Object.entries(value).flatMap(([name, member], at) => [
    ...(at > 0 ? [','] : []),
    ...(isList ? [] : [`${JSON.stringify(name)}:`]),
    { value: member as unknown },
  ]);
  return [isList ? '[' : '{', ...members, isList ? ']' : '}'];
}
