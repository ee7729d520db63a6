import { html, nothing, type TemplateResult } from 'lit';
import { findRule } from '../../src/config/find-rule.js';
import { own } from '../../src/lib/own.js';
import type { FeatureConfig } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import { describeComponent, describeContent, describeValue, ZONES } from '../../src/words/describe-outcome.js';
import { describeLevel } from '../../src/words/describe-level.js';
import { describeReader } from '../../src/words/describe-reader.js';
import { describePlace } from './describe-place.js';
import { nameOutcome } from './name-outcome.js';
import { formatMoment } from './format-moment.js';
import type { InspectedFeature, InspectedPage, InspectedPlace, InspectedTimes } from './inspected-page.js';
import { WORDS } from './inspector-words.js';
import { renderFaults } from './render-faults.js';

/** Stands for the value of the claim that names the reader: values of claims are folded. */
const FOLDED = '…';

/** Callbacks of the places of an opened feature. */
export interface FeatureActions {
  readonly enter: (node: Node) => void;
  readonly leave: () => void;
  readonly scroll: (node: Node) => void;
}

/** Renders a feature: its places, its state and its decision in words. Its rule is drawn below. */
export function renderFeature(
  page: InspectedPage,
  feature: InspectedFeature,
  decision: Decision | null,
  actions: FeatureActions,
): TemplateResult {
  const { id, places, times } = feature;
  const faults = page.faults().filter((fault) => fault.feature === id);
  return html`
    <dl>
      <dt>${WORDS.place}</dt>
      <dd>
        ${
          places.length > 0
            ? html`<ul>
                ${places.map((place) => renderPlace(place, actions))}
              </ul>`
            : WORDS.absent
        }
      </dd>
      ${decision ? renderDecision(page, decision) : nothing}
      <dt>${WORDS.protection}</dt>
      <dd>${describeLevel(page.config, id)}</dd>
      ${places.flatMap(({ protection }) => (protection?.includes('sealed:') ? [html`<dd>${protection}</dd>`] : []))}
      <dt>${WORDS.times}</dt>
      <dd>${renderTimes(times)}</dd>
    </dl>
    ${decision ? renderPath(page, decision) : nothing}
    ${
      faults.length > 0
        ? html`<h4>${WORDS.faults}</h4>
            ${renderFaults(faults)}`
        : nothing
    }
  `;
}

function renderPlace({ node, state }: InspectedPlace, { enter, leave, scroll }: FeatureActions): TemplateResult {
  return html`
    <li>
      <button
        title=${WORDS.scrollTo}
        @focus=${() => enter(node)}
        @blur=${leave}
        @mouseenter=${() => enter(node)}
        @mouseleave=${leave}
        @click=${() => scroll(node)}
      >
        ${describePlace(node)}
      </button>
      <span class=${state}>${state}</span>
    </li>
  `;
}

function renderDecision({ config, identity }: InspectedPage, decision: Decision): TemplateResult {
  const { userState, outcomeId, outcomeLabel, content, value, components, zone, trials, splitTests } = decision;
  const reader = identity();
  const shown = components.map((id) => describeComponent(id, config)).join(', ');
  return html`
    <dt>${WORDS.userState}</dt>
    <dd>${userState}</dd>
    <dt>${WORDS.why}</dt>
    <dd>${reader ? describeReader(decision, { ...reader, foreignUserId: FOLDED }, config).join(' ') : nothing}</dd>
    <dt>${WORDS.outcome}</dt>
    <dd>
      ${nameOutcome(decision)}
      ${outcomeId === outcomeLabel && !outcomeId.startsWith('/') ? nothing : html`<code>${outcomeId}</code>`}
    </dd>
    <dt>${WORDS.shows}</dt>
    <dd>${describeContent(content)}${shown ? `, ${ZONES[zone]}: ${shown}` : ''}.</dd>
    ${
      value === undefined
        ? nothing
        : html`<dt>${WORDS.value}</dt>
            <dd><code>${describeValue(value)}</code></dd>`
    }
    ${Object.entries(trials).map(
      ([id, { limit, remaining, resetsAt }]) => html`
        <dt>${WORDS.trials}</dt>
        <dd>
          <code>${id}</code> ${WORDS.left(remaining, limit)}${
            resetsAt === null ? nothing : `, ${WORDS.resets(formatMoment(resetsAt))}`
          }
        </dd>
      `,
    )}
    ${Object.entries(splitTests).map(
      ([id, group]) => html`
        <dt>${WORDS.groups}</dt>
        <dd><code>${id}</code> ${WORDS.group(group)}</dd>
      `,
    )}
  `;
}

function renderPath({ config }: InspectedPage, { feature, userState, reason, trace }: Decision): TemplateResult {
  const settings = own(config.features, feature) as FeatureConfig | undefined;
  const instead =
    reason === 'fault'
      ? WORDS.fault
      : settings && !findRule(settings, userState)
        ? WORDS.noRule
        : trace.length === 0
          ? WORDS.noQuestion
          : null;
  return html`
    <h4>${WORDS.path}</h4>
    ${
      instead === null
        ? html`<ol>
            ${trace.map(
              ({ node, says }) => html`<li>${says}${node.startsWith('/') ? nothing : html` <code>${node}</code>`}</li>`,
            )}
          </ol>`
        : html`<p>${instead}</p>`
    }
  `;
}

function renderTimes({ script, config, reader, decided, shown }: InspectedTimes): string {
  const moments = Object.entries({ script, config, reader, decided, shown });
  return moments.flatMap(([name, at]) => (at === undefined ? [] : [`${name} ${Math.round(at)} ms`])).join(' · ');
}
