/** The elements alone, registered by importing this module. */
import './custom-block/define.js';
import './walls.js';
import './zone/define.js';

export { ZephrCustomBlockElement } from './custom-block/custom-block.js';
export { defineFeature } from './feature/define.js';
export { ZephrSubmitEvent, type ZephrSubmitDetail } from './internal/events.js';
export { ZephrFeatureElement } from './feature/feature.js';
export { ZephrPaywallElement } from './paywall/paywall.js';
export { ZephrRegistrationWallElement } from './registration-wall/registration-wall.js';
export { ZephrDismissEvent, type ZephrDismissDetail } from './zone/dismiss-event.js';
export { ZephrZoneElement } from './zone/zone.js';
