import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import type { Identity } from '../../src/model/identity.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import { readAttributes } from '../../src/identity/read-attributes.js';
import type { AddressFilling } from '../../src/outcome/address-filling.js';
import { labelOutcome } from '../../src/lib/label-outcome.js';
import { fillPart, fillText, isSimple, type FilledPart } from '../../src/outcome/fill-part.js';

/** A component, filled. A block that asks for more than simple tags comes with the `data` to fill it with. */
export type Filled = Part & Partial<FilledPart> & { readonly data?: TemplateData };

/** Fills templates for a reader. */
export interface Fill {
  readonly part: (part: Part, decision: Decision) => Filled;
  readonly text: (template: string, decision: Decision) => string;
}

/**
 * Makes the functions that fill the templates of components for a reader.
 *
 * @param language - The language of numbers and plurals.
 * @param addresses - Fills addresses; required where `mayFillAddress` says so.
 */
export function fillFor(
  identity: Identity | undefined,
  config: Config | undefined,
  language: string | undefined,
  addresses?: AddressFilling,
): Fill {
  const attributes = config?.jwt?.userAttributes;
  const reader = identity ? { claims: identity.claims, user: readAttributes(identity, attributes) } : {};
  // Of several trials, the last one has led to this outcome.
  const dataFor = (decision: Decision): TemplateData => ({
    ...reader,
    feature: decision.feature,
    outcome: {
      id: decision.outcomeId,
      label: labelOutcome(decision.outcomeLabel, decision.content, decision.components),
    },
    trials: decision.trials,
    ...(decision.variables && { variables: decision.variables }),
    trial: Object.values(decision.trials).at(-1),
  });
  return {
    part: (part, decision) => {
      const data = dataFor(decision);
      if (needsMore(part)) return { id: part.id, config: { type: 'custom-block' }, data };
      return fillPart(part, data, language, addresses);
    },
    text: (template, decision) => fillText(template, dataFor(decision), language),
  };
}

/** Whether a block needs rare features, which load only then. */
function needsMore({ config }: Part): boolean {
  if (config.type !== 'custom-block') return false;
  const { html, src, offer } = config;
  return Boolean(src ?? offer) || (typeof html === 'string' && !isSimple(html));
}
