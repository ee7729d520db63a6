/** Makes the manifest of the elements from their sources. */
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Gives the manifest that editors and documentation tools read the elements from.
 *
 * @returns {Promise<object>}
 */
export function analyzeElements() {
  return cli({ argv: ['analyze', '--config', 'scripts/custom-elements.config.mjs'], cwd: root, noWrite: true });
}
