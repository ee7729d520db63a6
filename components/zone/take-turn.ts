/** Where something wants to stand. */
type Kind = 'pop-up' | 'sticky-footer';

interface Turn {
  readonly kind: Kind;
  /** @returns Whether it still wants to. */
  readonly begin: () => boolean;
}

let waiting: readonly Turn[] = [];
const shown = new Set<Turn>();

/**
 * Waits until a place is free: one pop-up at a time, one footer at a time, and no footer comes up over a pop-up.
 *
 * @param begin - Called when it is, maybe at once.
 * @returns Leaves the place, or the line.
 */
export function takeTurn(kind: Kind, begin: () => boolean): () => void {
  const turn = { kind, begin };
  waiting = [...waiting, turn];
  goOn();
  return () => {
    waiting = waiting.filter((other) => other !== turn);
    if (shown.delete(turn)) goOn();
  };
}

function goOn(): void {
  for (const turn of waiting) {
    // A pop-up holds back everything, a footer only the next footer.
    if ([...shown].some(({ kind }) => kind === 'pop-up' || kind === turn.kind)) continue;
    waiting = waiting.filter((other) => other !== turn);
    shown.add(turn);
    if (!turn.begin()) shown.delete(turn);
  }
}
