/** `detail` of `zephr-submit`: the reader's request at a wall. */
export interface ZephrSubmitDetail {
  /** Id of the feature whose outcome shows the wall. */
  readonly feature: string;
  /** Id of the component in the config. */
  readonly component: string;
  /** Values of the form by field name. A password is among them if the form asks for one: never log this. */
  readonly data?: Readonly<Record<string, string>>;
  /** Id of the offer that was chosen. */
  readonly offer?: string;
}

/** Fires before a wall's form is posted or an offer is followed; cancel it to do it your own way. */
export class ZephrSubmitEvent extends CustomEvent<ZephrSubmitDetail> {
  constructor(detail: ZephrSubmitDetail) {
    super('zephr-submit', { bubbles: true, composed: true, cancelable: true, detail });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'zephr-submit': ZephrSubmitEvent;
  }
}
