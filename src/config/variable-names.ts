/** Most variables of a node. */
export const MAX_VARIABLES = 32;

/** Longest text of a variable, in characters. */
export const MAX_VARIABLE_CHARACTERS = 2000;

/** Names that a template can name whole. */
const NAME = /^[A-Za-z_][\w-]{0,63}$/;

/** Names that objects have without a variable. */
const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Whether a template can name a variable: letters, digits, `_` and `-`, at most 64. */
export function isVariableName(name: string): boolean {
  return NAME.test(name) && !FORBIDDEN.includes(name);
}

/** Whether a variable can have a value: text of at most 2,000 characters, a number, true, false or null. */
export function isVariableValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= MAX_VARIABLE_CHARACTERS;
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}
