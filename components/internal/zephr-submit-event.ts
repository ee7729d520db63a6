import type { ZephrSubmitDetail } from '../../src/model/events.js';

/** Fires before a wall's form is posted or an offer is followed; cancel it to do it your own way. */
export class ZephrSubmitEvent extends CustomEvent<ZephrSubmitDetail> {
  constructor(detail: ZephrSubmitDetail) {
    super('zephr-submit', { bubbles: true, composed: true, cancelable: true, detail });
  }
}
