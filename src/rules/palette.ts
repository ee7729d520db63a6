import type { Config, NodeConfig } from '../model/config.js';
import type { ReadPath } from '../lib/read-path.js';
import type { CompileOperator } from './operators/operator.js';
import type { Answer, Question } from './pass.js';

/** A node made ready: it answers with the number of an exit, and can say in words what it asked. */
export interface Test {
  readonly ask: (question: Question) => Answer;
  /** The question in words; with the reader's own data only where the pass is a debug pass. */
  readonly says: (question: Question) => string;
}

/** What a rule is compiled with. */
export interface Workshop {
  readonly config: Config;
  readonly palette: Palette;
}

/** Makes a test of a node's fields. Throws a `ConfigError` when one of them is wrong. */
export type CompileNode = (node: NodeConfig, at: string, workshop: Workshop) => Test;

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
