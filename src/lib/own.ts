/**
 * Reads a member by a name that comes from outside.
 *
 * @returns The own member, else `undefined`: a claim named `constructor` or `__proto__` finds nothing inherited.
 */
export function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
}
