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
