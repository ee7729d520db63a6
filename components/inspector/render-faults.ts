import { html, type TemplateResult } from 'lit';
import { addressOfCode } from '../../src/lib/address-of-code.js';
import type { Fault } from '../../src/model/fault.js';
import { WORDS } from './inspector-words.js';

/** Renders faults, each with its pointer into the config and the address that explains its code. */
export function renderFaults(faults: readonly Fault[]): TemplateResult {
  if (faults.length === 0) return html`<p>${WORDS.noFaults}</p>`;
  return html`
    <ul>
      ${faults.map(
        ({ code, feature, pointer, message }) => html`
          <li>
            <p class="fault">
              ${WORDS.faultIn(feature)} · <a href=${addressOfCode(code)} target="_blank" rel="noreferrer">${code}</a>
            </p>
            <p><code>${pointer}</code></p>
            <p>${message}</p>
          </li>
        `,
      )}
    </ul>
  `;
}
