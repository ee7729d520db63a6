/* eslint lit-a11y/no-redundant-role: "off" --
   `list-style: none` takes the list away from VoiceOver, and the role gives it back. https://webkit.org/b/170179 */
import { html, nothing, type TemplateResult } from 'lit';
import { renderHeading, soundLevel } from '../internal/render-heading.js';
import { formatPrice } from './format-price.js';
import type { Offer, Period } from './read-offers.js';

/** Settings that the cards of a wall share. */
export interface OfferLook {
  readonly language: string | undefined;
  /** Level of the titles. */
  readonly level: number;
  /** Whether offers without a badge are less prominent. */
  readonly quiet: boolean;
  /** Text of the period that a price pays for. */
  readonly say: (period: Period) => string;
}

/** An offer as a card. The button is described by title and price, since its own text may be the same on every card. */
export function renderOffer(offer: Offer, id: string, look: OfferLook, choose: (event: Event) => void): TemplateResult {
  const featured = offer.badge !== '';
  const button = look.quiet && !featured ? 'button quiet' : 'button';
  const about = offer.price === null ? `${id}-title` : `${id}-title ${id}-price`;
  return html`
    <li part=${featured ? 'offer featured' : 'offer'}>
      ${renderHeading(soundLevel(look.level), `${id}-title`, 'offer-title', offer.title)}
      ${featured ? html`<div class="edge"><span part="badge">${offer.badge}</span></div>` : nothing}
      ${renderPrice(offer, `${id}-price`, look)} ${offer.text ? html`<p part="offer-text">${offer.text}</p>` : nothing}
      ${
        offer.features.length > 0
          ? html`
              <ul part="benefits" role="list">
                ${offer.features.map((line) => html`<li part="benefit">${line}</li>`)}
              </ul>
            `
          : nothing
      }
      ${
        offer.href === undefined
          ? html`<button part=${button} type="button" aria-describedby=${about} @click=${choose}>
              ${offer.action}
            </button>`
          : html`<a part=${button} href=${offer.href} aria-describedby=${about} @click=${choose}>${offer.action}</a>`
      }
    </li>
  `;
}

function renderPrice({ price, per }: Offer, id: string, { language, say }: OfferLook): unknown {
  if (price === null) return nothing;
  return html`
    <p part="price" id=${id}>
      <span part="amount">${formatPrice(price, language)}</span>
      ${per === null ? nothing : html`<span part="period">${say(per)}</span>`}
    </p>
  `;
}
