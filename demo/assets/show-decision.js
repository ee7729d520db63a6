import { make } from './make.js';

function row(name, ...value) {
  return make('div', 'facts__row', make('dt', '', name), make('dd', '', ...value));
}

/**
 * @param {'show' | 'hide' | { keep: Record<string, number> }} content
 * @returns {string}
 */
export function contentInWords(content) {
  if (content === 'show') return 'shown whole';
  if (content === 'hide') return 'hidden';
  const [unit, count] = Object.entries(content.keep)[0];
  return `${count} ${unit} kept`;
}

/** Shows a decision and its path through the rule, in the card of its feature. */
export function showDecision(decision) {
  const card = document.querySelector(`[data-decision="${decision.feature}"]`);
  const facts = make(
    'dl',
    'facts',
    row('User state', make('span', `badge badge--${decision.userState}`, decision.userState)),
    row('Outcome', decision.outcomeLabel || decision.outcomeId),
    row('Access', decision.access ? 'yes' : 'no'),
    row('Content', contentInWords(decision.content)),
  );
  const path = decision.trace.length
    ? make('ol', 'trace', ...decision.trace.map((entry) => make('li', '', entry.says)))
    : make('p', 'trace', 'No question asked: this user state leads straight to the outcome.');
  card.replaceChildren(card.querySelector('h3'), facts, path);
}

/** Marks one of the three user states in the bar on top. */
export function showStage(userState) {
  for (const stage of document.querySelectorAll('[data-stage]')) {
    if (stage.dataset.stage === userState) stage.setAttribute('aria-current', 'true');
    else stage.removeAttribute('aria-current');
  }
}
