import { html } from 'lit';
import type { RulePlace } from '../../src/cards/card.js';
import { Describer } from '../../src/cards/describer.js';
import { readOutline } from '../../src/cards/read-outline.js';
import { readRule } from '../../src/cards/read-rule.js';
import { searchRule } from '../../src/cards/search-rule.js';
import { listRulePlaces } from '../../src/gestures/edit-groups.js';
import { toHash } from '../shell/route.js';
import type { RuleDialog } from './rule-desk.js';

/** Matches that are listed. */
const MAX_MATCHES = 100;

/** A line of some rule that was searched for. */
interface Match {
  readonly place: RulePlace;
  readonly name: string;
}

/** Lists the matches of a text in all rules, with links to them. */
export function createSearchDialog(text: string): RuleDialog {
  const searched: { config?: unknown; matches: readonly Match[] } = { matches: [] };
  return {
    label: `“${text}” in all rules`,
    render: (desk) => {
      const { config } = desk.store;
      if (searched.config !== config) Object.assign(searched, { config, matches: searchRules(config, text) });
      const { matches } = searched;
      const close = (): void => void (desk.dialog = null);
      return html`<p>
          ${matches.length === 0 ? 'No rule has it.' : `${matches.length}${matches.length === MAX_MATCHES ? ' or more' : ''} found.`}
        </p>
        <ul class="problems">
          ${matches.map(
            ({ place, name }) =>
              html`<li><a href=${addressOf(place)} @click=${close}>${nameOf(place)}</a> <span>${name}</span></li>`,
          )}
        </ul>`;
    },
  };
}

function searchRules(config: unknown, text: string): readonly Match[] {
  const describer = new Describer();
  const matches: Match[] = [];
  for (const place of listRulePlaces(config)) {
    if (matches.length >= MAX_MATCHES) break;
    const found = searchRule(readOutline(readRule(config, place, describer)), text);
    matches.push(...found.map(({ name }) => ({ place, name })));
  }
  return matches.slice(0, MAX_MATCHES);
}

function addressOf(place: RulePlace): string {
  return 'subRule' in place ? toHash('sub-rules', place.subRule) : toHash('features', place.feature, place.state);
}

function nameOf(place: RulePlace): string {
  return 'subRule' in place ? `Sub rule ${place.subRule}` : `${place.feature} › ${place.state}`;
}
