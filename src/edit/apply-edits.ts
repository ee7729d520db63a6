import { isRecord } from '../lib/is-record.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { type Edit, EditError, isAddition, isRemoval } from './edit.js';
import { isSameJson } from '../lib/is-same-json.js';
import { readMember, toPosition } from './read-member.js';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Applies edits, one after the other. The value that is passed stays as it is; the result shares every part with it that
 * no edit touches.
 *
 * @returns The changed value.
 * @throws {EditError} If one of the edits does not apply.
 * @example applyEdits({ version: 1, features: {} }, [{ pointer: '/features/news', after: {} }])
 */
export function applyEdits(value: unknown, edits: readonly Edit[]): unknown {
  return edits.reduce((result: unknown, edit, position) => applyEdit(result, edit, position), value);
}

function applyEdit(root: unknown, edit: Edit, position: number): unknown {
  if (isAddition(edit) && isRemoval(edit)) refuse('edit-malformed', edit, position);
  const steps = splitPointer(edit.pointer);
  const last = steps.pop();
  if (last === undefined) return replaceRoot(root, edit, position);
  // The objects and lists on the way, outermost first.
  const parents = [root];
  for (const step of steps) parents.push(readMember(parents.at(-1), step));
  let changed = changeInside(parents.pop(), last, edit, position);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    changed = replaceMember(parents.pop() as object, step, changed);
  }
  return changed;
}

function replaceRoot(root: unknown, edit: Edit, position: number): unknown {
  if (isAddition(edit) || isRemoval(edit)) refuse('edit-malformed', edit, position);
  if (!isSameJson(root, edit.before)) refuse('edit-outdated', edit, position);
  return edit.after;
}

/** Copies an object or a list with one place changed. */
function changeInside(parent: unknown, step: string, edit: Edit, position: number): unknown {
  if (!Array.isArray(parent) && !isRecord(parent)) refuse('edit-place-missing', edit, position);
  const found = readMember(parent, step);
  if (isAddition(edit)) {
    if (Array.isArray(parent)) {
      const at = toPosition(step);
      // Also for NaN.
      if (!(at <= parent.length)) refuse('edit-place-missing', edit, position);
      return [...(parent.slice(0, at) as unknown[]), edit.after, ...(parent.slice(at) as unknown[])];
    }
    if (found !== undefined) refuse('edit-place-taken', edit, position);
    return addMember(parent, step, edit);
  }
  if (found === undefined) refuse('edit-place-missing', edit, position);
  if (!isSameJson(found, edit.before)) refuse('edit-outdated', edit, position);
  return isRemoval(edit) ? removeMember(parent, step) : replaceMember(parent, step, edit.after);
}

function addMember(parent: JsonObject, name: string, { after, index }: Edit): JsonObject {
  const entries = Object.entries(parent);
  entries.splice(index ?? entries.length, 0, [name, after]);
  // Makes own members of all names, `__proto__` among them.
  return Object.fromEntries(entries);
}

function removeMember(parent: object, step: string): unknown {
  if (Array.isArray(parent)) return parent.filter((_, at) => at !== toPosition(step));
  return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== step));
}

function replaceMember(parent: object, step: string, value: unknown): unknown {
  if (Array.isArray(parent)) return parent.with(toPosition(step), value) as unknown;
  const copy = { ...parent };
  setOwn(copy, step, value);
  return copy;
}

const REASONS = {
  'edit-malformed': 'an edit needs "before", "after" or both; the whole config needs both.',
  'edit-place-missing': 'there is no such place. Was its object or list removed or renamed?',
  'edit-place-taken': 'is there already. Was it added by another edit?',
  'edit-outdated': 'is not what the edit expects. Was it changed by another edit?',
};

function refuse(code: keyof typeof REASONS, { pointer }: Edit, position: number): never {
  throw new EditError(code, { pointer, position }, REASONS[code]);
}
