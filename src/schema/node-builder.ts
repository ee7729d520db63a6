import { z } from 'zod';
import type { NodeType } from '../config/known-names.js';
import { noted } from './notes.js';
import { mapOf } from './places.js';

/** The members of a node beside its type. */
type Fields = z.core.$ZodLooseShape;

/** The schemas of some types of nodes, by type. */
export type NodeSchemas<Type extends NodeType> = Readonly<Record<Type, z.ZodObject>>;

/** Builds the schemas of nodes, which have their exits in common. */
export class NodeBuilder {
  readonly #step: z.ZodType;

  /** @param step - The schema of a step, to which every exit leads. */
  constructor(step: z.ZodType) {
    this.#step = step;
  }

  /** A node that is answered by yes or no, or by unknown where the value in question is missing. */
  condition(type: NodeType, help: string, fields: Fields = {}): z.ZodObject {
    return this.node(type, help, {
      ...fields,
      yes: this.#exit('Where `yes` leads.'),
      no: this.#exit('Where `no` leads.'),
      unknown: this.unknownExit(),
    });
  }

  /** A node with exits of its own. */
  node(type: NodeType, help: string, fields: Fields): z.ZodObject {
    const schema = z
      .strictObject({ type: z.literal(type).describe(help), ...fields })
      .meta({ id: `${toPascalCase(type)}Node`, description: help });
    return noted(schema, { recurs: true });
  }

  /** The exit for a value that is missing. */
  unknownExit(): z.ZodType {
    return this.#exit('Taken if the value is missing or of the wrong type. Default: where `no` leads.').optional();
  }

  /** An exit that this version never takes. */
  unusedExit(): z.ZodType {
    return this.#exit('Never taken: there is always an answer.').optional();
  }

  /** Exits by name. Another check knows which names must be there. */
  namedExits(help: string): z.ZodType {
    return noted(this.stepsByName(help), { missing: null });
  }

  /** Steps by name. */
  stepsByName(help: string): z.ZodType {
    return mapOf(this.#step, help);
  }

  #exit(help: string): z.ZodType {
    return noted(this.#step.describe(help), { missing: 'exit-missing' });
  }
}

function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
