/** Time between two looks at the clock: while the device sleeps a timer pauses, and the clock goes on. */
const CHECK_INTERVAL_MS = 5000;

/** Rings once, at a moment of the clock. */
export interface DeadlineTimer {
  /** @param at - Milliseconds since 1970; `null` for never. A moment that is over rings soon. */
  readonly set: (at: number | null) => void;
  /** Rings if the moment has come, for a page that may have slept. Returns whether it rang. */
  readonly look: () => boolean;
}

/** Creates a timer that keeps to the device's clock, also over sleep and for moments further away than timers reach. */
export function createDeadlineTimer(ring: () => void): DeadlineTimer {
  let due: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): boolean => {
    clearTimeout(timer);
    if (due === null) return false;
    const left = due - Date.now();
    if (left > 0) {
      timer = setTimeout(look, Math.min(left, CHECK_INTERVAL_MS));
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
      if (at !== null) timer = setTimeout(look, Math.max(0, Math.min(at - Date.now(), CHECK_INTERVAL_MS)));
    },
    look,
  };
}
