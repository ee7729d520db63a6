import type { Zephr } from '../zephr.js';

/** Zephr's own `run`. */
export async function run(_zephr: Zephr, _call: readonly unknown[]): Promise<void> {}
