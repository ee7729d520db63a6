import { findElement, readCurrentScript } from '../browser.js';

/** The attributes of the script tag (`data-config` and so on) that say how a config is obtained. */
export interface ConfigTag {
  /** Address of the config. */
  readonly config?: string;
  /** Leaves the start to the site's own code. */
  readonly manual?: string;
  /** `show` shows the content of features while there is no config. Default: `hide`. */
  readonly fallback?: string;
  /** How long the last config that worked is kept for the next page views: empty, `12h`, `30d`. */
  readonly keepConfig?: string;
  /** Public key that the config must be signed for. */
  readonly configKey?: string;
}

/** Reads the attributes of the script that runs; of a script that does not know its tag, those of the tag in the document. */
export function readTag(): ConfigTag {
  return (readCurrentScript() ?? findElement('script[data-config],script[data-manual]'))?.dataset ?? {};
}
