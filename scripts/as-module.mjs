/** ua-parser-js 1.x is a script: it exports where there is CommonJS, else it sets a global. */
const SCRIPT = /\/ua-parser-js\/src\/ua-parser\.js$/;

/**
 * Makes an ES module of a script that is written for CommonJS and for browsers, without a window to set a global in.
 *
 * @param {string} path - Its path, with slashes or backslashes.
 * @param {string} code
 * @returns {string | null} `null` for every other file.
 */
export function asModule(path, code) {
  if (!SCRIPT.test(path.replaceAll('\\', '/'))) return null;
  return `const module = { exports: {} };
(function (module, exports, window) {
${code}
})(module, module.exports);
export default module.exports;
`;
}
