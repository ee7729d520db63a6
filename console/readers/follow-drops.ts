import { MAX_DECISION_BYTES } from '../../src/replay/limits.js';
import { toHash } from '../shell/route.js';
import type { ConsoleStore } from '../store/console-store.js';
import { addFromDecision } from './render-decision-dialog.js';

/**
 * Makes test readers of exported decisions that are dropped onto the window, each with an expectation. A file that is dropped
 * elsewhere would open in place of the console.
 *
 * @returns A function that ends it.
 */
export function followDrops(store: ConsoleStore): () => void {
  const onDrag = (event: DragEvent): void => {
    if (hasFiles(event) && !isForField(event)) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    if (!hasFiles(event) || isForField(event)) return;
    event.preventDefault();
    void take(store, [...event.dataTransfer!.files]);
  };
  addEventListener('dragover', onDrag);
  addEventListener('drop', onDrop);
  return () => {
    removeEventListener('dragover', onDrag);
    removeEventListener('drop', onDrop);
  };
}

async function take(store: ConsoleStore, files: readonly File[]): Promise<void> {
  if (store.phase !== 'ready') return store.say('warning', 'Readers are added once the config is JSON.');
  for (const file of files) {
    const text = file.size > MAX_DECISION_BYTES ? '' : await file.text();
    if (!addFromDecision(store, text)) return;
  }
  location.hash = toHash('readers');
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** A field for files takes what is dropped onto it. */
function isForField({ target }: DragEvent): boolean {
  return target instanceof HTMLInputElement && target.type === 'file';
}
