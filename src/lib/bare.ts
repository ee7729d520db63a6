/** Copies an object without its prototype: what another script has set on `Object.prototype` is no member of the copy. */
export function bare<Type extends object>(value: Type): Type {
  return { __proto__: null, ...value };
}
