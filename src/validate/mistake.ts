import type { ConfigErrorCode, JsonLdCode, PageMistakeCode, WarningCode } from '../model/codes.js';

/** A mistake in a config, or a warning. */
export interface Mistake {
  readonly code: ConfigErrorCode | WarningCode | JsonLdCode | PageMistakeCode;
  /** JSON pointer (RFC 6901) into the config; `""` is the whole config. */
  readonly pointer: string;
  /** Says where, what was found and what is known. */
  readonly message: string;
  /**
   * An error takes a page, a feature, a wall or an offer down: compiling the config throws, a key does not import, a component has
   * an unknown type, or an offer that is named is not there. A config with warnings decides, but hardly as meant.
   */
  readonly severity: 'error' | 'warning';
}

/** A finding of a check. A warning brings its message; the message of an error depends on its code only. */
export type Found = FoundMistake | FoundWarning;

interface Place {
  /** A JSON pointer. */
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
}

interface FoundMistake extends Place {
  readonly code: ConfigErrorCode;
  /** Names that are known at this place. */
  readonly known?: readonly string[] | undefined;
  /** Added to the message. */
  readonly adds?: string;
}

interface FoundWarning extends Place {
  readonly code: WarningCode;
  readonly says: string;
}

/** Creates a warning. */
export function createWarning(code: WarningCode, pointer: string, says: string): FoundWarning {
  return { code, pointer, severity: 'warning', says };
}
