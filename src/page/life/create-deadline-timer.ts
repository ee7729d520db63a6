/** Milliseconds between two looks at the clock: a timer stands still while the device sleeps, the clock goes on. */
const LOOK = 5000;

/** Rings once, at a moment of the clock. */
export interface Alarm {
  /** @param at - Milliseconds since 1970; `null` for never. A moment that is over rings soon. */
  readonly set: (at: number | null) => void;
  /** Rings if the moment has come: for when the page may have slept. Tells whether it did. */
  readonly look: () => boolean;
}

/** Makes an alarm that keeps to the device's clock, also over sleep and moments further away than timers reach. */
export function createDeadlineTimer(ring: () => void): Alarm {
  let due: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): boolean => {
    clearTimeout(timer);
    if (due === null) return false;
    const left = due - Date.now();
    if (left > 0) {
      timer = setTimeout(look, Math.min(left, LOOK));
      return false;
    }
    due = null;
    ring();
    return true;
  };
  return {
    set: (at) => {
      due = at;
      clearTimeout(timer);
      if (at !== null) timer = setTimeout(look, Math.max(0, Math.min(at - Date.now(), LOOK)));
    },
    look,
  };
}
