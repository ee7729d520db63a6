import { html, nothing, type TemplateResult } from 'lit';
import { own } from '../../src/lib/own.js';
import { findCards, type FoundCard, linkPlace, namePlace } from '../parts/find-cards.js';
import { renderTextField } from '../parts/text-field.js';
import type { Screen } from '../shell/screen.js';
import { count } from '../parts/count.js';
import type { ConsoleStore } from '../store/console-store.js';

/** Articles of a trial that does not say how many. */
const DEFAULT_LIMIT = 10;

/** Trials: every tracker, the rules that share it, and their limits. */
export const trialsScreen: Screen = {
  path: 'trials',
  group: 'Rules',
  label: 'Trials',
  render: (store) => {
    const trackers = groupByTracker(findCards(store.config, ['trial', 'time-trial']));
    return html`
      <h1>Trials</h1>
      <p class="hint">A tracker counts the articles of a reader. Trials that name the same tracker share the count.</p>
      ${
        trackers.size === 0
          ? html`<p class="empty">No rule has a trial yet. Insert one into a rule under Features.</p>`
          : [...trackers].map(([tracker, cards]) => renderTracker(store, tracker, cards))
      }
    `;
  },
};

function groupByTracker(cards: readonly FoundCard[]): Map<string, FoundCard[]> {
  const trackers = new Map<string, FoundCard[]>();
  for (const found of cards) {
    const tracker = trackerOf(found);
    trackers.set(tracker, [...(trackers.get(tracker) ?? []), found]);
  }
  return trackers;
}

/** A trial without a tracker of its own has one for each feature and user state. */
function trackerOf({ place, card }: FoundCard): string {
  const tracker = card.node['tracker'];
  if (typeof tracker === 'string' && tracker !== '') return tracker;
  return 'feature' in place ? `${place.feature}/${place.state}` : `each feature that enters ${place.subRule}`;
}

function renderTracker(store: ConsoleStore, tracker: string, cards: readonly FoundCard[]): TemplateResult {
  const limits = new Set(cards.filter(({ card }) => card.type === 'trial').map(({ card }) => limitOf(card.node)));
  return html`<section class="tracker" aria-label=${`Tracker ${tracker}`}>
    <h2>${tracker}</h2>
    <p>
      ${cards.length > 1 ? `Shared by ${count(cards.length, 'trial')}.` : 'Used by one trial.'}
      ${
        limits.size > 1
          ? html`<strong>Their limits differ: each trial ends at its own, by the same count.</strong>`
          : nothing
      }
    </p>
    <div class="scroll" role="region" aria-label=${`Trials of ${tracker}`} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Limit</th>
            <th scope="col">Counts</th>
            <th scope="col">Window</th>
          </tr>
        </thead>
        <tbody>
          ${cards.map(
            (found) =>
              html`<tr>
                <th scope="row"><a href=${linkPlace(found.place)}>${namePlace(found.place)}</a></th>
                ${found.card.type === 'trial' ? renderTrial(store, found) : renderTimeTrial(found)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderTrial(store: ConsoleStore, { place, card }: FoundCard): TemplateResult {
  const at = `${card.pointer}/limit`;
  const { counts, window } = card.node;
  const onInput = (text: string): void => {
    if (/^\d{1,5}$/.test(text)) store.set(at, Number(text), `type ${at}`);
  };
  return html`<td>
      ${renderTextField({
        label: `Articles in ${namePlace(place)}`,
        value: String(limitOf(card.node)),
        mistakes: store.mistakesAt(at),
        onInput,
      })}
    </td>
    <td>${counts === 'page-view' ? 'page views' : 'different articles'}</td>
    <td>${describeWindow(window)}</td>`;
}

function renderTimeTrial({ card }: FoundCard): TemplateResult {
  const { duration, unit } = card.node;
  return html`<td>${String(duration)} ${String(unit)}</td>
    <td>time since the first visit</td>
    <td>once</td>`;
}

function limitOf(node: Readonly<Record<string, unknown>>): unknown {
  return node['limit'] ?? DEFAULT_LIMIT;
}

function describeWindow(window: unknown): string {
  const days = own(window, 'days');
  if (typeof days === 'number') return `the last ${count(days, 'day')}`;
  const words = { 'calendar-day': 'a day', 'calendar-week': 'a week', 'calendar-month': 'a month' };
  return (own(words, window) as string | undefined) ?? 'for ever';
}
