/** As much of the library as is used; it brings no types of its own. */
declare module 'mustache' {
  /** Kind, value and places of a tag or of text; of a section also what is in it. */
  export type Token = readonly [kind: string, value: string, start: number, end: number, inside?: readonly Token[]];

  class Context {
    readonly view: unknown;
    readonly parent: this | undefined;
    constructor(view: unknown, parent?: Context);
    push(view: unknown): Context;
    lookup(name: string): unknown;
  }

  class Writer {
    templateCache: undefined;
    /** Throws an `Error` whose message says what is wrong with the template. */
    parse(template: string): readonly Token[];
    renderTokens(tokens: readonly Token[], context: Context): string;
    escapedValue(token: Token, context: Context): string | undefined;
    unescapedValue(token: Token, context: Context): string | undefined;
  }

  const mustache: { readonly Context: typeof Context; readonly Writer: typeof Writer };
  export default mustache;
}
