import { makeId } from '../make-id.js';
import type { PageMemory } from '../page-memory.js';
import { SESSION_KEY } from '../storage-keys.js';

/** Gives the random id of this browser session. It lives as long as the tab; where storage is blocked, as long as the page. */
export function readSessionId(memory: PageMemory): string {
  try {
    memory.sessionId ??= sessionStorage.getItem(SESSION_KEY) ?? undefined;
  } catch {
    // Blocked.
  }
  memory.sessionId ??= makeId(16);
  try {
    sessionStorage.setItem(SESSION_KEY, memory.sessionId);
  } catch {
    // The id lasts as long as the page.
  }
  return memory.sessionId;
}
