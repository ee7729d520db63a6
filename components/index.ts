/** The elements alone, registered by importing this module. */
import './walls.js';

export { ZephrCustomBlockElement } from './custom-block/custom-block.js';
export { defineFeature } from './feature/define.js';
export { ZephrSubmitEvent, type ZephrSubmitDetail } from './internal/events.js';
export { ZephrFeatureElement } from './feature/feature.js';
export { ZephrPaywallElement } from './paywall/paywall.js';
export { ZephrRegistrationWallElement } from './registration-wall/registration-wall.js';
