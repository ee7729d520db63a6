import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { FieldConfig } from '../../src/model/config.js';
import { PAGE_SCHEMES, safeHref } from '../internal/safe-href.js';
import { ZephrWall } from '../internal/zephr-wall.js';
import { readFields } from './read-fields.js';
import { styles } from './registration-wall.styles.js';
import { renderField } from './render-field.js';

/**
 * @summary Asks a reader to register, and posts the form to the publisher's identity provider.
 *
 * @slot - Words below the heading. Replaces `text`.
 * @slot footer - Small print below everything.
 * @event {ZephrSubmitEvent} zephr-submit - A valid form is about to be posted. Its data is in `detail.data`; cancel it
 *   to send the data yourself. Without `action` nothing else happens.
 * @csspart wall - The box.
 * @csspart heading - The heading.
 * @csspart text - The words below it.
 * @csspart form - The form.
 * @csspart field - A field with its label; with `tick` where it is a check box.
 * @csspart label - The label of a field.
 * @csspart mark - The star of a required field.
 * @csspart input - A line of text or a select.
 * @csspart checkbox - The box of a check box or consent.
 * @csspart button - The button that submits.
 * @csspart sign-in - The line for readers who have an account.
 * @csspart link - A link.
 * @cssproperty [--zephr-font=system-ui, sans-serif] - Font of everything but the heading.
 * @cssproperty [--zephr-heading-font=Georgia, 'Times New Roman', serif] - Font of the heading.
 * @cssproperty [--zephr-font-size=medium] - Size of the text; the other sizes follow it.
 * @cssproperty [--zephr-heading-size=1.75em] - Size of the heading.
 * @cssproperty [--zephr-wall-width=36em] - Widest the wall may grow.
 * @cssproperty [--zephr-space=1em] - Distance between the pieces.
 * @cssproperty [--zephr-radius=3px] - Rounding of box, fields and buttons.
 * @cssproperty [--zephr-control-size=2.875em] - Least height of fields and buttons.
 * @cssproperty [--zephr-text] - Colour of text.
 * @cssproperty [--zephr-muted] - Colour of text that matters less.
 * @cssproperty [--zephr-surface] - Background of the wall.
 * @cssproperty [--zephr-border] - Colour of the wall's edge.
 * @cssproperty [--zephr-control] - Background of fields.
 * @cssproperty [--zephr-control-border] - Colour of the edge of fields.
 * @cssproperty [--zephr-accent] - Colour of the button and of links.
 * @cssproperty [--zephr-accent-text] - Colour of text on the accent.
 * @cssproperty [--zephr-focus] - Colour of the focus ring. The accent unless set.
 * @cssproperty [--zephr-error] - Colour of what is missing or wrong.
 */
export class ZephrRegistrationWallElement extends ZephrWall {
  static override styles = [...ZephrWall.styles, styles];

  override heading = 'Read on with a free account';

  /** Address that the form is posted to: http, https or relative. Without one the wall only fires `zephr-submit`. */
  @property() action = '';

  /** Text of the button. */
  @property() button = 'Create free account';

  /** What is asked for; one e-mail field unless set. As an attribute: JSON. */
  @property({ type: Array }) fields: readonly FieldConfig[] | null = null;

  protected override renderBody(): TemplateResult {
    return html`
      <form part="form" method="post" action=${this.#target ?? nothing} @submit=${this.#onSubmit}>
        ${readFields(this.fields).map((field, index) => renderField(field, `field-${index}`))}
        <button part="button" type="submit">${this.button}</button>
      </form>
    `;
  }

  get #target(): string | undefined {
    return safeHref(this.action, PAGE_SCHEMES);
  }

  #onSubmit = (event: SubmitEvent): void => {
    const form = event.currentTarget as HTMLFormElement;
    // No field of this form takes a file, so every value is text.
    const data = Object.fromEntries(new FormData(form) as Iterable<readonly unknown[]>) as Record<string, string>;
    if (!this.announce({ data }) || this.#target === undefined) event.preventDefault();
  };
}
