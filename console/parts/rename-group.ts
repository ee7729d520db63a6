import type { TemplateResult } from 'lit';
import { renameGroup } from '../../src/gestures/edit-groups.js';
import { type Gesture, isRefusal, type Refusal } from '../../src/gestures/gesture.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { ConsoleStore } from '../store/console-store.js';
import { renderTextField } from './text-field.js';

/** Renders the field for another name of a group, with what speaks against it. */
export function renderNewName(
  store: ConsoleStore,
  { test, group, id }: { readonly test: string; readonly group: string; readonly id: string },
  onInput: (id: string) => void,
): TemplateResult {
  const renamed = renameGroup(store.config, test, group, id.trim());
  return renderTextField({
    label: 'New name',
    value: id,
    hint: 'For the split test, each node that uses it, and the test readers of the group. Analytics use it from then on.',
    mistakes: isRefusal(renamed)
      ? [{ code: 'value-invalid', pointer: '', severity: 'error', message: renamed.refused }]
      : [],
    onInput,
  });
}

/** Renames a group of a split test, for the test readers who are in it as well. The edits of the config are left to the caller. */
export function renameForReaders(store: ConsoleStore, test: string, group: string, id: string): Gesture | Refusal {
  const renamed = renameGroup(store.config, test, group, id);
  if (isRefusal(renamed)) return renamed;
  const edits = Object.entries(store.readers).flatMap(([name, reader]) =>
    own(reader.groups, test) === group
      ? store.readersFile.editsFor(`/readers${toPointer(name)}/groups${toPointer(test)}`, id)
      : [],
  );
  store.editReaders(edits);
  return renamed;
}
