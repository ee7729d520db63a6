import { aContestant, type Decider } from './contestant.js';
import { createLogicEngine } from './create-logic-engine.js';
import { flattenReader, type FlatReader } from './flatten.js';
import { makeOnce } from './make-once.js';
import { toJsonLogic, type JsonLogic } from './to-json-logic.js';

/** json-logic-engine, built: each rule becomes a function of its own through `new Function`. */
export default aContestant({
  translate: toJsonLogic,
  prepare: flattenReader,
  open: (text): Decider<FlatReader> => {
    const rules = JSON.parse(text) as Record<string, JsonLogic>;
    const engine = createLogicEngine();
    const functionOf = makeOnce((feature) => engine.build(rules[feature]) as (reader: FlatReader) => string);
    return { decide: (feature, reader) => functionOf(feature)(reader) };
  },
});
