import { css } from 'lit';

/**
 * How every wall looks. Remarks are here, as comments in the sheet would be sent to readers:
 *
 * - Custom properties are read into private ones. A default that stood on `:host` itself would win over a value that the
 *   page sets on `:root`.
 * - Colours follow the `color-scheme` of the page and not of the device: on a page that knows no dark mode a dark wall
 *   would be a hole. Browsers without `light-dark()` show the light ones.
 * - Sizes are no rem, because many sites set the root to 62.5%. `medium` is what the reader chose in the browser.
 * - `--_edge` is for what holds a wall and has the edge itself.
 * - `auto-phrase` keeps a Japanese particle with its word; other languages break as ever.
 * - `contain-intrinsic-inline-size`: in a box that shrinks to its content, containment would leave nothing of the wall.
 */
export const hostStyles = css`
  :host {
    --_font: var(--zephr-font, system-ui, sans-serif);
    --_heading-font: var(--zephr-heading-font, Georgia, 'Times New Roman', serif);
    --_heading-size: var(--zephr-heading-size, min(1.75em, 1em + 2.4cqi));
    --_space: var(--zephr-space, 1em);
    --_radius: var(--zephr-radius, 3px);
    --_text: var(--zephr-text, #1b1b1d);
    --_muted: var(--zephr-muted, #5b5a57);
    --_surface: var(--zephr-surface, #faf8f5);
    --_card: var(--zephr-card, #fff);
    --_control: var(--zephr-control, #fff);
    --_border: var(--zephr-border, #dcd8d1);
    --_control-border: var(--zephr-control-border, #807c75);
    --_accent: var(--zephr-accent, #164f86);
    --_accent-text: var(--zephr-accent-text, #fff);
    --_error: var(--zephr-error, #b3261e);
    --_focus: var(--zephr-focus, var(--_accent));
    --_control-size: var(--zephr-control-size, 2.875em);

    display: block;
    box-sizing: border-box;
    container: zephr-wall / inline-size;
    contain-intrinsic-inline-size: 280px;
    inline-size: 100%;
    max-inline-size: var(--zephr-wall-width, 36em);
    margin-inline: auto;
    font: var(--zephr-font-size, medium) / 1.5 var(--_font);
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
    text-wrap: pretty;
    word-break: auto-phrase;
  }

  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_text: var(--zephr-text, light-dark(#1b1b1d, #eeedeb));
      --_muted: var(--zephr-muted, light-dark(#5b5a57, #b3b1ad));
      --_surface: var(--zephr-surface, light-dark(#faf8f5, #1d1d20));
      --_card: var(--zephr-card, light-dark(#fff, #28282c));
      --_control: var(--zephr-control, light-dark(#fff, #131315));
      --_border: var(--zephr-border, light-dark(#dcd8d1, #3d3d42));
      --_control-border: var(--zephr-control-border, light-dark(#807c75, #85848a));
      --_accent: var(--zephr-accent, light-dark(#164f86, #9cc4ee));
      --_accent-text: var(--zephr-accent-text, light-dark(#fff, #10243a));
      --_error: var(--zephr-error, light-dark(#b3261e, #f2a59f));
    }
  }

  :host([hidden]) {
    display: none;
  }

  @media print {
    :host {
      display: none;
    }
  }

  *,
  ::before,
  ::after {
    box-sizing: inherit;
  }

  [part='wall'] {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 1.25);
    border: var(--_edge, 1px solid var(--_border));
    border-block-start: var(--_edge, 3px solid var(--_text));
    border-radius: 0 0 var(--_radius) var(--_radius);
    background: var(--_surface);
  }

  @container zephr-wall (inline-size > 30em) {
    [part='wall'] {
      padding: calc(var(--_space) * 2.25) calc(var(--_space) * 2.5);
    }
  }

  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  p,
  ul {
    margin: 0;
    padding: 0;
  }

  [part='heading'] {
    font: 700 var(--_heading-size) / 1.15 var(--_heading-font);
    text-wrap: balance;
  }

  [part='text'] {
    color: var(--_muted);
    white-space: pre-line;
  }

  [part='sign-in'] {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  [part='link'] {
    color: var(--_accent);
    display: inline-block;
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
`;
