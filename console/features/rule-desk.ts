import type { TemplateResult } from 'lit';
import type { Row, RulePlace, RuleView } from '../../src/cards/card.js';
import type { OutlineItem } from '../../src/cards/read-outline.js';
import type { Gesture, Refusal } from '../../src/gestures/gesture.js';
import type { ConsoleStore } from '../store/console-store.js';

/** The parts of the rule editor share this: the rule, the current row, and the functions that change them. */
export interface RuleDesk {
  readonly store: ConsoleStore;
  readonly place: RulePlace;
  /** The rule as it is now. */
  readonly view: RuleView;
  /** The lines of its outline. */
  readonly items: readonly OutlineItem[];
  /** The line of the current row. */
  readonly item: OutlineItem;
  /** JSON pointer of the current row. */
  current: string;
  /** The dialog that is open. */
  dialog: RuleDialog | null;
  /** Makes a row the current one, and gives its line the focus. */
  choose(row: Row): void;
  /** Does a gesture, or says why it is refused. */
  run(result: Gesture | Refusal): void;
  /** Ends the dialog with a gesture. A refused one leaves it open. */
  finish(result: Gesture | Refusal): void;
  /** Draws the canvas larger or smaller; `null` is the natural size. */
  zoom(direction: 1 | -1 | null): void;
  /** Moves the canvas by steps. */
  pan(right: number, down: number): void;
  /** Follows the next reader of the list. */
  followNext(): void;
  /** Gives the field for searching the focus. */
  focusFind(): void;
  /** Opens the sub rule that a node enters. */
  openSubRule(id: string): void;
  /** Gives the palette the focus. */
  focusPalette(): void;
  /** Gives the line of the current row the focus. */
  focusCurrent(): Promise<void>;
}

/** A dialog of the rule editor. It holds no state: once something is typed, another dialog takes its place. */
export interface RuleDialog {
  readonly label: string;
  readonly render: (desk: RuleDesk) => TemplateResult;
  /** Does as its button "Save" says. A dialog without it has no such button. */
  readonly save?: (desk: RuleDesk) => void;
}
