import { html, nothing, type TemplateResult } from 'lit';
import type { Row } from '../../src/cards/card.js';
import { listOpenExits } from '../../src/cards/list-open-exits.js';
import { readAt } from '../../src/edit/read-member.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { renderExportButton } from '../export/export-dialog.js';
import { toHash } from '../shell/route.js';
import { count } from '../parts/count.js';
import type { FollowedReader, ReaderPaths } from './reader-paths.js';
import type { RuleDesk } from './rule-desk.js';
import type { RuleMarks } from './rule-marks.js';

/** Exits without a test reader that are named. */
const MAX_NAMED_EXITS = 8;

/** Renders sentences about a rule: its nodes, what the reader gets, what differs, and the exits that no reader tests. */
export function renderSummary(desk: RuleDesk, { followed, tested }: ReaderPaths, marks: RuleMarks): TemplateResult {
  const { view } = desk;
  const open = listOpenExits(view).length;
  return html`
    ${followed ? renderFollowed(desk, followed) : nothing}
    ${desk.store.looking.reader !== null && tested === null ? html`<p class="hint">No path is shown while the feature has mistakes other than open exits.</p>` : nothing}
    ${renderDifference(marks)}
    <p class="hint">
      ${count(view.cards.length, 'node')}${open > 0 ? `, ${open} open` : ''}.
      ${view.idle.length > 0 ? `No path leads to ${view.idle.map(({ id, title }) => id ?? title).join(', ')}.` : ''}
    </p>
    ${tested && view.cards.length > 0 ? renderTested(desk, tested) : nothing}
  `;
}

function renderFollowed({ store, place }: RuleDesk, { title, reader, decision, path }: FollowedReader): TemplateResult {
  const { userState, outcomeLabel, feature } = decision;
  if (!path) {
    return 'subRule' in place
      ? html`<p role="status">${title} does not enter this sub rule.</p>`
      : html`<p role="status">
          For ${title} the rule of ${userState} readers holds:
          <a href=${toHash('features', feature, userState)}>show it</a>.
        </p>`;
  }
  const { target } = path.end;
  const outcome =
    target.kind === 'outcome' && target.pointer ? readAt(store.config, splitPointer(target.pointer)) : null;
  const ids = own(outcome, 'components');
  const components = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  const known = own(store.config, 'components');
  return html`<p role="status">
    ${title}, a reader of the state ${userState}, ${sayEnd(path.end, outcomeLabel)}.
    ${renderExportButton(store, { feature, reader })}
    ${components.map((id) => (isRecord(own(known, id)) ? html` <a href=${toHash('components', id)}>See ${id}</a>` : nothing))}
  </p>`;
}

function sayEnd({ target, label }: Row, outcome: string): string {
  if (target.kind === 'open') return `ends at ${label}, which is open`;
  if (target.kind === 'leave') return `leaves by “${target.exit}”`;
  return `gets “${target.kind === 'outcome' ? target.label : outcome}”`;
}

function renderDifference({ difference }: RuleMarks): TemplateResult | typeof nothing {
  if (!difference) return nothing;
  const { added, changed, removed, start } = difference;
  const parts = [
    added.size > 0 ? `${added.size} added` : '',
    changed.size > 0 ? `${changed.size} changed` : '',
    removed.length > 0 ? `${removed.length} removed` : '',
  ].filter(Boolean);
  if (parts.length === 0 && start === null) return html`<p role="status">This rule is the same there.</p>`;
  return html`<p role="status">${parts.length > 0 ? `Nodes: ${parts.join(', ')}.` : 'The rule begins elsewhere.'}</p>
    ${
      removed.length > 0
        ? html`<ul aria-label="Removed nodes">
            ${removed.map(({ title, words }) => html`<li><del>${title}: ${words}</del></li>`)}
          </ul>`
        : nothing
    }`;
}

function renderTested(desk: RuleDesk, tested: ReadonlySet<string>): TemplateResult {
  const rows = desk.view.cards.flatMap((card) => card.rows.flatMap((row) => (row.isDefault ? [] : [{ card, row }])));
  const untested = rows.filter(({ row }) => !tested.has(row.pointer));
  const named = untested.slice(0, MAX_NAMED_EXITS);
  return html`<p class="hint">
    Exits tested: ${rows.length - untested.length} of ${rows.length}.
    ${untested.length > 0 ? 'No reader takes ' : ''}${named.map(
      ({ card, row }, at) =>
        html`${at > 0 ? ', ' : ''}<button type="button" class="link" @click=${() => desk.choose(row)}>
            ${card.number}. ${card.title} › ${row.label}
          </button>`,
    )}${untested.length > named.length ? ` and ${untested.length - named.length} more` : ''}${untested.length > 0 ? '.' : ''}
  </p>`;
}
