import { createFault } from '../../model/fault.js';
import { findElements } from '../browser.js';
import { INLINE_CONFIG } from '../config/inline-config.js';
import type { Session } from '../session.js';
import { onParsed } from './on-parsed.js';

/**
 * Reports inline configs that do not count, once the document is parsed: a second config is a mistake, or somebody else's.
 * Reported once, and not where the site's own code has started.
 */
export function reportIgnoredConfigs({ page, _isOn: isOn, report }: Session): void {
  const { _inline: inline } = page;
  if (inline === undefined) return;
  page._inline = undefined;
  void onParsed().then(() => {
    const ignored = [...findElements(INLINE_CONFIG)].filter((element) => element !== inline);
    if (!ignored.length || !isOn()) return;
    const counts = inline ? 'the one at the script tag' : 'another config';
    report(createFault('config-ignored', `${ignored.length} inline configs of the page do not count: ${counts} does`));
  });
}
