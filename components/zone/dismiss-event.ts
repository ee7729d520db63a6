/** `detail` of `zephr-dismiss`: the zone that the reader closes. */
export interface ZephrDismissDetail {
  /** Id of the feature whose outcome it shows. */
  readonly feature: string;
  readonly zone: 'pop-up' | 'sticky-footer';
}

/** Fires before a reader closes a zone; cancel it to keep the zone open. */
export class ZephrDismissEvent extends CustomEvent<ZephrDismissDetail> {
  constructor(detail: ZephrDismissDetail) {
    super('zephr-dismiss', { bubbles: true, composed: true, cancelable: true, detail });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'zephr-dismiss': ZephrDismissEvent;
  }
}
