import { z } from 'zod';
import { isVariableName, isVariableValue, MAX_VARIABLES } from '../config/variable-names.js';
import { isRecord } from '../lib/is-record.js';
import { splitPointer } from '../lib/split-pointer.js';
import { noted } from './notes.js';

const INVALID = { error: 'variable-invalid' };

const value = z
  .union([z.string(INVALID), z.number(INVALID), z.boolean(INVALID), z.null(INVALID)], INVALID)
  .refine(isVariableValue, INVALID)
  .describe('Text of at most 2,000 characters, a number, true, false or null.');
const refused = z.never(INVALID);

const ofName = noted(z.union([z.string(), z.number(), z.boolean(), z.null()]).describe('Value of the variable.'), {
  choose: (_value, _parent, at) => (isVariableName(splitPointer(at).at(-1)!) ? value : refused),
});
const some = z.record(z.string(), ofName);

/** The variables that a node sets, by name. */
export const variables: z.ZodType = noted(
  z
    .record(z.string(), ofName)
    .describe(
      'Values for `{{variables.name}}`, at most 32. A name has letters, digits, `_` and `-`. Of the same name the last one on the path counts; the `variables` of a component go before it.',
    ),
  {
    choose: (given) => {
      const count = isRecord(given) ? Object.keys(given).length : 1;
      return count > 0 && count <= MAX_VARIABLES ? some : refused;
    },
  },
);
