/** Seals pages and opens seals: in builds, on servers and in workers. It never belongs into a page: it holds sealing keys. */
export {
  checkFolder,
  createSealer,
  openSeal,
  type Sealer,
  type SealerFragment,
  type SealerOptions,
  type SealerPage,
} from './sealer/create-sealer.js';
export type { CheckSettings } from './sealer/check-folder.js';
export type { FolderMistake, SealerMistake } from './sealer/sealer-mistake.js';
export type { SealFacts } from './seal/envelope.js';
export { parseSealKeys } from './seal/parse-seal-keys.js';
export type { SealKey } from './seal/seal-keys.js';
export { SealError, type SealErrorCode } from './seal/seal-error.js';
