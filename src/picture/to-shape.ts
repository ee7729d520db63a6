import type { Config, NodeConfig, OutcomeConfig, Step } from '../model/config.js';
import { own } from '../lib/own.js';
import { describeComponent, describeContent, ZONES } from '../words/describe-outcome.js';
import type { Shape, ShapeKind } from './picture.js';

/** Describes a node in words. */
export type WordsOf = (node: NodeConfig) => string;

/**
 * Creates the shape of a step.
 *
 * @param step - `"show"`, or the node, the outcome or the exit of a sub rule that a step refers to.
 * @param name - Id of the step; `null` if it is written in place.
 */
export function toShape(step: Step, name: string | null, config: Config, wordsOf: WordsOf): Shape {
  if (typeof step === 'string') return toOutcome({ content: 'show' }, null, config);
  if (Object.hasOwn(step, 'type')) return toQuestion(step as NodeConfig, name, config, wordsOf);
  const exit = own(step, 'exit');
  return typeof exit === 'string' ? createShape('exit', exit) : toOutcome(step as OutcomeConfig, name, config);
}

/** Creates a shape with a text. */
export function createShape(kind: ShapeKind, text: string): Shape {
  return { kind, name: null, pointer: null, heading: '', text, details: [], taken: false };
}

/** Creates a shape that points elsewhere. */
export function createReference(text: string): Shape {
  return { ...createShape('reference', text), isDefault: true };
}

/** Creates the outcome that applies without a rule: the content is shown. */
export function createDefaultOutcome(config: Config): Shape {
  return { ...toOutcome({ content: 'show' }, null, config), isDefault: true };
}

function toQuestion(node: NodeConfig, name: string | null, config: Config, wordsOf: WordsOf): Shape {
  const shape =
    node.type === 'sub-rule'
      ? createShape('sub-rule', titleOfSubRule(String(node['rule']), config))
      : createShape('question', capitalize(wordsOf(node)));
  return { ...shape, name, heading: name === null || name === node.type ? node.type : `${name} · ${node.type}`, node };
}

/** Returns the title of a sub rule; its id if it has none. */
export function titleOfSubRule(id: string, { subRules }: Config): string {
  const title = own(own(subRules, id), 'title');
  return typeof title === 'string' && title !== '' ? title : id;
}

function toOutcome(outcome: OutcomeConfig, name: string | null, config: Config): Shape {
  const { content, components = [], zone = 'inline' } = outcome;
  const label = outcome.label ?? outcome.id ?? name;
  const sentence = describeContent(content);
  const shown = components.map((id) => capitalize(describeComponent(id, config)));
  // Components are inline by default; only the other zones are mentioned.
  if (zone !== 'inline' && shown.length > 0) shown.unshift(`${capitalize(ZONES[zone])}:`);
  return {
    ...createShape('outcome', label ?? sentence),
    details: label === null ? shown : [sentence, ...shown],
    content: typeof content === 'string' ? content : 'keep',
  };
}

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
