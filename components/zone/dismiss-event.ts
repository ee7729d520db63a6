import type { ZephrDismissDetail } from '../../src/model/events.js';

/** Fires before a reader closes a zone; cancel it to keep the zone open. */
export class ZephrDismissEvent extends CustomEvent<ZephrDismissDetail> {
  constructor(detail: ZephrDismissDetail) {
    super('zephr-dismiss', { bubbles: true, composed: true, cancelable: true, detail });
  }
}
