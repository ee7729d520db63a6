import { CONFIG_CODES } from './config-codes.js';
import { GIFT_CODES, HTTP_CODES, LOG_CODES, OPTION_CODES, STORE_CODES } from './endpoint-codes.js';
import { HINT_CODES } from './hint-codes.js';
import { DECISION_CODES, FAULT_CODES } from './page-codes.js';
import { TOKEN_CODES } from './token-codes.js';
import { PREVIEW_CODES } from './preview-codes.js';
import { SEAL_CODES } from './seal-codes.js';
import { EDIT_CODES, READERS_CODES, REPLAY_CODES } from './tool-codes.js';
import { JSON_LD_CODES, PAGE_CODES, WARNING_CODES } from './warning-codes.js';

/**
 * The catalogue of codes: one entry for each stable code of the package. `npm run generate` writes the types of
 * `src/model/codes.ts` and `docs/reference/codes.md` from it. Only the command loads it; a page loads none of it.
 */
export const CODES = {
  ...CONFIG_CODES,
  ...FAULT_CODES,
  ...TOKEN_CODES,
  ...HINT_CODES,
  ...DECISION_CODES,
  ...WARNING_CODES,
  ...PAGE_CODES,
  ...JSON_LD_CODES,
  ...READERS_CODES,
  ...EDIT_CODES,
  ...REPLAY_CODES,
  ...PREVIEW_CODES,
  ...SEAL_CODES,
  ...OPTION_CODES,
  ...STORE_CODES,
  ...HTTP_CODES,
  ...GIFT_CODES,
  ...LOG_CODES,
} as const;
