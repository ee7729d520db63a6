import { findElements, readCurrentScript } from '../browser.js';

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

/**
 * Finds the tag of the script that runs. A script that does not know its tag, such as a module, has all that may be its tag:
 * it is certain of the first only if there is no other. Other scripts of the page have a `data-config` too, so a tag must name
 * this one, in its address or in that of its config.
 */
export function findTags(): Iterable<HTMLElement> {
  const running = readCurrentScript();
  const named = [...findElements('script[data-config],script[data-manual]')] as HTMLElement[];
  return running ? [running] : named.filter(({ outerHTML }) => outerHTML.includes('zephr'));
}
