import { StoreError } from './store-error.js';

/**
 * Loads an optional dependency, which only one kind of store needs, or one option of a command.
 *
 * @param name - Name of the package.
 * @param load - Imports it.
 * @param user - The part that needs it, for the message.
 * @throws {StoreError} `driver-missing` when the package, or its binary for this machine, is not installed.
 */
export async function loadOptional<Module>(
  name: string,
  load: () => Promise<Module>,
  user = 'The store',
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const isMissing = /^(ERR_)?MODULE_NOT_FOUND$/.test(String((cause as NodeJS.ErrnoException).code));
    const what = isMissing
      ? `is not installed, or not for this machine. Install it: npm install ${name}`
      : `cannot be loaded: ${String(cause)}`;
    throw new StoreError('driver-missing', `${user} needs the package ${name}, which ${what}`, { cause });
  }
}
