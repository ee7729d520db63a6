import { isText, takeField } from '../../config/check-shape.js';
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
    // What JSON writes in another way is a mistake, or not looked at.
    const written = isScalar(value) || (Array.isArray(value) && value.every(isScalar)) ? JSON.stringify(value) : '';
    return shareQuestion(workshop, `${subject} ${condition} ${written}`, () => {
      const datum = shareDatum(workshop, subject, readerOf(name, at, workshop));
      return aQuestion(datum, compile(condition, value, at, workshop.palette), (debugged) => {
        const asked = `${subject} ${condition.replaceAll('-', ' ')}`;
        const compared = condition.endsWith('-empty') ? asked : `${asked} ${inWords(value)}`;
        return debugged ? `${compared} (it is ${inDebug(datum.read(debugged))})` : compared;
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
  return shareQuestion(workshop, key, () =>
    aQuestion(
      shareDatum(workshop, key, read),
      (holds) => (holds ? YES : NO),
      () => says,
    ),
  );
}

/** Makes a question that nobody has asked yet. */
export function aQuestion(datum: Datum, operator: Operator, says: Question['says'], more?: More): Question {
  return { datum, operator, says, more, pass: null, answer: NO };
}

/** Gives the question of a key, made when it is first asked for. */
export function shareQuestion({ questions }: Workshop, key: string, make: () => Question): Question {
  let question = questions.get(key);
  if (!question) questions.set(key, (question = make()));
  return question;
}

/** Gives the datum of a key. */
export function shareDatum({ data }: Workshop, key: string, read: ReadDatum): Datum {
  let datum = data.get(key);
  if (!datum) data.set(key, (datum = { read, pass: null, value: undefined }));
  return datum;
}

function inWords(value: unknown): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, 5).map(String).join(', ') + (list.length > 5 ? ', …' : '');
}

/** Whatever the site's own code handed in, in words; it may be of a kind that JSON does not have. */
function inDebug(datum: unknown): string {
  try {
    return JSON.stringify(datum) ?? 'missing';
  } catch {
    return 'unwritable';
  }
}
