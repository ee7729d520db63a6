/** What the page, the device and the clock say, as plain data; anything may be missing. */
export interface Facts {
  /** Address of the page, whole or from the path on. */
  readonly url?: string;
  readonly referrer?: string;
  readonly userAgent?: string;
  /** Contents of meta tags by name. */
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly cookies?: Readonly<Record<string, unknown>>;
  readonly customData?: Readonly<Record<string, unknown>>;
  /** What the site's own code or the endpoint knows: country, state, city, zip, segments … */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly now?: number;
}
