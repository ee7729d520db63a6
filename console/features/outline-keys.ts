import { duplicateNode } from '../../src/gestures/insert-node.js';
import type { BranchClipboard } from './branch-clipboard.js';
import { createDeleteDialog } from './delete-dialog.js';
import { createLeadDialog, leadCurrent } from './lead-dialog.js';
import { createKeysDialog } from './keys-dialog.js';
import { createEditDialog } from './node-dialog.js';
import type { RuleDesk } from './rule-desk.js';

/** Answers a key of the outline. Shortcuts work only while it has the focus (WCAG 2.1.4). */
export function answerKey(event: KeyboardEvent, desk: RuleDesk, clipboard: BranchClipboard): void {
  const { key } = event;
  const isHandled =
    event.ctrlKey || event.metaKey
      ? changeRule(event, desk, clipboard) || changeView(key, desk)
      : event.altKey
        ? pan(key, desk)
        : move(key, desk) || act(key, desk) || jump(key, desk);
  if (isHandled) event.preventDefault();
}

/** Moves along the lines and the levels. It stops at both ends. */
function move(key: string, desk: RuleDesk): boolean {
  const { items, item } = desk;
  const { card, owner } = item;
  const at = items.indexOf(item);
  const parent = items.findIndex((one) => one.card === owner && !one.isLink);
  const child = card ? items.findIndex((one) => one.owner === card) : -1;
  const places: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1, ArrowLeft: owner ? parent : at, ArrowRight: child }; // prettier-ignore
  if (!Object.hasOwn(places, key)) return false;
  const to = items[places[key]!];
  if (to) desk.choose(to.row);
  return true;
}

/** Does what a key does to the current row. */
function act(key: string, desk: RuleDesk): boolean {
  const { card } = desk.item;
  if (key === 'Enter') desk.dialog = card ? createEditDialog(card) : createLeadDialog(desk);
  else if (key === 'Insert' || key === '+') desk.focusPalette();
  else if (key === '?') desk.dialog = createKeysDialog();
  else if (key === 'F2' && card) desk.dialog = createEditDialog(card);
  else if (key === 'Delete' && card) desk.dialog = createDeleteDialog(card);
  else if (key === 'Delete') leadCurrent(desk, { to: 'nothing' });
  else return false;
  return true;
}

/** Goes to the next line whose words begin with a letter. */
function jump(letter: string, desk: RuleDesk): boolean {
  const { items, item } = desk;
  if (!/^\p{L}$/u.test(letter)) return false;
  const at = items.indexOf(item);
  const ordered = [...items.slice(at + 1), ...items.slice(0, at)];
  const begins = (words: string): boolean => words.toLowerCase().startsWith(letter.toLowerCase());
  const to = ordered.find(({ card, row }) => begins(card?.title ?? row.label));
  if (to) desk.choose(to.row);
  return to !== undefined;
}

function changeRule({ key, shiftKey }: KeyboardEvent, desk: RuleDesk, clipboard: BranchClipboard): boolean {
  const { store, place, item } = desk;
  if (key === 'c') clipboard.copy(desk);
  else if (key === 'x') clipboard.cut(desk);
  else if (key === 'v') void clipboard.paste(desk);
  else if (key === 'd' && item.card) desk.run(duplicateNode(store.config, place, item.card.pointer));
  else if (key.toLowerCase() === 'z') {
    if (shiftKey) store.redo();
    else store.undo();
    void desk.focusCurrent();
  } else return false;
  return true;
}

function changeView(key: string, desk: RuleDesk): boolean {
  if (key === '+' || key === '=') desk.zoom(1);
  else if (key === '-') desk.zoom(-1);
  else if (key === '0') desk.zoom(null);
  else if (key === 'f') desk.focusFind();
  else if (key === 'p') desk.followNext();
  else return false;
  return true;
}

function pan(key: string, desk: RuleDesk): boolean {
  const steps: Readonly<Record<string, readonly [right: number, down: number]>> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  if (!Object.hasOwn(steps, key)) return false;
  desk.pan(...steps[key]!);
  return true;
}
