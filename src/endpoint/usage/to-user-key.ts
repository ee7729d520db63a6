/**
 * Writes the key under which a store keeps the usage of a reader with a mapped id. No two readers share a key: a colon in the
 * system is escaped, and such keys are of a kind of their own, so that all others stay as they were.
 *
 * @param system - Name of the system that issued the id; may be empty.
 * @example toUserKey('crm', '42') // 'user:crm:42'
 * @example toUserKey('a:b', 'c') // 'account:a%3Ab:c', and not the key of the system "a" and the id "b:c"
 */
export function toUserKey(system: string, id: string): string {
  if (!system.includes(':')) return `user:${system}:${id}`;
  return `account:${system.replaceAll('%', '%25').replaceAll(':', '%3A')}:${id}`;
}
