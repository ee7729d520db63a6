import { css } from 'lit';

/**
 * - The zone itself has no box: it is in the page where its feature is, and its content is in the top layer, where no
 *   ancestor can clip it, transform it or paint over it. Browsers that know no popover get `position: fixed`.
 * - The box has the edge and the surface, and the walls in it have none: `--_edge` is theirs.
 * - The button overlaps only what a wall keeps free above its heading.
 * - What comes up moves and does not fade: half transparent text cannot be read.
 */
export const styles = css`
  :host {
    display: contents;
    font: inherit;
    color: inherit;
  }

  [part='panel'] {
    --_edge: 0 solid;
    --_width: var(--zephr-zone-width, 36em);

    flex-direction: column;
    margin: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-block-start: 3px solid var(--_text);
    background: var(--_surface);
    color: var(--_text);
    font-size: var(--zephr-font-size, medium);
    overflow: hidden;
  }

  [part='panel']:focus {
    outline: none;
  }

  dialog {
    box-sizing: border-box;
    inline-size: min(var(--_width), 100% - 2 * var(--_gap));
    max-inline-size: none;
    max-block-size: calc(100% - 2 * var(--_gap));
    --_gap: max(1em, env(safe-area-inset-left), env(safe-area-inset-right), env(safe-area-inset-top));
    border-radius: 0 0 var(--_radius) var(--_radius);
    box-shadow: 0 1.5em 4em rgb(0 0 0 / 0.3);
  }

  dialog.wide {
    --_width: var(--zephr-zone-width, 50em);
  }

  dialog[open] {
    display: flex;
  }

  /* Beside another notice it is not modal, and not in the top layer. */
  dialog {
    position: fixed;
    inset: 0;
    z-index: 2147483640;
  }

  dialog::backdrop {
    background: var(--zephr-zone-backdrop, rgb(0 0 0 / 0.55));
  }

  section {
    box-sizing: border-box;
    position: fixed;
    z-index: 2147483647;
    inset: auto 0 0;
    inline-size: auto;
    block-size: fit-content;
    max-block-size: var(--zephr-zone-height, 50vh);
    max-block-size: var(--zephr-zone-height, 50dvh);
    padding: 0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border-width: 3px 0 0;
    box-shadow: 0 -0.25em 1.5em rgb(0 0 0 / 0.18);
  }

  :host(:not([open])) section {
    display: none;
  }

  :host([open]) section {
    display: flex;
  }

  :host([aside]) section {
    visibility: hidden;
  }

  .bar {
    position: relative;
    z-index: 1;
    display: flex;
    flex: none;
    justify-content: flex-end;
    margin-block-end: calc(var(--_space) * -1.25);
    padding: 0.25em 0.25em 0;
    background: linear-gradient(var(--_surface) 60%, transparent);
    pointer-events: none;
  }

  [part='close'] {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_muted);
    font: inherit;
    cursor: pointer;
    pointer-events: auto;
  }

  [part='close']:hover {
    background: rgb(128 128 128 / 0.16);
    color: var(--_text);
  }

  [part='close']:focus-visible {
    outline-offset: -4px;
  }

  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
  }

  .scroller {
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  section [part='body'] {
    max-inline-size: var(--zephr-zone-width, 60em);
    margin-inline: auto;
  }

  @media (min-width: 48em) {
    section .bar {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: env(safe-area-inset-right);
      margin: 0;
      background: none;
    }

    section .bar + .scroller {
      padding-inline: 3em;
    }
  }

  ::slotted(:not(zephr-registration-wall, zephr-paywall)) {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 1.25);
  }

  .mark {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 0.2s ease-out;
    }

    :host([open]) section {
      animation: slide 0.25s ease-out;
    }

    @keyframes rise {
      from {
        translate: 0 1em;
      }
    }

    @keyframes slide {
      from {
        translate: 0 100%;
      }
    }
  }

  @media (forced-colors: active) {
    section {
      border-block-start-color: CanvasText;
    }

    [part='close'] {
      border-color: ButtonBorder;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
