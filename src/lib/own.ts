/**
 * Reads a member by a name that comes from outside.
 *
 * @returns The own member, else `undefined`, also for a name that is not text: a claim named `constructor` or `__proto__` finds nothing inherited.
 */
export function own(object: unknown, name: unknown): unknown {
  return object && typeof object === 'object' && typeof name === 'string' && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
}
