import { css } from 'lit';

/**
 * Styles of the slots of a feature: a wall under something else keeps a distance, and kept content fades where it was cut. A
 * rule in a shadow tree gives way to any of the page's. On paper, and in colours that the reader has chosen, all is legible.
 */
export const slotStyles = css`
  :not([hidden]) + slot::slotted(*) {
    margin-block-start: var(--zephr-wall-gap, 1.5em);
  }
  @media screen and (forced-colors: none) {
    [data-cut] {
      mask-image: linear-gradient(#000 calc(100% - var(--zephr-fade, 4.5em)), #0003);
    }
  }
`;
