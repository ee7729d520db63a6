import { css } from 'lit';

/**
 * - Nothing of the page reaches in: rules of the host are important, as rules of the page would win over others.
 * - The colours are of high contrast by themselves, in the scheme of the system, as the drawing of a rule is.
 * - Everything is in the top layer, so that the page is not laid out again.
 * - Rows have one height, and what grows is last: late words move nothing.
 */
export const styles = css`
  :host {
    all: initial !important;
    display: block !important;
    position: fixed !important;
    inset: 0 auto auto 0 !important;
    inline-size: 0 !important;
    block-size: 0 !important;
    direction: ltr !important;
  }

  @media print {
    :host {
      display: none !important;
    }
  }

  * {
    box-sizing: border-box;
  }

  .frame,
  .panel {
    color-scheme: light dark;
    --ink: #1b2130;
    --muted: #4d5566;
    --paper: #fff;
    --band: #f1f3f7;
    --line: #7c8597;
    --hair: #d5d9e2;
    --accent: #1747c4;
    --good: #14673b;
    --warn: #7a4f00;
    --bad: #a81f18;
  }

  @media (prefers-color-scheme: dark) {
    .frame,
    .panel {
      --ink: #edf0f6;
      --muted: #b4bccb;
      --paper: #11141a;
      --band: #1d222c;
      --line: #7d889d;
      --hair: #333b49;
      --accent: #97bbff;
      --good: #6fd39a;
      --warn: #e9bf66;
      --bad: #f6a09a;
    }
  }

  .frame {
    position: fixed;
    z-index: 2147483646;
    inset: 0 auto auto 0;
    margin: 0;
    padding: 0;
    border: 3px solid var(--accent);
    background: none;
    outline: 1px solid var(--paper);
    pointer-events: none;
    visibility: hidden;
  }

  .frame.on {
    visibility: visible;
  }

  .panel {
    position: fixed;
    z-index: 2147483647;
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    inset: 0 0 0 auto;
    inline-size: var(--size, 30%);
    min-inline-size: min(20rem, 100%);
    block-size: auto;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-inline-start: 2px solid var(--line);
    background: var(--paper);
    color: var(--ink);
    font:
      14px/1.45 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      sans-serif;
    text-align: start;
    overflow: hidden;
  }

  .panel.below {
    inset: auto 0 0 0;
    inline-size: auto;
    block-size: var(--size, 50%);
    border-inline-start: 0;
    border-block-start: 2px solid var(--line);
  }

  .panel.folded {
    display: block;
    inset: auto 0 0 auto;
    inline-size: auto;
    min-inline-size: 0;
    block-size: auto;
    border: 2px solid var(--line);
  }

  [role='separator'] {
    position: absolute;
    z-index: 1;
    inset: 0 auto 0 0;
    inline-size: 8px;
    cursor: ew-resize;
    touch-action: none;
  }

  .below [role='separator'] {
    inset: 0 0 auto 0;
    inline-size: auto;
    block-size: 8px;
    cursor: ns-resize;
  }

  [role='separator']:focus-visible {
    background: var(--accent);
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }

  header,
  .tabs,
  footer,
  .note {
    padding: 6px 12px;
    background: var(--band);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    padding-block-start: 10px;
  }

  h2,
  h3,
  h4 {
    margin: 0;
    font: inherit;
    font-weight: 650;
  }

  h2 {
    flex: 1;
    min-inline-size: max-content;
    font-size: 15px;
  }

  .back {
    margin-block-end: 8px;
  }

  h3 {
    font-size: 16px;
  }

  h4 {
    margin-block: 14px 2px;
    color: var(--muted);
    font-size: 12px;
    letter-spacing: 0.02em;
  }

  button,
  select,
  input,
  a.button {
    min-block-size: 26px;
    padding: 2px 8px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-size: 13px;
    text-decoration: none;
    cursor: pointer;
  }

  a.button {
    display: inline-block;
  }

  input {
    inline-size: 100%;
    margin-block-end: 8px;
    cursor: text;
  }

  button:hover,
  a.button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }

  .tabs {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    padding-block: 0;
    border-block-end: 1px solid var(--line);
  }

  .tabs button {
    padding-inline: 2px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    background: none;
  }

  .tabs [aria-selected='true'] {
    border-color: var(--accent);
    font-weight: 650;
  }

  .body {
    padding: 12px;
    overflow: auto;
    overscroll-behavior: contain;
  }

  ul,
  ol,
  dl,
  p {
    margin: 0;
    padding: 0;
  }

  ul {
    list-style: none;
  }

  ol {
    padding-inline-start: 1.6em;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 45%);
    gap: 8px;
    align-items: center;
    inline-size: 100%;
    block-size: 34px;
    border-width: 0 0 1px;
    border-color: var(--hair);
    border-radius: 0;
    text-align: start;
    content-visibility: auto;
    contain-intrinsic-size: auto 34px;
  }

  .row > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .state {
    color: var(--muted);
    text-align: end;
  }

  .shown,
  .valid {
    color: var(--good);
  }

  .walled,
  .expired,
  .none {
    color: var(--warn);
  }

  .fault,
  .invalid,
  .unreachable {
    color: var(--bad);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block: 8px;
  }

  dl {
    display: grid;
    grid-template-columns: minmax(6.5em, max-content) minmax(0, 1fr);
    gap: 3px 10px;
  }

  dt {
    color: var(--muted);
  }

  dd {
    margin: 0;
  }

  dd,
  li,
  p,
  h3 {
    overflow-wrap: anywhere;
  }

  code,
  textarea {
    font:
      12px/1.45 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }

  code {
    color: var(--muted);
  }

  a {
    color: var(--accent);
  }

  textarea {
    display: block;
    inline-size: 100%;
    block-size: 55%;
    min-block-size: 12em;
    margin-block: 8px;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    resize: vertical;
  }

  summary {
    margin-block-start: 10px;
    min-block-size: 24px;
    cursor: pointer;
  }

  .picture {
    margin-block-start: 8px;
    border: 1px solid var(--hair);
    overflow: auto;
  }

  .paste {
    margin-block-start: 16px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--hair);
  }

  .paste label,
  .fault {
    font-weight: 650;
  }

  .paste p {
    color: var(--bad);
  }

  .note {
    border-block-end: 1px solid var(--line);
    font-weight: 650;
  }

  footer {
    min-block-size: 34px;
    border-block-start: 1px solid var(--hair);
    color: var(--muted);
    font-size: 12px;
  }

  [role='status'] {
    min-block-size: 1.45em;
    color: var(--ink);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .frame {
      border-color: Highlight;
    }

    .tabs [aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
