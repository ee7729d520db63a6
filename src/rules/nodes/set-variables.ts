import { isRecord } from '../../lib/is-record.js';
import { setOwn } from '../../lib/set-own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { isVariableName, isVariableValue, MAX_VARIABLES } from '../../config/variable-names.js';
import type { Variables } from '../../model/decision.js';
import type { CompileNode } from '../node-registry.js';
import { FIRST_OWN_EXIT } from '../evaluation-context.js';
import { connectExits } from './connect-exits.js';
import { createCondition, createOperand, share } from './create-condition.js';

/** Variables that words name: there may be thirty. */
const MAX_NAMED = 5;

/** Longest value in words, in characters. */
const MAX_SHOWN_CHARACTERS = 40;

/** Sets variables for the templates of the outcome that follows, and goes on. The last one of a name counts. */
export const setVariables: CompileNode = (node, at, { conditions }) => {
  const variables = takeField<Variables>(node, 'variables', isRecord, at);
  // In an order of its own: words do not depend on that of the config.
  const entries = Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0 || entries.length > MAX_VARIABLES) fail('variable-invalid', `${at}/variables`);
  for (const [name, value] of entries) {
    if (!isVariableName(name) || !isVariableValue(value)) fail('variable-invalid', `${at}/variables${toPointer(name)}`);
  }
  return share(conditions, JSON.stringify(['set', entries]), () => ({
    ...createCondition(
      createOperand(() => variables),
      () => FIRST_OWN_EXIT,
      () => `sets ${describe(entries)}`,
      {
        exits: ['next'],
        connect: connectExits,
        _addExtras: (_context, { more }) => {
          more.variables ??= {};
          for (const [name, value] of entries) setOwn(more.variables, name, value);
        },
      },
    ),
    isFact: true,
  }));
};

function describe(entries: readonly (readonly [name: string, value: unknown])[]): string {
  const shown = entries.slice(0, MAX_NAMED).map(([name, value]) => {
    const text = JSON.stringify(value);
    return `${name} to ${text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text}`;
  });
  return [...shown, ...(entries.length > MAX_NAMED ? ['…'] : [])].join(', ');
}
