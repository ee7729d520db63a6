import { StoreError } from './store-error.js';

/**
 * Loads an optional dependency, which only one kind of store needs.
 *
 * @param name - Name of the package.
 * @param load - Imports it.
 * @throws {StoreError} `driver-missing` when the package, or its binary for this machine, is not installed.
 */
export async function loadOptional<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const isMissing = /^(ERR_)?MODULE_NOT_FOUND$/.test(String((cause as NodeJS.ErrnoException).code));
    const what = isMissing
      ? `is not installed, or not for this machine. Install it: npm install ${name}`
      : `cannot be loaded: ${String(cause)}`;
    throw new StoreError('driver-missing', `The store needs the package ${name}, which ${what}`, { cause });
  }
}
