import { css } from 'lit';

/**
 * - A single offer, or none, needs no wider box than a form.
 * - Three offers share a row or have one each: two and one below would say that the third is something else.
 * - Titles, prices, words, lists and buttons are in rows that go through all cards of a row, however long each is.
 * - The legend, which is only read out, is placed in its own box: in that of a zone it would not move with what scrolls.
 * - The badge sits on the card's edge and takes no height; a long one grows upwards.
 * - A tick drawn from two edges stays one in every font and in forced colours.
 */
export const styles = css`
  :host {
    max-inline-size: var(--zephr-wall-width, 60em);
  }

  [part='wall']:not(:has([part~='offer'] + [part~='offer'])) {
    inline-size: 100%;
    max-inline-size: var(--zephr-wall-width, 36em);
    margin-inline: auto;
  }

  [part='trial'] {
    font-weight: 600;
  }

  [part='toggle'] {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em;
    justify-self: start;
    margin: 0;
    padding: 0.25em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 0.25em);
    background: var(--_card);
  }

  legend {
    position: absolute;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [part='choice'] {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
    padding-inline: 0.875em;
    border-radius: var(--_radius);
    font-size: 0.9375em;
    font-weight: 600;
    cursor: pointer;
  }

  [part='choice']:has(:checked) {
    background: var(--_accent);
    color: var(--_accent-text);
  }

  [part='choice']:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  [part='choice'] input {
    margin: 0;
    accent-color: var(--_accent-text);
    outline: none;
  }

  [part='offers'] {
    display: grid;
    column-gap: var(--_space);
    margin-block: calc(var(--_space) * 0.5) calc(var(--_space) * -0.5);
    list-style: none;
  }

  @container zephr-wall (inline-size >= 34em) {
    [part='offers']:has(> :nth-child(2)):not(:has(> :nth-child(3):last-child)) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container zephr-wall (inline-size >= 44em) {
    [part='offers']:has(> :nth-child(3)):not(:has(> :nth-child(4):last-child)) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  [part~='offer'] {
    position: relative;
    display: grid;
    grid-row: span 5;
    grid-template-rows: subgrid;
    margin-block-end: var(--_space);
    padding: calc(var(--_space) * 1.25);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_card);
  }

  [part~='featured'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  [part~='offer'] > * + * {
    margin-block-start: calc(var(--_space) * 0.75);
  }

  [part='offer-title'] {
    font: 600 1.0625em / 1.3 var(--_font);
  }

  .edge {
    position: absolute;
    inset-block-end: calc(100% - 0.7em);
    inset-inline: calc(var(--_space) * 1.25);
    display: flex;
  }

  [part='badge'] {
    padding: 0.2em 0.65em;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.32;
  }

  [part='price'] {
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.4em;
    align-items: baseline;
  }

  [part='amount'] {
    font: 700 1.75em / 1.2 var(--_heading-font);
    font-variant-numeric: lining-nums;
    white-space: nowrap;
  }

  [part='period'],
  [part='offer-text'] {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  [part='offer-text'] {
    grid-row: 3;
  }

  [part='benefits'] {
    grid-row: 4;
    display: grid;
    align-content: start;
    gap: 0.5em;
    list-style: none;
    font-size: 0.9375em;
  }

  [part='benefit'] {
    position: relative;
    padding-inline-start: 1.6em;
  }

  [part='benefit']::before {
    content: '';
    position: absolute;
    inset-block-start: 0.3em;
    inset-inline-start: 0.3em;
    inline-size: 0.4em;
    block-size: 0.75em;
    border: solid var(--_accent);
    border-width: 0 0.14em 0.14em 0;
    rotate: 40deg;
  }

  [part~='offer'] [part~='button'] {
    grid-row: 5;
    margin-block-start: calc(var(--_space) * 1.25);
    padding-inline: 0.5em;
  }

  [part~='quiet'] {
    border-color: var(--_accent);
    background: transparent;
    color: var(--_accent);
  }

  [part~='quiet']:hover {
    background-image: linear-gradient(rgb(128 128 128 / 0.16), rgb(128 128 128 / 0.16));
  }

  @media (forced-colors: active) {
    [part~='featured'] {
      outline: 2px solid;
    }

    [part='badge'] {
      border: 1px solid;
    }
  }
`;
