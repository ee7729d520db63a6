import { own } from '../lib/own.js';

/** A position in a list, as a pointer writes it (RFC 6901, section 4). */
const POSITION = /^(?:0|[1-9]\d*)$/;

/** The position that a step of a pointer names; `NaN` for any other step, `-` among them. */
export function toPosition(step: string): number {
  return POSITION.test(step) ? Number(step) : NaN;
}

/**
 * Reads one step of a pointer.
 *
 * @returns The own member, or the item at this position; `undefined` where nothing is.
 */
export function readMember(value: unknown, step: string): unknown {
  return Array.isArray(value) ? (value as unknown[])[toPosition(step)] : own(value, step);
}

/** Reads the value at some steps of a pointer; `undefined` where nothing is. */
export function readAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce(readMember, value);
}
