import type { Decision } from '../../src/model/decision.js';

/** Names the outcome of a decision in a few words: by its label; one written in place without a label by its content. */
export function nameOutcome({ outcomeLabel, content }: Decision): string {
  if (!outcomeLabel.startsWith('/')) return outcomeLabel;
  if (typeof content === 'string') return content;
  const [kept] = Object.entries(content.keep);
  return kept ? `${kept[1]} ${kept[0]}` : 'keep';
}
