import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { property } from './property.js';
import { bare } from '../../src/lib/bare.js';
import type { Texts } from '../../src/texts/texts.js';
import { controlStyles } from './control.styles.js';
import { hostStyles } from './host.styles.js';
import { readText } from './read-text.js';
import { renderHeading, soundLevel } from './render-heading.js';
import { safeHref } from './safe-href.js';
import { signInHref, type SignIn } from './sign-in-href.js';
import { WordsController } from './words-controller.js';
import { ZephrElement } from './zephr-element.js';

/** The frame that both walls share: a region named by its heading, some words, and the sign-in line at the end. */
export abstract class ZephrWall extends ZephrElement {
  static override styles = [hostStyles, controlStyles];

  /** The heading. Default: text in the page's language; empty shows no heading. */
  @property() heading: string | null = null;

  /** Words below the heading; a line break in them is kept. */
  @property() text = '';

  /** Level of the heading in the page's outline, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Link for readers who have an account. Without a usable `href` the line is left out. As an attribute: JSON. */
  @property({ type: Object, attribute: 'sign-in' }) signIn: SignIn | null = null;

  /** Texts of the publisher instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  @property({ type: Object }) texts: Readonly<Record<string, unknown>> | null = null;

  protected readonly words = new WordsController(this);

  /** Complete when the words of the wall are those of the page's language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.words.loaded;
    return super.getUpdateComplete();
  }

  /** A text: the publisher's own, else the default in the page's language. */
  protected say(key: keyof Texts): string {
    return this.words.say(key);
  }

  /** Key of the default heading. */
  protected abstract readonly headingKey: keyof Texts;

  /** The part between the words and the sign-in line. */
  protected abstract renderBody(): unknown;

  protected override render(): TemplateResult {
    const heading = this.heading ?? this.say(this.headingKey);
    return html`
      <section part="wall" aria-labelledby=${heading ? 'heading' : nothing}>
        ${heading ? keyed(heading, renderHeading(soundLevel(this.headingLevel), 'heading', 'heading', heading)) : nothing}
        <slot>${this.text ? keyed(this.text, html`<p part="text">${this.text}</p>`) : nothing}</slot>
        ${this.renderBody()} ${this.#renderSignIn()}
        <slot name="footer"></slot>
      </section>
    `;
  }

  #renderSignIn(): unknown {
    const signIn = this.signIn && bare(this.signIn);
    const href = safeHref(signIn?.href);
    if (!signIn || href === undefined) return nothing;
    return html`
      <p part="sign-in">
        ${readText(signIn.text, this.say('account'))}
        <a part="link" href=${signInHref(href, signIn)}>${readText(signIn.label, this.say('signIn'))}</a>
      </p>
    `;
  }
}
