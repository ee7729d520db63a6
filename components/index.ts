/** The elements alone, registered by importing this module. */
import type { FeatureHost } from '../src/model/feature-host.js';
import './custom-block/define.js';
import { defineFeature as define } from './feature/define.js';
import { provideHostSession } from './session/provide-host-session.js';
import './walls.js';
import './zone/define.js';

/**
 * Connects the elements to a host, which decides what they show, and registers `<zephr-feature>`, once in a page.
 *
 * @param host - Decides features. Its session provides `fetch` and keeps the state of the elements.
 * @example
 * const { fetch } = window;
 * const session = { fetch: fetch.bind(window), refresh: async () => {}, signal: new AbortController().signal, store: new Map() };
 * defineFeature({ session, connect, disconnect, fallback, notify, report });
 */
export function defineFeature(host: FeatureHost): void {
  provideHostSession(host);
  define(host);
}

export { ZephrCustomBlockElement } from './custom-block/custom-block.js';
export { ZephrSubmitEvent } from './internal/zephr-submit-event.js';
export { ZephrFeatureElement } from './feature/feature.js';
export { ZephrPaywallElement } from './paywall/paywall.js';
export { ZephrRegistrationWallElement } from './registration-wall/registration-wall.js';
export { ZephrDismissEvent } from './zone/dismiss-event.js';
export { ZephrZoneElement } from './zone/zone.js';
export type { ZephrDismissDetail, ZephrSubmitDetail } from '../src/model/events.js';
export type { FeatureHost, FeatureSession, FeatureView, Presentation } from '../src/model/feature-host.js';
