/**
 * Leaves two things out of jose in files for browsers, to the byte the same code otherwise: texts of errors, as the
 * page reads only their codes, and the table of encryption algorithms, as `jose/key/import` looks names up in it that
 * no token may use. Savings, and why this is safe: docs/project/decisions/0001-jose-verifies.md.
 */
const JOSE = /\/node_modules\/jose\/dist\/webapi\//;
const ENCRYPTION_TABLE = /\/lib\/jwe_algorithms\.js$/;
/** `new JWSInvalid("…"`, the same of jose's other errors and of the language's, and the text that reading DER fails with. */
const ERROR_TEXT =
  /(\bnew (?:\w*Error|JOSE\w+|JW\w+|Err|ErrorClass)\(\s*|\bexpectTag\(\w+, \d+, )(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)/g;

/** @returns {import('rollup').Plugin} */
export function leanJose() {
  return {
    name: 'lean-jose',
    transform(code, id) {
      if (!JOSE.test(id)) return null;
      if (ENCRYPTION_TABLE.test(id)) return { code: 'export const JWE = {};', map: null };
      return { code: code.replace(ERROR_TEXT, '$1""'), map: null };
    },
  };
}
