import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { property } from '../internal/property.js';
import type { FieldConfig } from '../../src/model/config.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import { PAGE_SCHEMES, safeHref } from '../internal/safe-href.js';
import { ZephrWall } from '../internal/zephr-wall.js';
import type { FormState, FormWall, Say } from './form-wall.js';
import type { FormController } from './form-controller.js';
import { loadFormController } from './load-form-controller.js';
import { readFields } from './read-fields.js';
import { styles } from './registration-wall.styles.js';
import { renderField } from './render-field.js';

/**
 * A wall with a form, and a link for readers who have an account. The form is checked in the page's language and sent without
 * leaving the page.
 *
 * Keyboard: Enter in a field sends the form. After a mistake, the focus goes to the first field that is wrong.
 *
 * Accessibility: a region, named by its heading. Each field has a label, and its hint and mistake describe it; a form that was
 * refused says so as an alert, one that is on its way or was taken as a status.
 *
 * @summary Asks a reader to register, and posts the form to the publisher's identity provider.
 *
 * @slot - Words below the heading. Replaces `text`.
 * @slot footer - Small print below everything.
 * @event {ZephrSubmitEvent} zephr-submit - Before a valid form is sent. Its data is in `detail.data`; cancel it to
 *   send the data yourself. Without `action` nothing else happens.
 * @csspart wall - The box.
 * @csspart heading - The heading.
 * @csspart text - The words below it.
 * @csspart form - The form.
 * @csspart field - A field with its label; with `tick` where it is a check box.
 * @csspart label - The label of a field.
 * @csspart mark - The star of a required field.
 * @csspart hint - An explanation of a field.
 * @csspart input - A line of text or a select.
 * @csspart checkbox - The box of a check box or consent.
 * @csspart field-error - The mistake in a field.
 * @csspart error - The reason why the form could not be sent.
 * @csspart button - The button that submits.
 * @csspart status - That the form is on its way, or was taken.
 * @csspart sign-in - The line for readers who have an account.
 * @csspart link - A link.
 * @cssproperty [--zephr-font=system-ui, sans-serif] - Font of everything but the heading.
 * @cssproperty [--zephr-heading-font=Georgia, 'Times New Roman', serif] - Font of the heading.
 * @cssproperty [--zephr-font-size=medium] - Size of the text; the other sizes follow it.
 * @cssproperty [--zephr-heading-size=1.75em] - Size of the heading; smaller by default where the wall is narrow.
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
 * @cssproperty [--zephr-focus] - Colour of the focus ring. Default: the accent.
 * @cssproperty [--zephr-error] - Colour of what is missing or wrong.
 */
export class ZephrRegistrationWallElement extends ZephrWall implements FormWall {
  static override styles = [...ZephrWall.styles, styles];

  /** Address that the form is sent to: http, https or relative. Without one the wall only fires `zephr-submit`. */
  @property() action = '';

  /**
   * How it is sent: `fetch` stays on the page, where the wall goes as soon as the reader may read on; `form` goes to the
   * address as any form of the page does.
   *
   * @type {'fetch' | 'form'}
   */
  @property() submit = 'fetch';

  /** Text of the button. Default: text in the page's language. */
  @property() button = '';

  /** The fields. Default: one e-mail field. As an attribute: JSON. */
  @property({ type: Array }) fields: readonly FieldConfig[] | null = null;

  /**
   * How far the form has come; set by the wall.
   *
   * @type {'idle' | 'pending' | 'error' | 'done'}
   */
  @property({ reflect: true }) state: FormState = 'idle';

  /** Messages about mistakes in the fields, by name of the field. */
  @property({ attribute: false }) mistakes: Readonly<Partial<Record<string, string>>> = {};

  /** Text of the status or the error. */
  @property({ attribute: false }) message = '';

  /** The session that sends the form; set by the feature that shows the wall. */
  @property({ attribute: false }) session: FeatureSession | null = null;

  protected override readonly headingKey = 'register';

  protected override renderBody(): TemplateResult {
    const { state, message, mistakes } = this;
    // The style hides the element while it is empty: white space would show it.
    const mistake = state === 'error' && message ? keyed(message, html`<p part="error">${message}</p>`) : nothing;
    const say = this.#say;
    const busy = state === 'pending' ? 'true' : nothing;
    return html`
      <form
        part="form"
        method="post"
        action=${this.#target ?? nothing}
        ?hidden=${state === 'done'}
        @focusin=${loadFormController}
        @invalid=${{ handleEvent: this.#onInvalid, capture: true }}
        @submit=${this.#onSubmit}
      >
        ${readFields(this.fields).map((field, index) => renderField(field, `field-${index}`, mistakes[field.name], say))}
        <div role="alert">${mistake}</div>
        <button part="button" type="submit" aria-disabled=${busy}>${this.button || say('create')}</button>
      </form>
      <div role="status">
        ${state !== 'error' && message ? keyed(message, html`<p part="status" tabindex="-1">${message}</p>`) : nothing}
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The focus is lost with the form.
    if (changed.has('state') && this.state === 'done')
      this.renderRoot.querySelector<HTMLElement>('[part=status]')?.focus();
  }

  #controller: FormController | undefined;

  readonly #say: Say = (key) => this.say(key);

  get #target(): string | undefined {
    return safeHref(this.action, PAGE_SCHEMES);
  }

  /** Fires for each field that is not sound, before the browser would say so in a language of its own choice. */
  #onInvalid = (event: Event): void => {
    const form = (event.target as HTMLInputElement).form!;
    event.preventDefault();
    void this.#withController(form, (controller) => controller.showMistakes());
  };

  #onSubmit = (event: SubmitEvent): void => {
    const form = event.currentTarget as HTMLFormElement;
    // No field of this form takes a file, so every value is text.
    const data = Object.fromEntries(new FormData(form) as Iterable<readonly unknown[]>) as Record<string, string>;
    const target = this.#target;
    const goOn = this.state !== 'pending' && this.announce({ data }) && target !== undefined;
    if (goOn && this.submit === 'form') return;
    event.preventDefault();
    if (goOn) void this.#withController(form, (controller) => controller.send(target, data));
  };

  /** Without the controller's file the browser does what it does with any form. */
  async #withController(form: HTMLFormElement, use: (controller: FormController) => unknown): Promise<void> {
    const Controller = await loadFormController();
    if (Controller) use((this.#controller ??= new Controller(this, form, this.#say)));
    else if (form.matches(':valid')) HTMLFormElement.prototype.submit.call(form);
  }
}
