/**
 * Leaves out of Lit, in the file of the walls, branches that no page takes: for browsers without shared style sheets, in which
 * the script does not run either, for polyfills of shadow roots, and for markup of SVG and MathML; and the lists of versions that
 * its development build reads.
 */
const BRANCHES = [
  ['lit-html.js', ',(t.litHtmlVersions??=[]).push("3.3.3")', ''],
  ['reactive-element.js', ',(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
  ['lit-element.js', '(s.litElementVersions??=[]).push("4.2.2");', ''],
  [
    'css-tag.js',
    't.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype',
    '!0',
  ],
  ['reactive-element.js', 'a.reactiveElementPolyfillSupport', 'void 0'],
  [
    'lit-element.js',
    ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});',
    ';',
  ],
  ['lit-html.js', 't.litHtmlPolyfillSupport', 'void 0'],
  ['lit-html.js', '2===i?"<svg>":3===i?"<math>":""', '""'],
  ['lit-html.js', '(2===i?"</svg>":3===i?"</math>":"")', '""'],
  ['lit-html.js', ',2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', '){}'],
];

/** @returns {import('rollup').Plugin} */
export function leanLit() {
  return {
    name: 'lean-lit',
    transform(code, id) {
      const branches = BRANCHES.filter(
        ([file]) => id.endsWith(`/${file}`) && /\/(lit-html|lit-element|reactive-element)\/[^/]+$/.test(id),
      );
      if (!branches.length) return null;
      let lean = code;
      for (const [file, branch, rest] of branches) {
        if (!lean.includes(branch)) this.error(`${file} of Lit no longer has "${branch}": see scripts/lean-lit.mjs.`);
        lean = lean.replace(branch, () => rest);
      }
      return { code: lean, map: null };
    },
  };
}
