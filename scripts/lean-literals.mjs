import { transformSync } from 'esbuild';
import { replacePieces, visitSyntax } from './visit-syntax.mjs';

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
      visitSyntax(this.parse(code), ({ type, tag, quasi }) => {
        if (type !== 'TaggedTemplateExpression') return;
        const lean = { css: leanStyles, html: leanMarkup }[tag.name];
        for (const { start, end, value } of lean ? quasi.quasis : []) edits.push([start, end, lean(value.raw)]);
      });
      return { code: replacePieces(code, edits), map: null };
    },
  };
}

/** Minifies a sheet. Its features stay, as the browsers that a page supports are those of its author's choice. */
export function leanStyles(styles) {
  return transformSync(styles, { loader: 'css', minify: true, target: 'esnext' }).code.trim();
}

/** Makes a space of each line break and what is around it. It may be between words, also for those who read the text of an element. */
export function leanMarkup(markup) {
  return markup.replace(/\s*\n\s*/g, ' ');
}
