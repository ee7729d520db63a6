import { html, nothing, type TemplateResult } from 'lit';
import type { Card, Row, RuleView } from '../../src/cards/card.js';
import type { RowTraffic } from '../../src/cards/count-traffic.js';
import { compareRules, type RuleDifference } from '../../src/cards/compare-rules.js';
import type { TakenPath } from '../../src/cards/mark-cards.js';
import type { OutlineItem } from '../../src/cards/read-outline.js';
import type { Mistake } from '../../src/validate/mistake.js';
import { describeMistake } from '../shell/problems.js';

/** The things that a rule is marked by. */
export interface Marked {
  readonly view: RuleView;
  readonly items: readonly OutlineItem[];
  readonly mistakes: readonly Mistake[];
  /** The path of the reader who is followed. */
  readonly path: TakenPath | null;
  /** The rule that it is compared with. */
  readonly before: RuleView | null;
  /** The lines that were searched for. */
  readonly found: readonly OutlineItem[];
  /** The traffic of its exits, by JSON pointer of the row; `null` where none is shown. */
  readonly traffic: ReadonlyMap<string, RowTraffic> | null;
}

/** Pixels that the arrow of all traffic is wider than one without. */
const WIDEST = 6;

/** Marks on the lines and cards of a rule: mistakes, the path of a reader, differences, traffic, what was searched for. */
export class RuleMarks {
  readonly path: TakenPath | null;
  readonly difference: RuleDifference | null;
  readonly #found: ReadonlySet<string>;
  readonly #traffic: Marked['traffic'];
  readonly #start: Row;
  /** Mistakes by the JSON pointer of their line. */
  readonly #mistakes: ReadonlyMap<string, string>;

  constructor({ view, items, mistakes, path, before, found, traffic }: Marked) {
    this.#traffic = traffic;
    this.path = path;
    this.difference = before && compareRules(before, view);
    this.#found = new Set(found.map(({ row }) => row.pointer));
    this.#start = view.start;
    this.#mistakes = placeMistakes(view, items, mistakes);
  }

  /** The sentence of a mistake at a line; empty where there is no mistake. */
  mistakeAt(row: Row): string {
    return this.#mistakes.get(row.pointer) ?? '';
  }

  /** Classes of a line. */
  rowClass({ pointer }: Row): string {
    const taken = this.path && (this.path.rows.has(pointer) ? 'taken' : 'faded');
    const isFound = this.#found.has(pointer);
    const isChanged = this.#oldTarget(pointer) !== null;
    return [taken, isFound && 'found', isChanged && 'changed', this.#mistakes.has(pointer) && 'faulty']
      .filter(Boolean)
      .join(' ');
  }

  /** Classes of a card. */
  cardClass({ pointer }: Card): string {
    const taken = this.path && (this.path.cards.has(pointer) ? 'taken' : 'faded');
    const { added, changed } = this.difference ?? {};
    return [taken, added?.has(pointer) && 'added', changed?.has(pointer) && 'changed'].filter(Boolean).join(' ');
  }

  /** The words that marks add to the name of a line. A mistake is its description. */
  describe({ row, card, isLink }: OutlineItem): string {
    const { path, difference } = this;
    const old = this.#oldTarget(row.pointer);
    const change = card && !isLink ? difference?.changed.get(card.pointer) : undefined;
    return [
      path?.rows.has(row.pointer) ? ', taken' : '',
      card && !isLink && difference?.added.has(card.pointer) ? ', added' : '',
      change?.isOtherCondition ? `, changed, before: ${change.before.words}` : '',
      old === null ? '' : `, led to ${old} before`,
      this.#says(row.pointer, ', '),
    ].join('');
  }

  /** The difference of a card, in words. */
  renderCardNote({ pointer }: Card): TemplateResult | typeof nothing {
    const { added, changed } = this.difference ?? {};
    const change = changed?.get(pointer);
    if (added?.has(pointer)) return html`<small class="badge">added</small>`;
    if (!change) return nothing;
    return change.isOtherCondition
      ? html`<small class="badge">changed</small> <del>${change.before.words}</del>`
      : html`<small class="badge">changed</small>`;
  }

  /** Where an exit led before, and its share of the traffic. */
  renderRowNote({ pointer }: Row): TemplateResult {
    const old = this.#oldTarget(pointer);
    const traffic = this.#traffic?.get(pointer);
    return html`${old === null ? nothing : html`<del title=${old}>${old}</del>`}${
      traffic ? html`<small class="badge" title=${this.#says(pointer)}>${toPercent(traffic)}</small>` : nothing
    }`;
  }

  /** The width of the arrow of an exit, in pixels; empty where no traffic is shown. */
  arrowWidth({ pointer }: Row): string {
    const traffic = this.#traffic?.get(pointer);
    return traffic ? `${(1 + (WIDEST * traffic.decisions) / traffic.all).toFixed(1)}px` : '';
  }

  /** The traffic of an exit in words; empty where none is shown. */
  #says(pointer: string, before = ''): string {
    const traffic = this.#traffic?.get(pointer);
    return traffic ? `${before}${traffic.decisions} of ${traffic.all} decisions, ${toPercent(traffic)}` : '';
  }

  #oldTarget(pointer: string): string | null {
    const { difference } = this;
    if (!difference) return null;
    if (pointer === this.#start.pointer) return difference.start;
    for (const { rows } of difference.changed.values()) {
      const old = rows.get(pointer);
      if (old !== undefined) return old;
    }
    return null;
  }
}

function toPercent({ decisions, all }: RowTraffic): string {
  return `${Math.round((100 * decisions) / all)} %`;
}

/** Puts each mistake of the rule to the line that it is at, or inside. */
function placeMistakes(
  { start, cards, ownPointer, pointer: shown }: RuleView,
  items: readonly OutlineItem[],
  mistakes: readonly Mistake[],
): Map<string, string> {
  const placed = new Map<string, string>();
  const inside = mistakes.filter(({ pointer }) => pointer.startsWith(ownPointer) || pointer.startsWith(shown));
  if (inside.length === 0) return placed;
  const lines = new Map(
    items.flatMap(({ card, isLink, row }) => (card && !isLink ? [[card.pointer, row.pointer]] : [])),
  );
  const rows = new Set([start, ...cards.flatMap((card) => card.rows)].map(({ pointer }) => pointer));
  for (const mistake of inside) {
    for (let at = mistake.pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const line = rows.has(at) ? at : lines.get(at);
      if (line === undefined) continue;
      if (!placed.has(line)) placed.set(line, describeMistake(mistake));
      break;
    }
  }
  return placed;
}
