import { aContestant } from './contestant.js';
import { createLogicEngine } from './create-logic-engine.js';
import { flattenReader } from './flatten.js';
import { toJsonLogic, type JsonLogic } from './to-json-logic.js';

/** json-logic-engine, interpreted: a rule is optimised when it is first run, and remembered. */
export default aContestant({
  translate: toJsonLogic,
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as Record<string, JsonLogic>;
    const engine = createLogicEngine();
    return { decide: (feature, reader) => engine.run(rules[feature], reader) as string };
  },
});
