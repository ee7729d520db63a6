import { readLocal } from '../local-text.js';
import { DEBUG_KEY } from '../storage-keys.js';

/** Debug is asked for by `zephr-debug` in the address, which the core reads, or by Zephr's own storage key. */
export function isDebug(): boolean {
  return location.href.includes('zephr-debug') || isDebugStored();
}

/** Whether Zephr's own storage key `zephrBrowserDebug` asks for it. */
export function isDebugStored(): boolean {
  return readLocal(DEBUG_KEY) === 'true';
}
