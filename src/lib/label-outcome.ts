import { own } from './own.js';
import { splitPointer } from './split-pointer.js';

/**
 * Names an outcome for people: by its label, else by its id. An outcome that is written in place has neither, and is named by its
 * content and its components.
 *
 * @param label - The label of a decision: a JSON pointer for an outcome without a label and an id.
 * @example labelOutcome('/features/a/rules/anonymous', 'hide', ['register']) // 'hide register'
 */
export function labelOutcome(label: string, content: unknown, components: readonly string[]): string {
  return label[0] === '/'
    ? [(content as { readonly keep?: unknown }).keep ? 'keep' : content, ...components].join(' ')
    : label;
}

/**
 * Names an outcome by its label. One without a name has a JSON pointer for a label, and is looked up in the config.
 *
 * @example nameOutcome('/features/a/rules/anonymous', config) // 'hide register'
 */
export function nameOutcome(label: string, config: unknown): string {
  const steps = splitPointer(label);
  const outcome = label[0] === '/' && steps.reduce<unknown>(own, config);
  // Another version of the config may have decided.
  const { content = steps.join(' '), components = [] } = Object(outcome) as {
    readonly content?: unknown;
    readonly components?: readonly string[];
  };
  return labelOutcome(label, content, components);
}
