import { checkShape, isText } from '../../config/check-shape.js';
import { splitTexts } from '../../lib/split-texts.js';
import type { CompileContext, CompileNode } from '../node-registry.js';
import type { ReadOperand } from './create-condition.js';
import { createConditionNode } from './create-condition-node.js';

/**
 * Creates a node type that compares one operand, or with the member `split` each part of it: OAuth's `scope` is a text of
 * several words (RFC 6749, section 3.3).
 *
 * @param field - The field that names the operand.
 * @param words - The operand in words; its name is put after them.
 * @param readerOf - Makes the function that reads the operand of that name.
 */
export function createSplitNode(
  field: string,
  words: string,
  readerOf: (name: string, at: string, compileContext: CompileContext) => ReadOperand,
): CompileNode {
  const whole = createConditionNode(field, words, readerOf);
  return (node, at, compileContext) => {
    const { split } = node;
    if (split === undefined) return whole(node, at, compileContext);
    checkShape(split, isText, `${at}/split`);
    const separator = split as string;
    // The words distinguish it from the whole operand, which another node may compare.
    const parts = `a part (split at ${JSON.stringify(separator)}) of ${words}`;
    const readPartsOf: typeof readerOf = (...place) => {
      const read = readerOf(...place);
      return (context) => splitTexts(read(context), separator);
    };
    return createConditionNode(field, parts, readPartsOf)(node, at, compileContext);
  };
}
