import jsonLogic from 'json-logic-js';
import { aContestant } from './contestant.js';
import { flattenReader } from './flatten.js';
import { toJsonLogic, type JsonLogic } from './to-json-logic.js';

/** json-logic-js: reads the rule again for each decision; there is nothing to prepare. */
export default aContestant({
  translate: toJsonLogic,
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as Record<string, JsonLogic>;
    jsonLogic.add_operation('starts_with', (text: unknown, start: string) => isText(text) && text.startsWith(start));
    jsonLogic.add_operation('ends_with', (text: unknown, end: string) => isText(text) && text.endsWith(end));
    return { decide: (feature, reader) => jsonLogic.apply(rules[feature], reader) as string };
  },
});

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
