import { html, nothing, type TemplateResult } from 'lit';
import type { Identity } from '../../src/model/identity.js';
import { formatMoment } from './format-moment.js';
import { WORDS } from './inspector-words.js';

/** Renders the reader and the state of their token. Values of claims are folded until someone opens them. */
export function renderReader(identity: Identity | null, hints: readonly string[]): TemplateResult {
  if (!identity) return html`<p>${WORDS.noReader}</p>`;
  const { token, products, claims, user, state } = identity;
  return html`
    <dl>
      <dt>${WORDS.token}</dt>
      <dd class=${token.status}>${token.status}</dd>
      <dt>${WORDS.reason}</dt>
      <dd>${token.reason ?? WORDS.none}</dd>
      <dt>${WORDS.ends}</dt>
      <dd>${token.expiresAt === null ? WORDS.none : formatMoment(token.expiresAt)}</dd>
      <dt>${WORDS.userState}</dt>
      <dd>${state}</dd>
      <dt>${WORDS.products}</dt>
      <dd>${products.join(', ') || WORDS.none}</dd>
    </dl>
    ${hints.map((hint) => html`<p>${hint}</p>`)} ${renderFolded(claims, WORDS.claims)}
    ${user ? renderFolded(user, WORDS.user) : nothing}
  `;
}

function renderFolded(
  values: Readonly<Record<string, unknown>>,
  label: (count: number) => string,
): TemplateResult | typeof nothing {
  const names = Object.keys(values);
  if (names.length === 0) return nothing;
  return html`
    <details>
      <summary>${label(names.length)}</summary>
      <dl>
        ${names.map(
          (name) => html`
            <dt>${name}</dt>
            <dd><code>${JSON.stringify(values[name])}</code></dd>
          `,
        )}
      </dl>
    </details>
  `;
}
