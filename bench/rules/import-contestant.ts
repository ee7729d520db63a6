import { pathToFileURL } from 'node:url';
import type { Contestant } from './contestants/contestant.js';

/** Imports a bundled contestant. */
export async function importContestant(path: string): Promise<Contestant<unknown>> {
  const module = (await import(pathToFileURL(path).href)) as { readonly default: Contestant<unknown> };
  return module.default;
}
