/** Pause between two looks for a consent manager that is not there yet, in milliseconds. */
export const MANAGER_LOOK_MS = 250;

/** Time for which a consent manager is looked for, in milliseconds. */
export const MANAGER_WAIT_MS = 10_000;

/** Time without a page view after which a visit to the site ends, in milliseconds. */
export const VISIT_PAUSE_MS = 1_800_000;

/** Days for which the browser remembers that a reader was signed in with it. */
export const RECOGNISED_DAYS = 180;
