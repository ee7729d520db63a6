/** The editor of the screen Text: CodeMirror, which loads when the screen is opened. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Annotation, EditorState, type Range, StateEffect, StateField, Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { findDifference } from './shown-text.js';

/** A place in the text that is marked, and why. Lines and columns begin at 1. */
export interface TextMark {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly says: string;
}

/** Where the editor is shown, and what it reports. */
export interface EditorOptions {
  /** A shadow root: the sheets of the editor are adopted there, which the Content-Security-Policy allows. */
  readonly root: ShadowRoot;
  /** Its accessible name. */
  readonly label: string;
  readonly text: string;
  /** Is called with the text after each change by typing. */
  readonly onType: (text: string) => void;
}

/** The editor of a text. */
export interface TextEditor {
  /** Shows another text. The caret stays where it is. */
  readonly show: (text: string) => void;
  readonly mark: (marks: readonly TextMark[]) => void;
  /** Puts the caret at a place, and shows it. */
  readonly goTo: (line: number, column: number) => void;
  readonly destroy: () => void;
}

/** A change that did not come from typing. */
const shown = Annotation.define<boolean>();
const setMarks = StateEffect.define<DecorationSet>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { changes, effects }) =>
    effects.reduce((set, effect) => (effect.is(setMarks) ? effect.value : set), before.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--zephr-code-name)' },
  { tag: tags.string, color: 'var(--zephr-code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--zephr-code-value)' },
]);

const look = EditorView.theme({
  '&': { fontSize: '14px', border: '1px solid var(--wa-color-neutral-border-loud, GrayText)', borderRadius: '6px' },
  '&.cm-focused': { outline: '2px solid var(--wa-color-focus, Highlight)', outlineOffset: '1px' },
  '.cm-scroller': {
    fontFamily: 'var(--wa-font-family-code, monospace)',
    lineHeight: '1.5',
    minHeight: '16rem',
    maxHeight: '70vh',
  },
  '.cm-gutters': {
    background: 'var(--wa-color-surface-lowered, Canvas)',
    color: 'var(--wa-color-text-quiet, CanvasText)',
    border: 'none',
  },
  '.cm-content': { caretColor: 'var(--wa-color-text-normal, CanvasText)' },
  '.cm-cursor': { borderLeftColor: 'var(--wa-color-text-normal, CanvasText)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--zephr-code-selection)',
  },
  '.error': { textDecoration: 'underline wavy var(--wa-color-danger-border-loud, red)' },
  '.warning': { textDecoration: 'underline wavy var(--wa-color-warning-border-loud, orange)' },
});

/** Creates the editor of a text. */
export function createTextEditor({ root, label, text, onType }: EditorOptions): TextEditor {
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Tab leaves the editor, as it leaves every field (WCAG 2.1.2).
        ...[
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          json(),
          syntaxHighlighting(colors),
          look,
          marks,
        ],
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          spellcheck: 'false',
          autocorrect: 'off',
        }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some((one) => one.annotation(shown))) onType(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show: (next) => show(view, next),
    mark: (found) => {
      const ranges = found.flatMap((one) => toRange(view.state, one));
      view.dispatch({ effects: setMarks.of(Decoration.set(ranges, true)) });
    },
    goTo: (line, column) => {
      const anchor = toPosition(view.state, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function show(view: EditorView, next: string): void {
  const before = view.state.doc.toString();
  if (before === next) return;
  const { from, same } = findDifference(before, next);
  view.dispatch({
    changes: { from, to: before.length - same, insert: next.slice(from, next.length - same) },
    annotations: [shown.of(true), Transaction.addToHistory.of(false)],
  });
}

function toPosition({ doc }: EditorState, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + column - 1, to);
}

/** The range of a mark: up to the end of its line, or the character before where the line ends there. */
function toRange(state: EditorState, { line, column, severity, says }: TextMark): Range<Decoration>[] {
  const position = toPosition(state, line, column);
  const { from, to } = state.doc.lineAt(position);
  const mark = Decoration.mark({ class: severity, attributes: { title: says } });
  if (from === to) return [];
  return [mark.range(Math.min(position, to - 1), to)];
}
