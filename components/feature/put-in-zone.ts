import { isRecord } from '../../src/lib/is-record.js';
import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import '../zone/define.js';
import { findZoneOptions } from './find-zone-options.js';

/** Callbacks of a zone. */
export interface ZoneListener {
  readonly opened: () => void;
  readonly closed: () => void;
}

/**
 * Makes the zone of a decision, for the slots of its walls.
 *
 * @returns Takes a later decision for the same outcome.
 */
export function putInZone(
  place: HTMLElement,
  decision: Decision,
  config: Config,
  session: FeatureSession,
  { opened, closed }: ZoneListener,
): (again: Decision) => void {
  const { feature, zone: kind } = decision;
  const { closeable, displayAfter, scrollable } = findZoneOptions(decision, config);
  const zone = document.createElement('zephr-zone');
  // A value of the wrong type falls back to the default.
  Object.assign(zone, {
    feature,
    zone: kind,
    closeable: typeof closeable === 'boolean' ? closeable : true,
    displayAfter: typeof displayAfter === 'number' ? displayAfter : 0,
    scrollable: typeof scrollable === 'boolean' ? scrollable : kind !== 'pop-up',
    session,
    occasion: occasionOf(decision),
    texts: isRecord(config.texts) ? config.texts : null,
  });
  zone.setAttribute('exportparts', 'panel, close, body');
  zone.addEventListener('open', opened);
  zone.addEventListener('close', closed);
  zone.append(...place.childNodes);
  place.replaceChildren(zone);
  place.hidden = false;
  // Without a box of its own, so that a `gap` of the page adds no distance.
  place.style.display = 'contents';
  return (again) => {
    zone.occasion = occasionOf(again);
  };
}

/** A zone that the reader closes stays closed for its outcome, until the address changes. */
function occasionOf({ feature, outcomeId }: Decision): string {
  return JSON.stringify([feature, outcomeId, location.pathname, location.search]);
}
