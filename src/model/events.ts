import type { UserState } from './config.js';
import type { Decision } from './decision.js';
import type { Fault } from './fault.js';
import type { Identity } from './identity.js';

/** The events of this SDK on `document`, all bubbling: the type, and its `detail`. */
export interface ZephrEvents {
  /** The config is read and the reader is identified. */
  'zephr-ready': Readonly<Record<string, never>>;
  /**
   * The reader was identified, for the first time or again. `claims` and `user` are empty here, because events reach analytics;
   * `identity()` has them.
   */
  'zephr-identity': Identity;
  /**
   * A feature of the page was decided; the element shows it a moment later. A second one follows where a server refuses the
   * content to a reader to whom the page gave access.
   */
  'zephr-decision': Decision & {
    /** The server that has decided: the endpoint, which keeps the keys of sealed content, or that of an element's `src`. */
    readonly by?: 'endpoint' | 'server';
  };
  /** All features of the page that were decided together. */
  'zephr-decisions': { readonly decisions: Readonly<Record<string, Decision>> };
  /** Content that was sealed or withheld is in the page: what looks through an article does so again. */
  'zephr-opened': {
    readonly feature: string;
    /** The number of parts of the element that are open. */
    readonly parts: number;
  };
  /** The walls of a feature are shown. */
  'zephr-wall-open': Decision;
  /** The walls of a feature disappear. */
  'zephr-wall-close': Decision;
  /** A reader sends the form of a wall or chooses an offer; cancelable. */
  'zephr-submit': ZephrSubmitDetail;
  /** A reader is about to close a pop-up or a footer; cancelable. */
  'zephr-dismiss': ZephrDismissDetail;
  /** A form is about to be sent: its data can be replaced. */
  'zephr-form-data': FormDataDetail;
  /** The response to a form has arrived. */
  'zephr-form-response': FormResponseDetail;
  /**
   * A reader has registered or become a customer after a wall; `feature` and outcome are the wall's. Site code fires it for its
   * own conversions, and may omit all members but the first.
   */
  'zephr-conversion': {
    /** `REGISTERED` and `CUSTOMER` are Zephr's own words; site code can use others. */
    readonly conversion: string;
    readonly feature?: string;
    readonly outcomeId?: string;
    readonly outcomeLabel?: string;
  };
  /**
   * A decision that the page shows has passed a node `notify`: once a page view, feature and name. The webhook that the node names
   * is notified by the endpoint.
   */
  'zephr-notify': {
    readonly feature: string;
    /** The name that the node has. */
    readonly name: string;
    readonly userState: UserState;
    readonly outcomeId: string;
    readonly outcomeLabel: string;
    /** Whether the content is shown whole. */
    readonly access: boolean;
  };
  /** Something failed. The page goes on: the feature shows its fallback, or the failed part is missing. */
  'zephr-fault': Fault;
  /** Zephr's own: all features of the page show their decisions, for the first time or again. */
  'zephr.browserDecisionsFinished': Readonly<Record<string, never>>;
  /** Zephr's own: the data layer has the decisions. */
  'zephr.dataLayerReady': Readonly<Record<string, never>>;
}

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
  /** Id of the outcome that shows the wall. */
  readonly outcomeId?: string;
  /** Name of the outcome for people. */
  readonly outcomeLabel?: string;
  /** The groups of the split tests that led to the outcome, by id of the test. */
  readonly splitTests?: Readonly<Record<string, string>>;
}

/** `detail` of `zephr-dismiss`: the zone that the reader closes. */
export interface ZephrDismissDetail {
  /** Id of the feature whose outcome it shows. */
  readonly feature: string;
  /** Where it is shown. */
  readonly zone: 'pop-up' | 'sticky-footer';
}

/** Fields of a form by name. */
export type FormFields = Readonly<Record<string, string>>;

/** `detail` of `zephr-form-data`, which a wall fires on the document before it sends its form. */
export interface FormDataDetail {
  /** Id of the component in the config. */
  readonly component: string;
  /** The data to send. A listener may replace it. */
  data: FormFields;
  /** Has the wall wait for data to send instead. A promise of no object changes nothing. */
  readonly wait: (data: Promise<unknown>) => void;
}

/** `detail` of `zephr-form-response`, which a wall fires on the document once its form is answered. */
export interface FormResponseDetail {
  /** Id of the component in the config. */
  readonly component: string;
  /** The data that was sent. */
  readonly data: FormFields;
  /** A copy of the response, a `Response` of the platform. */
  readonly response: unknown;
}

/** Events that only the document gets, and the window. Those of elements bubble to both. */
type DocumentEvents = {
  [Type in Exclude<keyof ZephrEvents, 'zephr-submit' | 'zephr-dismiss'>]: CustomEvent<ZephrEvents[Type]>;
};

// Without a line of code: `import type {} from 'zephr-onpage'` is enough for them.
declare global {
  interface GlobalEventHandlersEventMap {
    'zephr-submit': CustomEvent<ZephrSubmitDetail>;
    'zephr-dismiss': CustomEvent<ZephrDismissDetail>;
  }
  interface DocumentEventMap extends DocumentEvents {}
  interface WindowEventMap extends DocumentEvents {}
}
