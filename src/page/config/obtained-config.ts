import type { RawConfig } from '../../config/read-config.js';

/** A config as it came from its address, and the text it was read from. */
export interface ObtainedConfig {
  readonly raw: RawConfig;
  readonly text: string;
  /** Its detached signature, which has verified; `null` where the script tag demands none. */
  readonly signature: string | null;
}
