/** Signals that end a command, with the exit codes of shells: 128 and the number of the signal. */
const EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A part of a command that is undone when a signal ends the command. */
export interface UndoneWhenEnded {
  /** From now on the first signal waits for `end`, as the part is nearly done. A second one ends the command at once. */
  readonly wait: () => void;
  /** The part is done. Ends the command where a signal has waited. */
  readonly end: () => void;
}

/**
 * Undoes a part of a command that is ended meanwhile, by a signal or another exit.
 *
 * @param undo - Is called at most once while the process ends, so it cannot wait for anything.
 * @example
 * const undone = undoWhenEnded(() => rmSync(folder, { recursive: true }));
 * await fill(folder);
 * undone.end();
 */
export function undoWhenEnded(undo: () => void): UndoneWhenEnded {
  let isWaiting = false;
  let waits: keyof typeof EXITS | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isWaiting && waits === null) waits = signal as keyof typeof EXITS;
    else process.exit(EXITS[signal as keyof typeof EXITS]);
  };
  const signals = Object.keys(EXITS) as (keyof typeof EXITS)[];
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', undo);
  return {
    wait: () => void (isWaiting = true),
    end: () => {
      for (const signal of signals) process.off(signal, onSignal);
      process.off('exit', undo);
      if (waits !== null) process.exit(EXITS[waits]);
    },
  };
}
