import { takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { writeDate } from '../../lib/write-date.js';
import { isTimeZone, parseZonedDate } from '../../lib/parse-zoned-date.js';
import type { compileOperator } from '../operators/compile-operator.js';
import type { Operator } from '../operators/operator.js';
import type { CompileNode } from '../node-registry.js';
import { onlyWith, share } from './create-condition.js';
import { createConditionNode } from './create-condition-node.js';

const onlyDates = onlyWith(/^(before|after|between)$/);

/** "Date & Time": the moment of the decision. Dates without a zone are in the node's `timeZone`, by default UTC. */
export const dateTime: CompileNode = (node, at, compileContext) => {
  const zone =
    node['timeZone'] === undefined
      ? 'UTC'
      : takeField<string>(node, 'timeZone', (name) => isTimeZone(name) || 'value-unknown', at);
  const words = zone === 'local' ? "the time on the reader's device" : `the time in ${zone}`;
  const compile: typeof compileOperator = (condition, value, ...rest) => {
    // The operator takes other ranges as well.
    if (condition === 'between' && [value].flat().some((date) => Number.isNaN(parseZonedDate(date, zone))))
      fail('value-invalid', `${at}/value`);
    const compileFor = (name: string): Operator | null =>
      onlyDates(
        condition,
        Array.isArray(value) ? value.map((date) => inZone(date, name)) : inZone(value, name),
        ...rest,
      );
    const operator = compileFor(zone);
    if (zone !== 'local' || !operator) return operator;
    // Where a decision is made again on another device, the input names the zone.
    const operators = new Map([[zone, operator]]);
    return (now, context) => {
      const timeZone = own(context.facts.facts, 'time-zone') ?? context.usage.timeZone;
      return share(operators, isTimeZone(timeZone) ? (timeZone as string) : zone, () =>
        compileFor(timeZone as string)!,
      )(now, context);
    };
  };
  return createConditionNode(
    '',
    words,
    () =>
      ({ now }) =>
        writeDate(now),
    compile,
  )(node, at, compileContext);
};

/** Writes a date as a moment of a zone. A value that is not a date stays, for the operator to refuse. */
function inZone(date: unknown, zone: string): unknown {
  const moment = parseZonedDate(date, zone);
  return Number.isNaN(moment) ? date : writeDate(moment);
}
