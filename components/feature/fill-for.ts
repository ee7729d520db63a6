import type { Config } from '../../src/model/config.js';
import type { Identity } from '../../src/model/identity.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import { readAttributes } from '../../src/identity/read-attributes.js';
import { fillPart } from '../../src/outcome/fill-part.js';

/**
 * Makes what fills the templates of components for a reader.
 *
 * @param language - The language that numbers are spoken of in.
 */
export function fillFor(
  identity: Identity | undefined,
  config: Config | undefined,
  language: string | undefined,
): (part: Part, trials: TemplateData) => Part {
  const attributes = config?.jwt?.userAttributes?.privateClaimName;
  const reader = identity ? { claims: identity.claims, user: readAttributes(identity, attributes) } : {};
  return (part, trials) => fillPart(part, { ...reader, ...trials }, language);
}
