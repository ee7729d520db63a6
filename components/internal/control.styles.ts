import { css } from 'lit';

/**
 * Buttons and the focus ring: what a reader acts on. Nothing moves, so that reduced motion has nothing to reduce.
 *
 * - The transparent edge of a button is its only outline in forced colours.
 * - Hovering lays a veil over the accent, because a veil suits every accent.
 */
export const controlStyles = css`
  [part~='button'] {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    min-block-size: var(--_control-size);
    padding: 0.5em 1.25em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_accent-text);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-wrap: balance;
    text-decoration: none;
    cursor: pointer;
  }

  [part~='button']:hover {
    background-image: linear-gradient(rgb(0 0 0 / 0.14), rgb(0 0 0 / 0.14));
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
