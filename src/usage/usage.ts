/** A page view that counted. */
export interface CountedView {
  /** What was read: as a rule the path of the page. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The page view that it was made in, as far as it is known. */
  readonly view?: string | undefined;
}

/** What was counted of a reader so far. Handed in, and never changed by a decision; anything may be missing. */
export interface Usage {
  /** Key of a reader without a mapped id: the same key falls into the same group of a split test. */
  readonly reader?: string;
  /** What this page view counts as. Default: the path of the page. */
  readonly item?: string;
  /** Id of this page view. What has a sighting of this view is counted already, however often it is decided. */
  readonly view?: string;
  /** The latest moment at which the reader was seen. Where the clock shows less, it was set back. */
  readonly latest?: number;
  /** Page views by tracker. */
  readonly trials?: Readonly<Record<string, readonly CountedView[]>>;
  /** When time trials began, by tracker; milliseconds since 1970. */
  readonly timeTrials?: Readonly<Record<string, number>>;
  /** IANA name of the zone whose calendar counts, or `local` for the device's. Default `UTC`. */
  readonly timeZone?: string;
}
