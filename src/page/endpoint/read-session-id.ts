import { makeId } from '../make-id.js';
import type { PageMemory } from '../page-memory.js';

/** Key of the session's id in `sessionStorage`. */
const KEY = 'zephr-session';

/** Gives the random id of this browser session. It lives as long as the tab; where storage is blocked, as long as the page. */
export function readSessionId(memory: PageMemory): string {
  try {
    memory.sessionId ??= sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    // Blocked.
  }
  memory.sessionId ??= makeId(16);
  try {
    sessionStorage.setItem(KEY, memory.sessionId);
  } catch {
    // The id lasts as long as the page.
  }
  return memory.sessionId;
}
