import { html, type TemplateResult } from 'lit';

/** A level that HTML has: 1 to 6; 2 for a value that is not a number. */
export function soundLevel(level: number): number {
  return Math.min(6, Math.max(1, Math.trunc(level) || 2));
}

/**
 * A real heading element of any level. Lit keeps tag names static, so that each level is a template of its own.
 *
 * @param level - 1 to 6, see `soundLevel`.
 */
export function renderHeading(level: number, id: string, part: string, text: string): TemplateResult {
  switch (level) {
    case 1:
      return html`<h1 id=${id} part=${part}>${text}</h1>`;
    case 2:
      return html`<h2 id=${id} part=${part}>${text}</h2>`;
    case 3:
      return html`<h3 id=${id} part=${part}>${text}</h3>`;
    case 4:
      return html`<h4 id=${id} part=${part}>${text}</h4>`;
    case 5:
      return html`<h5 id=${id} part=${part}>${text}</h5>`;
    default:
      return html`<h6 id=${id} part=${part}>${text}</h6>`;
  }
}
