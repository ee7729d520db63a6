/**
 * The script as a module, for bundlers: `import 'zephr-onpage/script'`. Its chunks are imported by relative address, which
 * bundlers resolve and copy. On a server, where sites are rendered, it does nothing.
 */
import { findTags } from './page/config/config-tag.js';
import { startScript } from './start-script.js';

if (globalThis.window) startScript(findTags());
