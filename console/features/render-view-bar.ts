import { html, nothing, type TemplateResult } from 'lit';
import type { OutlineItem } from '../../src/cards/read-outline.js';
import type { ListedReader } from '../parts/list-readers.js';
import type { ConsoleStore, Looking } from '../store/console-store.js';
import { parseFile } from '../store/parse-file.js';
import { createCompareDialog } from './compare-dialog.js';
import { createKeysDialog } from './keys-dialog.js';
import { createSearchDialog } from './search-dialog.js';
import { renderTraffic } from './render-traffic.js';
import type { RuleDesk } from './rule-desk.js';

/** The parts of the bar that are not in the desk. */
export interface ViewBar {
  readonly readers: readonly ListedReader[];
  /** The lines that were searched for. */
  readonly found: readonly OutlineItem[];
  readonly scale: number;
}

/** Renders what a rule shows besides itself: a reader, a difference, its traffic, what is searched for, and the size of the canvas. */
export function renderViewBar(desk: RuleDesk, { readers, found, scale }: ViewBar): TemplateResult {
  const { store } = desk;
  const { reader, find } = store.looking;
  const button = (label: string, text: string, run: () => void): TemplateResult =>
    html`<wa-button size="s" appearance="plain" aria-label=${label} title=${label} @click=${run}>${text}</wa-button>`;
  return html`<div class="view-bar" role="group" aria-label="View">
    <label class="choice"
      ><span>Reader</span
      ><select @change=${(event: Event) => store.look({ reader: (event.target as HTMLSelectElement).value || null })}>
        <option value="" ?selected=${reader === null}>No reader</option>
        ${readers.map(({ id, title }) => html`<option value=${id} ?selected=${id === reader}>${title}</option>`)}
      </select></label
    >
    ${renderCompare(desk)} ${renderTraffic(store)}
    <div class="find">
      <wa-input
        label="Find"
        autocomplete="off"
        .value=${find}
        @input=${(event: Event) => store.look({ find: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => onFindKey(event, desk, found)}
      ></wa-input>
      ${
        find.trim() === ''
          ? nothing
          : html`<span role="status">${sayFound(desk, found)}</span>
              ${button('Next match', '↓', () => goToFound(desk, found, 1, false))}
              <wa-button size="s" appearance="plain" @click=${() => (desk.dialog = createSearchDialog(find))}
                >In all rules…</wa-button
              >`
      }
    </div>
    <span class="zoom">
      ${button('Zoom out', '−', () => desk.zoom(-1))}
      ${button('Natural size', `${Math.round(scale * 100)} %`, () => desk.zoom(null))}
      ${button('Zoom in', '+', () => desk.zoom(1))}
    </span>
    <wa-button size="s" appearance="plain" @click=${() => (desk.dialog = createKeysDialog())}>Keys…</wa-button>
  </div>`;
}

function renderCompare(desk: RuleDesk): TemplateResult {
  const { store } = desk;
  const { compared } = store.looking;
  const value = compared === null ? '' : compared === 'saved' ? 'saved' : 'file';
  const choose = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    if (select.value === 'other') {
      select.value = value;
      desk.dialog = createCompareDialog();
    } else if (select.value === 'commit') {
      select.value = value;
      void compareWithCommit(store);
    } else store.look({ compared: select.value === 'saved' ? 'saved' : null });
  };
  const known: readonly (readonly [string, string])[] = [
    ['', 'Nothing'],
    ['saved', 'The saved file'],
    ['commit', 'The last commit'],
    ...(compared !== null && compared !== 'saved' ? [['file', compared.name] as const] : []),
    ['other', 'Another config…'],
  ];
  return html`<label class="choice"
    ><span>Compare with</span
    ><select @change=${choose}>
      ${known.map(([name, label]) => html`<option value=${name} ?selected=${name === value}>${label}</option>`)}
    </select></label
  >`;
}

/** Compares with the config of the last commit, which the process reads from git. */
async function compareWithCommit(store: ConsoleStore): Promise<void> {
  const text = await store.api.readCommit().catch(() => null);
  const config = text === null ? undefined : parseFile(text);
  if (config === undefined) store.say('warning', `Git has no commit with ${store.name} as JSON.`);
  else store.look({ compared: { name: `${store.name} of the last commit`, config } });
}

function onFindKey(event: KeyboardEvent, desk: RuleDesk, found: readonly OutlineItem[]): void {
  const { key } = event;
  if (key === 'Enter') goToFound(desk, found, event.shiftKey ? -1 : 1, true);
  else if (key === 'Escape') {
    desk.store.look({ find: '' } satisfies Partial<Looking>);
    void desk.focusCurrent();
  } else return;
  event.preventDefault();
}

/** Goes to the next match, or to the one before. */
function goToFound(desk: RuleDesk, found: readonly OutlineItem[], step: 1 | -1, keepsFocus: boolean): void {
  const { items, item } = desk;
  const here = items.indexOf(item);
  const others =
    step > 0
      ? [...items.slice(here + 1), ...items.slice(0, here + 1)]
      : [...items.slice(here), ...items.slice(0, here)].reverse();
  const matches = new Set(found);
  const next = others.find((one) => matches.has(one));
  if (!next) return;
  if (keepsFocus) desk.current = next.row.pointer;
  else desk.choose(next.row);
}

function sayFound({ item }: RuleDesk, found: readonly OutlineItem[]): string {
  if (found.length === 0) return 'No match';
  const at = found.indexOf(item);
  const matches = found.length === 1 ? '1 match' : `${found.length} matches`;
  return at < 0 ? matches : `${at + 1} of ${matches}`;
}
