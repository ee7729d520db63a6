import { type Gesture, isRefusal, type Refusal } from '../../src/gestures/gesture.js';
import type { ConsoleStore } from '../store/console-store.js';

/** Does a gesture, or says why not. Returns whether it was done. */
export function doGesture(store: ConsoleStore, gesture: Gesture | Refusal): boolean {
  if (isRefusal(gesture)) {
    store.say('warning', gesture.refused);
    return false;
  }
  store.edit(gesture.edits);
  store.announce(gesture.says);
  return true;
}
