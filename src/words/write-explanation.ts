import type { Config, NodeConfig, UserState } from '../model/config.js';
import type { Decision, TraceEntry, Variables } from '../model/decision.js';
import type { Identity } from '../model/identity.js';
import { describeComponent, describeContent, describeValue, ZONES } from './describe-outcome.js';
import { describeReader } from './describe-reader.js';
import { findNodes } from '../config/find-nodes.js';
import { findRule } from '../config/find-rule.js';
import { askInFull } from './ask-in-full.js';
import { showControls } from './show-controls.js';

/** The subject of an explanation. */
export interface Explained {
  readonly config: Config;
  /** A decision for a feature of the config. */
  readonly decision: Decision;
  readonly reader: Identity;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Sentences about claims that nearly are those of the config. */
  readonly hints?: readonly string[];
}

/** The readers of a user state. */
export const READERS: Readonly<Record<UserState, string>> = {
  anonymous: 'anonymous readers',
  registered: 'registered readers',
  customer: 'customers',
};
/** Width of the labels, in characters. */
const LABEL_WIDTH = 10;

/**
 * Explains a decision to an editor: who the reader is and why, each condition with its exit, and what the reader sees.
 *
 * @returns Lines of text, each ended by a line feed.
 */
export function writeExplanation(explained: Explained): string {
  const { config, decision, reader, now, hints = [] } = explained;
  const title = config.features[decision.feature]?.title ?? decision.feature;
  const lines = [
    `${title}${title === decision.feature ? '' : ` (${decision.feature})`}, on ${toMinutes(now)}`,
    '',
    ...section('Reader', [
      decision.userState,
      ...describeReader(decision, reader, config),
      ...noteExpiry(explained),
      ...hints.map((hint) => `Note: ${hint}`),
    ]),
    '',
    ...section('Rule', describePath(explained)),
    '',
    ...section('Outcome', describeOutcome(explained)),
  ];
  return lines.map((line) => `${showControls(line)}\n`).join('');
}

/** A label, and lines beside it. */
function section(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);
}

/** A token from a log is often older than the moment of the decision. */
function noteExpiry({ reader, now }: Explained): string[] {
  const { expiresAt } = reader.token;
  if (expiresAt === null || expiresAt > now) return [];
  return [`Note: by its claim exp this token ended on ${toMinutes(expiresAt)}; try --token-status expired.`];
}

function describePath({ config, decision }: Explained): string[] {
  const { feature, reason, trace, userState } = decision;
  if (reason === 'fault') return ['cannot be decided by this version, so the fallback of the feature holds'];
  const rule = findRule(config.features[feature]!, userState);
  const none = `none for ${READERS[userState]}`;
  if (!rule) return [`${none}, so the content is shown`];
  const whose =
    rule._writtenFor === userState ? `for ${READERS[userState]}` : `${none}, so that for anonymous readers holds`;
  if (trace.length === 0) return [`${whose}; it asks nothing`];
  const nodes = findNodes([rule], config.subRules);
  return [whose, ...trace.flatMap((entry, index) => describeEntry(entry, index, nodes))];
}

function describeEntry({ node, type, says, exit }: TraceEntry, index: number, nodes: readonly NodeConfig[]): string[] {
  const answer = `: ${exit}`;
  const plain = says.endsWith(answer) ? says.slice(0, -answer.length) : says;
  const question = askInFull(
    plain,
    nodes.filter((one) => one.type === type),
  );
  // A node written in place has a JSON pointer as its id, which means nothing to an editor.
  const id = node.startsWith('/') ? '' : `  [${node}]`;
  return [`${index + 1}. ${question.charAt(0).toUpperCase()}${question.slice(1)}${id}`, `   → ${exit}`];
}

function describeVariables(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name} is ${describeValue(value)}`)
    .join(', ');
}

function describeOutcome({ config, decision }: Explained): string[] {
  const { outcomeId: id, outcomeLabel: label, content, value, components, offers, zone, trials, splitTests } = decision;
  const { variables, notifications = [] } = decision;
  // An outcome written in place without a name has a JSON pointer too.
  const named = label.startsWith('/') ? [] : [id === label || id.startsWith('/') ? label : `${label} (${id})`];
  return [
    ...named,
    `${describeContent(content)}.`,
    ...(value === undefined ? [] : [`Value: ${describeValue(value)}`]),
    ...(variables ? [`Variables: ${describeVariables(variables)}.`] : []),
    ...notifications.map(
      ({ name, webhook }) =>
        `Notifies analytics${webhook === undefined ? '' : ` and the webhook ${webhook}`} of ${name}, once it is shown.`,
    ),
    ...components.map((component) => `Shown ${ZONES[zone]}: ${describeComponent(component, config)}.`),
    ...(offers ? [`Offers, instead of the paywall's own: ${offers.join(', ') || 'none'}.`] : []),
    ...Object.entries(trials).map(([tracker, { limit, remaining, resetsAt }]) => {
      const reset = resetsAt === null ? '' : `, more again on ${toMinutes(resetsAt)}`;
      return `Trial ${tracker}: ${remaining} of ${limit} left${reset}.`;
    }),
    ...Object.entries(splitTests).map(([test, group]) => `Split test ${test}: group ${group}.`),
  ];
}

function toMinutes(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime())
    ? 'a day out of range'
    : `${date.toISOString().slice(0, -8).replace('T', ' ')} UTC`;
}
