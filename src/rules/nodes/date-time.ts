import { takeField } from '../../config/check-shape.js';
import { writeDate } from '../../lib/write-date.js';
import { isTimeZone, parseZonedDate } from '../../lib/parse-zoned-date.js';
import type { compileOperator } from '../operators/compile-operator.js';
import type { CompileNode } from '../node-registry.js';
import { onlyWith } from './create-condition.js';
import { createConditionNode } from './create-condition-node.js';

const onlyDates = onlyWith(/^(before|after|between)$/);

/** "Date & Time": the moment of the decision. Dates without a zone are in the node's `timeZone`, by default UTC. */
export const dateTime: CompileNode = (node, at, compileContext) => {
  const zone =
    node['timeZone'] === undefined
      ? 'UTC'
      : takeField<string>(node, 'timeZone', (name) => isTimeZone(name) || 'value-unknown', at);
  const inZone = (date: unknown): unknown => {
    const moment = parseZonedDate(date, zone);
    return Number.isNaN(moment) ? date : writeDate(moment);
  };
  const words = zone === 'local' ? "the time on the reader's device" : `the time in ${zone}`;
  const compile: typeof compileOperator = (condition, value, ...rest) =>
    onlyDates(condition, Array.isArray(value) ? value.map(inZone) : inZone(value), ...rest);
  return createConditionNode(
    '',
    words,
    () =>
      ({ now }) =>
        writeDate(now),
    compile,
  )(node, at, compileContext);
};
