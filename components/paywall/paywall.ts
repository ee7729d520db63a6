/* eslint lit-a11y/no-redundant-role: "off" --
   `list-style: none` takes the list away from VoiceOver, and the role gives it back. https://webkit.org/b/170179 */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { property } from '../internal/property.js';
import type { OfferConfig } from '../../src/model/config.js';
import type { TrialLeft } from '../../src/model/decision.js';
import { readText } from '../internal/read-text.js';
import { ZephrWall } from '../internal/zephr-wall.js';
import { styles } from './paywall.styles.js';
import { readOffers, type Period } from './read-offers.js';
import { renderOffer } from './render-offer.js';

/** The periods that a toggle offers. */
const PERIODS: readonly ('month' | 'year')[] = ['month', 'year'];

/**
 * A wall with a list of offers, and a link for readers who have an account. It shows how many articles the trial that led to it
 * has left.
 *
 * Keyboard: Tab goes from offer to offer. The arrow keys change between monthly and yearly offers.
 *
 * Accessibility: a region, named by its heading. The offers are a list; the choice between monthly and yearly offers is a group of
 * radio buttons with a legend.
 *
 * @summary Asks a reader to subscribe, and leads to the offer that was chosen.
 *
 * @slot - Words below the heading. Replaces `text`.
 * @slot footer - Small print below everything.
 * @event {ZephrSubmitEvent} zephr-submit - An offer was chosen, its id is in `detail.offer`. Cancel it to stay on the
 *   page. An offer without `href` does nothing else.
 * @csspart wall - The box.
 * @csspart heading - The heading.
 * @csspart text - The words below it.
 * @csspart trial - The number of articles that a trial has left, or that it is used up.
 * @csspart toggle - The choice between monthly and yearly offers.
 * @csspart choice - A side of it, a radio button and its label.
 * @csspart offers - The list of offers.
 * @csspart offer - An offer; with `featured` where it has a badge.
 * @csspart offer-title - Its title.
 * @csspart badge - Its badge.
 * @csspart offer-text - Its words.
 * @csspart price - Amount and period.
 * @csspart amount - The amount.
 * @csspart period - The period.
 * @csspart benefits - The list of what the offer holds.
 * @csspart benefit - A line of that list.
 * @csspart button - The button or link that chooses an offer; with `quiet` where another offer is featured.
 * @csspart sign-in - The line for readers who have an account.
 * @csspart link - A link.
 * @cssproperty [--zephr-font=system-ui, sans-serif] - Font of everything but the headings.
 * @cssproperty [--zephr-heading-font=Georgia, 'Times New Roman', serif] - Font of headings and prices.
 * @cssproperty [--zephr-font-size=medium] - Size of the text; the other sizes follow it.
 * @cssproperty [--zephr-heading-size=1.75em] - Size of the heading; smaller by default where the wall is narrow.
 * @cssproperty [--zephr-wall-width=60em] - Widest the wall may grow; 36em with fewer than two offers.
 * @cssproperty [--zephr-space=1em] - Distance between the pieces.
 * @cssproperty [--zephr-radius=3px] - Rounding of boxes and buttons.
 * @cssproperty [--zephr-control-size=2.875em] - Least height of buttons.
 * @cssproperty [--zephr-text] - Colour of text.
 * @cssproperty [--zephr-muted] - Colour of text that matters less.
 * @cssproperty [--zephr-surface] - Background of the wall.
 * @cssproperty [--zephr-border] - Colour of the edge of wall and offers.
 * @cssproperty [--zephr-card] - Background of offers.
 * @cssproperty [--zephr-accent] - Colour of buttons, links and the featured offer.
 * @cssproperty [--zephr-accent-text] - Colour of text on the accent.
 * @cssproperty [--zephr-focus] - Colour of the focus ring. Default: the accent.
 */
export class ZephrPaywallElement extends ZephrWall {
  static override styles = [...ZephrWall.styles, styles];

  /** The offers, in order. As an attribute: JSON. */
  @property({ type: Array }) offers: readonly OfferConfig[] | null = null;

  /** Whether the reader chooses between monthly and yearly offers. Without offers of both kinds all are shown. */
  @property({ type: Boolean }) toggle = false;

  /** The trial that led to the wall. */
  @property({ attribute: false }) trialLeft: TrialLeft | null = null;

  /** Fills the default words about the trial. */
  @property({ attribute: false }) fill: ((template: string) => string) | null = null;

  /** Words about the trial. Default: words in the page's language; `false` shows none. */
  @property({ attribute: false }) trial: string | boolean | null = null;

  /** The period of the offers that are shown, if the reader can choose. */
  @property({ reflect: true }) period: 'month' | 'year' = 'month';

  protected override readonly headingKey = 'subscribe';

  protected override renderBody(): unknown {
    const all = readOffers(this.offers, this.say('choose'));
    const kinds = this.toggle ? PERIODS.filter((per) => all.some((offer) => offer.per === per)) : [];
    const isToggled = kinds.length === PERIODS.length;
    const offers = all.filter(({ per }) => !isToggled || per === this.period || (per !== 'month' && per !== 'year'));
    const look = {
      language: this.words.language,
      level: this.headingLevel + 1,
      quiet: offers.some((offer) => offer.badge !== ''),
      say: (per: Period) => this.say(per),
    };
    return html`
      ${this.#renderTrial()} ${isToggled ? this.#renderToggle() : nothing}
      ${
        offers.length > 0
          ? keyed(
              // Other offers have nodes of their own: a translator has put its own nodes in the place of their texts.
              JSON.stringify([offers, look.language, isToggled && this.period]),
              html`
                <ul part="offers" role="list">
                  ${offers.map((offer, index) => renderOffer(offer, `offer-${index}`, look, (event) => this.#choose(event, offer.id)))}
                </ul>
              `,
            )
          : nothing
      }
    `;
  }

  #renderTrial(): unknown {
    const { trialLeft, trial, fill } = this;
    if (!trialLeft || trial === false) return nothing;
    const text = readText(trial, fill?.(this.say(trialLeft.remaining > 0 ? 'left' : 'used')) ?? '');
    return text ? keyed(text, html`<p part="trial">${text}</p>`) : nothing;
  }

  // Radio buttons say how many there are and which one is chosen, and the arrows move between them.
  #renderToggle(): TemplateResult {
    return html`
      <fieldset part="toggle">
        <legend>${this.say('billing')}</legend>
        ${PERIODS.map(
          (per) => html`
            <label part="choice">
              <input
                type="radio"
                name="period"
                .checked=${this.period === per}
                @change=${() => (this.period = per)}
              />${this.say(per === 'month' ? 'monthly' : 'yearly')}
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  #choose(event: Event, offer: string): void {
    if (!this.announce({ offer })) event.preventDefault();
  }
}
