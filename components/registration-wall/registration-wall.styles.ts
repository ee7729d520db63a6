import { css } from 'lit';

/**
 * - No field below 16px: Safari on iOS zooms into smaller letters, and the page stays zoomed.
 * - A status that says nothing takes no room, but stays: what is not rendered would not be read out when it speaks.
 */
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

  [part='input']:is(:user-invalid, [aria-invalid]) {
    border-color: var(--_error);
  }

  [part='hint'],
  [part='field-error'] {
    color: var(--_muted);
    font-size: 0.875em;
  }

  [part='field-error'],
  [part='error'] {
    color: var(--_error);
  }

  [part='field-error'] {
    font-weight: 600;
  }

  [part='error'],
  [part='status'] {
    padding: 0.625em 0.875em;
    border-inline-start: 3px solid;
    background: var(--_card);
  }

  [role='status']:not(:has(p)) {
    position: absolute;
  }

  [part='form'][hidden],
  [role='alert']:empty {
    display: none;
  }

  [part='button'][aria-disabled] {
    opacity: 0.6;
    cursor: progress;
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
