/** Facts of the page, the device and the clock, as plain data. Every member is optional. */
export interface Facts {
  /** Address of the page, whole or from the path on. */
  readonly url?: string;
  readonly referrer?: string;
  readonly userAgent?: string;
  /** Contents of meta tags by name. */
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly cookies?: Readonly<Record<string, unknown>>;
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Facts from the site's own code or the endpoint: country, state, city, zip, segments … */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly now?: number;
}
