/** The build and the test runners put the text in its place. */
declare const __VERSION__: string;

/** The package's version. */
export const VERSION: string = __VERSION__;
