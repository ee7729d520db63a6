import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../internal/property.js';
import { placeMarkup } from './place-markup.js';
import { ZephrElement } from '../internal/zephr-element.js';
import { styles } from './custom-block.styles.js';

/**
 * Shows its markup as it is: templates are filled, and external markup is fetched, before the element gets it.
 *
 * Accessibility: adds nothing to the markup. Its headings, labels and order are those of the publisher.
 *
 * @summary Shows the publisher's own markup, sanitised, as children of the page: its style sheets apply.
 *
 * @slot - The markup. Shown as it is while `html` is not set.
 * @csspart body - The slot.
 */
export class ZephrCustomBlockElement extends ZephrElement {
  static override styles = styles;

  /** The markup. It replaces the children; scripts, handlers and other schemes than a link's are left out. */
  @property() html: string | null = null;

  /**
   * Elements of the page's own that the markup may hold, each with the names of its attributes besides those that any
   * element may have and `data-*`. As an attribute: JSON.
   */
  @property({ type: Object, attribute: 'custom-elements' })
  customElements: Readonly<Record<string, readonly string[]>> | null = null;

  #placed: Promise<void> | undefined;

  protected override render(): TemplateResult {
    return html`<slot part="body"></slot>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.html === null || !(changed.has('html') || changed.has('customElements'))) return;
    const markup = String(this.html);
    this.#placed = placeMarkup(this, markup, this.customElements, () => markup === this.html);
    // Callers that await `updateComplete` still get the error; the page's error log does not.
    this.#placed.catch(() => {});
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#placed;
    return done;
  }
}
