/** The package's version. The build and the test runners put the text in its place. */
declare const __VERSION__: string;
