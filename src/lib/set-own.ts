/** Sets a member by a name that comes from outside: one named `__proto__` becomes a member like any other. */
export function setOwn<Value>(object: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
