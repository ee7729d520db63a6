/** An article or a page view that was counted. */
export interface CountedView {
  /** The article: by default the path of the page. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Id of the page view that counted it, where it is known. */
  readonly view?: string | undefined;
}

/** The counted views of a reader so far. A decision never changes it. Every member is optional. */
export interface Usage {
  /** Key of a reader without a mapped id: the same key falls into the same group of a split test. */
  readonly reader?: string;
  /** The article that this page view counts as. Default: the path of the page. */
  readonly item?: string;
  /** Id of this page view. A trial that has a counted view of this id does not count the page view again. */
  readonly view?: string;
  /** The latest moment at which the reader was seen. A clock that shows less was set back. */
  readonly latest?: number;
  /** Counted views by tracker. */
  readonly trials?: Readonly<Record<string, readonly CountedView[]>>;
  /** Starts of time trials by tracker; milliseconds since 1970. */
  readonly timeTrials?: Readonly<Record<string, number>>;
  /**
   * IANA name of the zone whose calendar counts, or `local` for the device's. Default: `UTC`. It is the zone of `date-time` with
   * `local`, too, in place of the device's.
   */
  readonly timeZone?: string;
}
