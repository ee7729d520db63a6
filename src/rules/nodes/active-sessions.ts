import { checkShape, isNamed, takeField, type Kind } from '../../config/check-shape.js';
import { MAX_SESSION_LIMIT } from '../../config/limits.js';
import { readFact } from '../../facts/read-fact.js';
import { own } from '../../lib/own.js';
import type { CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES, type ExitIndex } from '../evaluation-context.js';
import { createCondition, createOperand, share } from './create-condition.js';

const GIVES_WAY = /^(oldest|newest)$/;

const isLimit: Kind = (limit) =>
  Number.isInteger(limit) && (limit as number) >= 1 && (limit as number) <= MAX_SESSION_LIMIT;

/**
 * "Active Session": the browser is one of as many as may read at once with an account. The endpoint gives its place among them,
 * `{ place, of }`, counted from the one that began to read first; `false` for a browser that it had no place for. `unknown` as
 * long as it has not answered, and for a reader without an account.
 */
export const activeSessions: CompileNode = (node, at, { conditions, _operands: operands }) => {
  const limit = takeField<number>(node, 'limit', isLimit, at);
  checkShape(node, { givesWay: isNamed(GIVES_WAY) }, at);
  const keepsOldest = node['givesWay'] === 'newest';
  const end = keepsOldest ? 'first' : 'last';
  return share(conditions, `active-sessions ${limit} ${end}`, () =>
    createCondition(
      share(operands, 'active-sessions', () =>
        createOperand(({ facts }) => readFact('active-sessions', [facts.facts])),
      ),
      (found) => judge(found, limit, keepsOldest),
      () =>
        `of the browsers that read with the account, this is ${limit === 1 ? 'the one' : `one of the ${limit}`} that began ${end}`,
    ),
  );
};

function judge(found: unknown, limit: number, keepsOldest: boolean): ExitIndex {
  if (found === false) return NO;
  const [place, of] = [own(found, 'place'), own(found, 'of')];
  if (!isPlace(place) || !isPlace(of) || place > of) return UNKNOWN;
  return (keepsOldest ? place - 1 : of - place) < limit ? YES : NO;
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}
