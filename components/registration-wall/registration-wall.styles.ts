import { css } from 'lit';

// No field below 16px: Safari on iOS zooms into smaller letters, and the page stays zoomed.
export const styles = css`
  [part='form'] {
    display: grid;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.5);
  }

  [part='field'] {
    display: grid;
    gap: 0.375em;
  }

  [part='label'] {
    font-size: 0.9375em;
    font-weight: 600;
  }

  [part='mark'] {
    margin-inline-start: 0.2em;
    color: var(--_error);
  }

  [part='input'] {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_control-size);
    padding: 0.5em 0.75em;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_control);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
    line-height: 1.25;
  }

  [part='input']:focus-visible {
    border-color: var(--_focus);
    outline-offset: 0;
  }

  [part='input']:user-invalid {
    border-color: var(--_error);
  }

  [part~='tick'] {
    display: flex;
    gap: 0.75em;
    align-items: start;
  }

  [part~='tick'] [part='label'] {
    font-weight: 400;
  }

  [part~='tick'] [part='link'] {
    font-size: 0.9375em;
    font-weight: 400;
  }

  [part='checkbox'] {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0.15em 0 0;
    accent-color: var(--_accent);
    font: inherit;
  }
`;
