import { html, nothing, type TemplateResult } from 'lit';
import type { Row, RuleView } from '../../src/cards/card.js';
import type { LeadChoice } from '../../src/gestures/gesture.js';
import { listNodeTargets, listOutcomeTargets } from '../../src/gestures/lead-to.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { ContentRule, OutcomeConfig, Zone } from '../../src/model/config.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { renderTextField } from '../parts/text-field.js';
import { listSiteOffers } from '../walls/list-site-offers.js';

/** An outcome that is being written. */
export interface OutcomeDraft {
  readonly amount: 'show' | 'hide' | 'words' | 'paragraphs';
  /** Number of words or paragraphs, as typed. */
  readonly count: string;
  readonly components: readonly string[];
  /** Ids of offers of the site that paywalls show instead of their own; none for their own. */
  readonly offers: readonly string[];
  readonly zone: Zone;
}

/** The choices of where an exit leads. */
export interface Lead {
  readonly config: unknown;
  readonly view: RuleView;
  readonly row: Row;
  readonly draft: OutcomeDraft;
  readonly onDraft: (draft: OutcomeDraft) => void;
  readonly onChoose: (choice: LeadChoice) => void;
}

const AMOUNTS: Readonly<Record<OutcomeDraft['amount'], string>> = {
  show: 'Show content',
  hide: 'Hide content',
  words: 'First words',
  paragraphs: 'First paragraphs',
};
const ZONES: Readonly<Record<Zone, string>> = {
  inline: 'In the page',
  'pop-up': 'Pop-up',
  'sticky-footer': 'Sticky footer',
};

/** Reads an outcome as the draft of its form. */
export function readDraft(outcome: unknown): OutcomeDraft {
  const content = own(outcome, 'content');
  const [words, paragraphs] = ['words', 'paragraphs'].map((name) => own(own(content, 'keep'), name));
  const components = own(outcome, 'components');
  const zone = own(outcome, 'zone');
  const offers = own(outcome, 'offers');
  return {
    amount:
      paragraphs !== undefined ? 'paragraphs' : words !== undefined ? 'words' : content === 'show' ? 'show' : 'hide',
    count: String(paragraphs ?? words ?? 60),
    components: Array.isArray(components) ? components.filter((one) => typeof one === 'string') : [],
    offers: Array.isArray(offers) ? offers.filter((one) => typeof one === 'string') : [],
    zone: zone === 'pop-up' || zone === 'sticky-footer' ? zone : 'inline',
  };
}

/** Writes the draft of a form as an outcome; other members of the outcome before are kept. */
export function writeDraft({ amount, count, components, offers, zone }: OutcomeDraft, before: unknown): OutcomeConfig {
  const content: ContentRule =
    amount === 'show' || amount === 'hide' ? amount : { keep: { [amount]: Number(count) } as { words: number } };
  const {
    zone: _zone,
    components: _components,
    offers: _offers,
    content: _content,
    ...others
  } = (isRecord(before) ? before : {}) as Record<string, unknown>;
  return {
    ...others,
    content,
    ...(components.length > 0 && { components }),
    ...(offers.length > 0 && { offers }),
    ...(zone !== 'inline' && { zone }),
  };
}

/** Renders the targets that an exit may lead to. */
export function renderLead(lead: Lead): TemplateResult {
  const { config, view, row, onChoose } = lead;
  const outcomes = listOutcomeTargets(config, view).filter(({ pointer }) => pointer !== row.pointer);
  const nodes =
    row.name === '' ? view.cards.map((card) => ({ card, refused: null })) : listNodeTargets(view, row.pointer);
  const button = (label: string, choice: LeadChoice, refused: string | null = null): TemplateResult =>
    html`<wa-button size="s" appearance="outlined" ?disabled=${refused !== null} @click=${() => onChoose(choice)}
        >${label}</wa-button
      >${refused === null ? nothing : html`<small class="hint">${refused}</small>`}`;
  return html`
    <p class="row">
      ${button('Show content', { to: 'outcome', outcome: 'show' })}
      ${button('Hide content', { to: 'outcome', outcome: { content: 'hide' } })}
      ${row.target.kind === 'open' ? nothing : button('Leave it open', { to: 'nothing' })}
      ${(view.exits ?? []).map((exit) => button(`Leave by ${exit}`, { to: 'exit', exit }))}
    </p>
    ${renderDraft(lead)}
    ${
      outcomes.length > 0
        ? html`<h2>Outcomes</h2>
            <p class="row">
              ${outcomes.map(({ id, label, pointer }) =>
                button(label, id === null ? { to: 'same outcome', pointer } : { to: 'outcome', outcome: id }),
              )}
            </p>`
        : nothing
    }
    ${
      nodes.length > 0
        ? html`<h2>Nodes</h2>
            <div class="targets">
              ${nodes.map(({ card, refused }) =>
                button(`${card.number}. ${card.title}: ${card.words}`, { to: 'node', pointer: card.pointer }, refused),
              )}
            </div>`
        : nothing
    }
  `;
}

function renderDraft({ config, draft, onDraft }: Lead): TemplateResult {
  const components = own(config, 'components');
  const ids = isRecord(components) ? Object.keys(components) : [];
  const pick = (id: string, isChosen: boolean): readonly string[] =>
    isChosen ? [...draft.components, id] : draft.components.filter((one) => one !== id);
  const select = <Name extends string>(
    label: string,
    value: Name,
    choices: Readonly<Record<Name, string>>,
    onPick: (value: Name) => void,
  ): TemplateResult =>
    html`<label class="choice"
      ><span>${label}</span
      ><select @change=${(event: Event) => onPick((event.target as HTMLSelectElement).value as Name)}>
        ${Object.entries<string>(choices).map(
          ([name, words]) => html`<option value=${name} ?selected=${name === value}>${words}</option>`,
        )}
      </select></label
    >`;
  return html`<fieldset>
    <legend>Outcome</legend>
    ${select('Content', draft.amount, AMOUNTS, (amount) => onDraft({ ...draft, amount }))}
    ${
      draft.amount === 'words' || draft.amount === 'paragraphs'
        ? renderTextField({ label: 'How many', value: draft.count, onInput: (count) => onDraft({ ...draft, count }) })
        : nothing
    }
    ${[...ids, ...draft.components.filter((id) => !ids.includes(id))].map((id) =>
      renderCheckbox({
        label: id,
        isChecked: draft.components.includes(id),
        onChange: (isChosen) => onDraft({ ...draft, components: pick(id, isChosen) }),
      }),
    )}
    ${ids.length === 0 ? html`<p class="hint">The config has no components yet.</p>` : nothing}
    ${renderOffers(config, draft, onDraft)}
    ${draft.components.length > 0 ? select('Shown', draft.zone, ZONES, (zone) => onDraft({ ...draft, zone })) : nothing}
  </fieldset>`;
}

/** The offers of the site that an outcome may choose for its paywalls, in the order in which they are chosen. */
function renderOffers(config: unknown, draft: OutcomeDraft, onDraft: Lead['onDraft']): TemplateResult | typeof nothing {
  const components = own(config, 'components');
  const hasPaywall = draft.components.some((id) => own(own(components, id), 'type') === 'paywall');
  const known = listSiteOffers(config);
  const lost = draft.offers.filter((id) => known.every((offer) => offer.id !== id));
  if (draft.offers.length === 0 && !(hasPaywall && known.length > 0)) return nothing;
  return html`<fieldset>
    <legend>Offers</legend>
    <p class="hint">Shown instead of the paywall's own. Without one chosen, the paywall shows its own.</p>
    ${[...known, ...lost.map((id) => ({ id, title: id }))].map(({ id, title }) =>
      renderCheckbox({
        label: title,
        isChecked: draft.offers.includes(id),
        onChange: (isChosen) =>
          onDraft({ ...draft, offers: isChosen ? [...draft.offers, id] : draft.offers.filter((one) => one !== id) }),
      }),
    )}
  </fieldset>`;
}
