import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controlStyles } from './control.styles.js';
import { hostStyles } from './host.styles.js';
import { readText } from './read-text.js';
import { renderHeading, soundLevel } from './render-heading.js';
import { safeHref } from './safe-href.js';
import { ZephrElement } from './zephr-element.js';

/** The way in for a reader who already has an account. */
export interface SignIn {
  readonly href: string;
  /** The question before the link. */
  readonly text?: string;
  /** Text of the link. */
  readonly label?: string;
}

/** The frame that both walls share: a region named by its heading, some words, and the sign-in line at the end. */
export abstract class ZephrWall extends ZephrElement {
  static override styles = [hostStyles, controlStyles];

  /** Says what the reader gets. Empty shows no heading. */
  @property() heading = '';

  /** Words below the heading; a line break in them is kept. */
  @property() text = '';

  /** Level of the heading in the page's outline, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Link for readers who have an account. Without a usable `href` the line is left out. As an attribute: JSON. */
  @property({ type: Object, attribute: 'sign-in' }) signIn: SignIn | null = null;

  /** What stands between the words and the sign-in line. */
  protected abstract renderBody(): unknown;

  protected override render(): TemplateResult {
    return html`
      <section part="wall" aria-labelledby=${this.heading ? 'heading' : nothing}>
        ${this.heading ? renderHeading(soundLevel(this.headingLevel), 'heading', 'heading', this.heading) : nothing}
        <slot>${this.text ? html`<p part="text">${this.text}</p>` : nothing}</slot>
        ${this.renderBody()} ${renderSignIn(this.signIn)}
        <slot name="footer"></slot>
      </section>
    `;
  }
}

function renderSignIn(signIn: SignIn | null): unknown {
  const href = safeHref(signIn?.href);
  if (href === undefined) return nothing;
  return html`
    <p part="sign-in">
      ${readText(signIn?.text, 'Already have an account?')}
      <a part="link" href=${href}>${readText(signIn?.label, 'Sign in')}</a>
    </p>
  `;
}
