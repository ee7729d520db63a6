import { transformSync } from 'esbuild';

/**
 * Leaves the spaces out of the styles and the markup of elements, which their sources lay out over lines: in literals with the
 * tags `css` and `html` of Lit. A browser has less to load, to parse and to copy.
 *
 * @returns {import('rollup').Plugin}
 */
export function leanLiterals() {
  return {
    name: 'lean-literals',
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\b(css|html)`/.test(code)) return null;
      /** @type {[from: number, to: number, text: string][]} */
      const edits = [];
      visit(this.parse(code), ({ type, tag, quasi }) => {
        if (type !== 'TaggedTemplateExpression') return;
        const lean = { css: leanStyles, html: leanMarkup }[tag.name];
        for (const { start, end, value } of lean ? quasi.quasis : []) edits.push([start, end, lean(value.raw)]);
      });
      edits.sort(([a], [b]) => b - a);
      return {
        code: edits.reduce((text, [from, to, lean]) => text.slice(0, from) + lean + text.slice(to), code),
        map: null,
      };
    },
  };
}

/** Minifies a sheet. Its features stay, as the browsers that a page supports are those of its author's choice. */
export function leanStyles(styles) {
  return transformSync(styles, { loader: 'css', minify: true, target: 'esnext' }).code.trim();
}

/** Elements of a line, beside which white space is seen. */
const OF_LINE = /^(a|button|code|input|label|select|slot|span|textarea)$/;

/** Leaves out the white space of a line break beside the tag of a block, and makes a space of any other. */
export function leanMarkup(markup) {
  return markup.replace(/\s*\n\s*/g, (space, at) => {
    const before = /<\/?([\w-]+)[^<>]*>$/.exec(markup.slice(0, at))?.[1];
    const after = /^<\/?([\w-]+)/.exec(markup.slice(at + space.length))?.[1];
    return before && after && !(OF_LINE.test(before) && OF_LINE.test(after)) ? '' : ' ';
  });
}

/** Calls a function with each node of a syntax tree. */
function visit(node, use) {
  use(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (typeof child?.type === 'string') visit(child, use);
  }
}
