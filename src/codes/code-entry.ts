/** Where a code appears: each group is one type of `src/model/codes.ts`. */
export type CodeGroup =
  | 'config'
  | 'fault'
  | 'token'
  | 'hint'
  | 'warning'
  | 'page'
  | 'json-ld'
  | 'readers'
  | 'edit'
  | 'replay'
  | 'preview'
  | 'seal'
  | 'option'
  | 'store'
  | 'http'
  | 'gift'
  | 'log'
  | 'decision';

type Members = Readonly<Record<string, unknown>>;

/** An input that makes a code. A test runs it; only a situation that text cannot hold names the test that makes it. */
export type CodeExample =
  /** A config: `zephr validate` reports the code. */
  | { readonly config: object }
  /** The text of a config, where JSON is wrong itself. */
  | { readonly text: string }
  /** A file of test readers, and the config that it belongs to: `zephr test` reports the code. */
  | { readonly readers: object | string; readonly config?: object }
  /** An exported decision: `zephr replay` reports the code. */
  | { readonly decision: object | string }
  /** Markup in a page, and its config: a browser dispatches `zephr-fault` with the code. */
  | { readonly html: string; readonly config?: object }
  /** Markup in a page, and its config: `zephr validate --page` reports the code. */
  | { readonly markup: string; readonly config: object }
  /** Header and claims of a token, and the `jwt` of a config: `identity().token.reason` is the code. */
  | { readonly header?: Members; readonly claims: Members; readonly jwt?: Members }
  /** A config, and the claims of a token that counts or the cookies that scripts can read: `?zephr-debug` names the code. */
  | {
      readonly debug:
        { readonly config: object; readonly claims: Members } | { readonly config: object; readonly cookies: string };
    }
  /** A token as it is. */
  | { readonly token: string }
  /** A request to an endpoint: the response has the code. */
  | { readonly request: string }
  /** A module that rejects with an error of the code. */
  | { readonly module: string }
  /** A situation, and the test that makes it. */
  | { readonly situation: string; readonly test: string };

/** One code of the catalogue. All texts are Markdown. */
export interface CodeEntry {
  /** Where it appears; the first is the group that it is listed in. */
  readonly in: readonly [CodeGroup, ...CodeGroup[]];
  /** The event or mistake, for a developer of the publisher. */
  readonly what: string;
  /** How to mend it. */
  readonly mend: string;
  readonly example: CodeExample;
}
