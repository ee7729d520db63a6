import type { Config, NodeConfig, UserState } from '../model/config.js';
import type { ReadPath } from '../lib/read-path.js';
import type { CompiledRule, Datum, Question } from './compiled-rule.js';
import type { CompileOperator } from './operators/operator.js';

/** What the rules of one engine are compiled with, and what they share. */
export interface Workshop {
  readonly config: Config;
  readonly palette: Palette;
  /** Data by the words for them. */
  readonly data: Map<string, Datum>;
  /** Questions by what they ask. */
  readonly questions: Map<string, Question>;
  /** The feature and the user state that a rule is compiled for. */
  readonly feature: string;
  readonly state: UserState;
  /** Sub rules by id, compiled for this feature and state; `null` while one is being compiled. */
  readonly subRules: Map<string, CompiledRule | null>;
}

/** Makes a question of a node's fields. Throws a `ConfigError` when one of them is wrong. */
export type CompileNode = (node: NodeConfig, at: string, workshop: Workshop) => Question;

/** What rules can be made of. A page has the core of it at hand and loads the whole when a rule needs more. */
export interface Palette {
  readonly nodes: Readonly<Record<string, CompileNode>>;
  readonly operators: Readonly<Record<string, CompileOperator>>;
  /** Reads JSONPaths; `null` where only names can be read. */
  readonly parsePath: ((text: string) => ReadPath | null) | null;
  /** There is nothing more to load. */
  readonly whole: boolean;
}

/** Thrown while compiling what needs more than the core of the palette; never seen outside a visit. */
export const LACKING = new Error('The rule needs the whole palette.');

/** Asks for the whole palette, unless this is it. */
export function lacking({ whole }: Palette): void {
  if (!whole) throw LACKING;
}
