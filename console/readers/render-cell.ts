import { html, nothing, type TemplateResult } from 'lit';
import type { MatrixCell } from '../../src/readers/decide-matrix.js';
import type { ConsoleStore } from '../store/console-store.js';
import { describeCell, describeExpectation } from './decision-words.js';
import { expectationsOf } from './test-readers.js';

/** Renders a cell of the matrix: a button that opens its dialog. */
export function renderCell(store: ConsoleStore, cell: MatrixCell, open: () => void): TemplateResult {
  const { now, was } = describeCell(cell);
  const { reader, feature, differs } = cell;
  return html`<button type="button" class="cell" data-reader=${reader} data-feature=${feature} @click=${open}>
    ${was === null ? nothing : html`<span class="before"><span class="hidden">Before: </span><del>${was}</del></span>`}
    <span>${was === null ? nothing : html`<span class="hidden">Now: </span>`}${now}</span>
    ${differs.length > 0 ? html`<strong class="mark">▲ differs</strong>` : nothing} ${renderExpectation(store, cell)}
  </button>`;
}

function renderExpectation(
  store: ConsoleStore,
  { holds, reader, feature }: MatrixCell,
): TemplateResult | typeof nothing {
  if (holds === null) return nothing;
  if (holds) return html`<span class="good">✓ as expected</span>`;
  const expected = expectationsOf(store, reader, feature).map(describeExpectation).join('; ');
  return html`<strong class="wrong">✗ expected: ${expected}</strong>`;
}
