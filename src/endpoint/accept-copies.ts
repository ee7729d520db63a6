/**
 * Makes `instanceof` accept the errors of all doors: each door has its own copy of the class, and what one of them throws is
 * caught beside another.
 *
 * @param errors - The class. Its errors have a `name` of their own.
 * @param name - That name.
 */
export function acceptCopies(errors: abstract new (...args: never[]) => Error, name: string): void {
  Object.defineProperty(errors, Symbol.hasInstance, {
    value: (error: unknown) => error instanceof Error && error.name === name,
  });
}
