/**
 * The script as a module, for bundlers: `import 'zephr-onpage/script'`. Its chunks are imported by relative address, which
 * bundlers resolve and copy.
 */
import './script.js';
