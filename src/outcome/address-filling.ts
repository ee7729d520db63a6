/** A value is `raw` in triple braces, and `trusted` where it is the config's own text. */
export type ValueKind = 'escaped' | 'raw' | 'trusted';

/** Writes a value into a template. */
export type WriteValue = (text: string, kind: ValueKind) => string;

/** A template, filled. */
export interface FilledText {
  readonly text: string;
  /** Sentences about addresses that were left out, as their values would lead elsewhere. */
  readonly refused: readonly string[];
}

/** Fills templates in which values may be in addresses. Each method takes a function that fills a template by a way to write values. */
export interface AddressFilling {
  readonly fillAddress: (fill: (write: WriteValue) => string) => FilledText;
  readonly fillMarkup: (fill: (write: WriteValue) => string) => FilledText;
}
