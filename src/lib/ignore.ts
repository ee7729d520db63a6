/** Handles an error that the caller of `start` gets, and that the console has already. */
export function ignore(): void {}
