import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { compileOperator } from '../operators/compile-operator.js';
import { isScalar, type Operator } from '../operators/operator.js';
import type { Datum, More, Question } from '../compiled-rule.js';
import type { CompileNode, Workshop } from '../palette.js';
import { NO, YES } from '../pass.js';

/** Reads what a node asks about. */
export type ReadDatum = Datum['read'];

/**
 * Makes a type of node that compares one datum as its fields `condition` and `value` say.
 *
 * @param field - The field that names the datum; `''` where there is but one.
 * @param words - What the datum is; its name is put after them.
 * @param readerOf - Makes what reads the datum of that name.
 */
export function aCondition(
  field: string,
  words: string,
  readerOf: (name: string, at: string, workshop: Workshop) => ReadDatum,
  compile = compileOperator,
): CompileNode {
  return (node, at, workshop) => {
    const name = field && takeField<string>(node, field, isText, at);
    const subject = field ? `${words} ${name}` : words;
    const condition = takeField<string>(node, 'condition', isText, at);
    const { value } = node;
    // What JSON writes as something else, or as it writes another value, is not shared: an object, infinity.
    const written = [value ?? ''].flat().every(isScalar) ? JSON.stringify(value) : 'null';
    return share(workshop.questions, `${subject} ${condition} ${written}${/null/.test(written) ? at : ''}`, () => {
      const datum = share(workshop.data, subject, () => aDatum(readerOf(name, at, workshop)));
      return aQuestion(datum, compile(condition, value, at, workshop.palette), () => {
        const asked = `${subject} ${condition.replaceAll('-', ' ')}`;
        return condition.endsWith('-empty') ? asked : `${asked} ${inWords(value)}`;
      });
    });
  };
}

/**
 * Makes a question that always has an answer.
 *
 * @param key - Tells it from others of the same words.
 */
export function aFact(workshop: Workshop, says: string, read: ReadDatum, key = says): Question {
  return share(workshop.questions, key, () => ({
    ...aQuestion(
      aDatum(read),
      (holds) => (holds ? YES : NO),
      () => says,
    ),
    isFact: true,
  }));
}

/** Compares with some of the conditions only. */
export function onlyWith(conditions: RegExp): typeof compileOperator {
  return (condition, value, at, palette) =>
    conditions.test(condition)
      ? compileOperator(condition, value, at, palette)
      : fail('condition-unknown', `${at}/condition`);
}

/** Makes a question that nobody has asked yet. */
export function aQuestion(datum: Datum, operator: Operator, says: Question['says'], more?: More): Question {
  return { datum, operator, says, more, pass: null, answer: NO };
}

/** Gives what a map holds under a key, made when it is first asked for. */
export function share<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (!value) map.set(key, (value = make()));
  return value;
}

/** Makes a datum that nobody has read yet. */
export function aDatum(read: ReadDatum): Datum {
  return { read, pass: null, value: undefined };
}

function inWords(value: unknown): string {
  const list = [value].flat();
  return list.slice(0, 5).map(String).join(', ') + (list.length > 5 ? ', …' : '');
}
