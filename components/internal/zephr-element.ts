import { LitElement } from 'lit';
import { property } from './property.js';
import { ZephrSubmitEvent, type ZephrSubmitDetail } from './events.js';

/** What every component knows: the feature it stands for and its own id in the config. */
export class ZephrElement extends LitElement {
  /** Id of the feature whose outcome shows this component. */
  @property({ reflect: true }) feature = '';

  /** Id of this component in the config. */
  @property({ reflect: true }) component = '';

  /**
   * Tells the page what the reader asks for.
   *
   * @returns Whether to go on; `false` when the page has taken over.
   */
  protected announce(request: Pick<ZephrSubmitDetail, 'data' | 'offer'>): boolean {
    return this.dispatchEvent(new ZephrSubmitEvent({ feature: this.feature, component: this.component, ...request }));
  }
}
