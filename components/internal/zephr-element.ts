import { LitElement } from 'lit';
import { property } from './property.js';
import type { ZephrSubmitDetail } from '../../src/model/events.js';
import { ZephrSubmitEvent } from './zephr-submit-event.js';

/** The outcome that shows a component. */
export type ShownBy = Pick<ZephrSubmitDetail, 'outcomeId' | 'outcomeLabel' | 'splitTests'>;

/** Base of the components: each knows its feature and its own id in the config. */
export class ZephrElement extends LitElement {
  /** Id of the feature whose outcome shows this component. */
  @property({ reflect: true }) feature = '';

  /** Id of this component in the config. */
  @property({ reflect: true }) component = '';

  /** The outcome that shows this component, and the groups of split tests that led to it: for `zephr-submit`. */
  shownBy: ShownBy | undefined;

  /**
   * Fires `zephr-submit` with the reader's request.
   *
   * @returns `false` if the page has cancelled the event and takes over.
   */
  protected announce(request: Pick<ZephrSubmitDetail, 'data' | 'offer'>): boolean {
    return this.dispatchEvent(
      new ZephrSubmitEvent({ feature: this.feature, component: this.component, ...this.shownBy, ...request }),
    );
  }
}
