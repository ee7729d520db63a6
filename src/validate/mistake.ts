import type { ConfigErrorCode } from '../model/config-error.js';
import type { JsonLdCode } from '../outcome/judge-json-ld.js';

/** Codes of what is no mistake by itself, but a slip most likely. Stable, as those of mistakes are. */
export type WarningCode =
  | 'member-unknown'
  | 'member-twice'
  | 'id-twice'
  | 'shown-to-all'
  | 'state-unreachable'
  | 'node-unreachable'
  | 'unused'
  | 'issuer-missing'
  | 'endpoint-only'
  | 'endpoint-missing'
  | 'key-weak'
  | 'claim-case'
  | 'template-broken'
  | 'offer-unknown'
  | 'element-name'
  | 'attribute-name';

/** Something that is wrong with a config. */
export interface Mistake {
  readonly code: ConfigErrorCode | WarningCode | JsonLdCode;
  /** Where it stands: a JSON pointer (RFC 6901) into the config; `""` is the whole config. */
  readonly pointer: string;
  /** Where, what was found and what is known, in a sentence or two. */
  readonly message: string;
  /** An error breaks a decision: compiling the config throws. A warning lets it decide, though hardly as meant. */
  readonly severity: 'error' | 'warning';
}

/** Something that a check found. A slip brings its words along; those of mistakes are the same wherever they are found. */
export type Found = FoundMistake | FoundWarning;

interface Place {
  /** A JSON pointer. */
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
}

interface FoundMistake extends Place {
  readonly code: ConfigErrorCode;
  /** Words that could have stood there. */
  readonly known?: readonly string[] | undefined;
  /** What is said besides. */
  readonly adds?: string;
}

interface FoundWarning extends Place {
  readonly code: WarningCode;
  readonly says: string;
}

/** Makes a slip of its words. */
export function createWarning(code: WarningCode, pointer: string, says: string): FoundWarning {
  return { code, pointer, severity: 'warning', says };
}
