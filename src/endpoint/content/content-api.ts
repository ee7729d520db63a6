/** The publisher's content API, which gives the metadata of an article by its address. */
export interface ContentApi {
  /**
   * Address of an article there: https, or http on loopback. `{{path}}` is the path of the page and has to be in it; `{{host}}` is
   * its host, and `{{site}}` the id of its entry in `sites` of the config.
   */
  readonly url: string;
  /** Headers of the requests, such as one with a key of the API. They never leave the endpoint. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Names of the members of the answer that rules can ask for, or JSONPaths that begin with `$`. No other member leaves the endpoint. */
  readonly fields: readonly string[];
  /** Seconds for which an answer counts, up to 86,400. Default: 300. */
  readonly keepFor?: number | undefined;
  /** Milliseconds for which an answer is waited for, up to 10,000. Default: 1000. */
  readonly timeout?: number | undefined;
}

/** The value of a field: a text, a number, a truth value, or a list of them. */
export type ContentValue = string | number | boolean | readonly (string | number | boolean)[];

/** The fields of an article that may leave the endpoint. A field that the article does not have is missing. */
export type ContentFields = Readonly<Record<string, ContentValue>>;
