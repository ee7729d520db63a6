import type { putInZone } from './put-in-zone.js';

/** What the chunk with the zones brings. */
export interface Zones {
  readonly putInZone: typeof putInZone;
}

let zones: Promise<Zones> | null = null;

/** Loads the zones, once. A failure is not kept: the next call asks again. */
export function loadZones(): Promise<Zones> {
  return (zones ??= import('./put-in-zone.js').catch((error: unknown) => {
    zones = null;
    throw error;
  }));
}
