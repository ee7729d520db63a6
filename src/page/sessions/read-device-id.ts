import type { Permission } from '../ledger/ledger-store.js';
import { makeId } from '../make-id.js';
import type { PageMemory } from '../page-memory.js';
import { DEVICE_KEY } from '../storage-keys.js';

/** The random id of a browser. */
export interface DeviceId {
  readonly id: string;
  /** Whether other pages of this browser have the same. */
  readonly isStored: boolean;
}

const ID = /^[\w-]{16,64}$/;

/**
 * Gives the random id of this browser, and stores it where the reader permits that. Without permission, and where storage is
 * blocked, the id lasts as long as the page; one that is stored is removed.
 */
export function readDeviceId(memory: PageMemory, permission: Permission): DeviceId {
  try {
    if (permission === 'denied') localStorage.removeItem(DEVICE_KEY);
    const found = localStorage.getItem(DEVICE_KEY);
    if (found !== null && ID.test(found)) {
      memory.deviceId = found;
      return { id: found, isStored: true };
    }
    if (permission === 'granted') {
      const id = (memory.deviceId ??= makeId(16));
      localStorage.setItem(DEVICE_KEY, id);
      return { id, isStored: true };
    }
  } catch {
    // Blocked, or full.
  }
  return { id: (memory.deviceId ??= makeId(16)), isStored: false };
}
