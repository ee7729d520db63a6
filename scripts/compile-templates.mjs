import { Parser } from 'htmlparser2';
import { replacePieces, visitSyntax } from './visit-syntax.mjs';

/** Stands for a value of a template, in its markup. */
const VALUE = 'zephr-value';
/** An attribute with a value in it. */
const BOUND = new RegExp(`\\s+[.?@]?[\\w-]+=(?:"[^"]*${VALUE}[^"]*"|${VALUE})`, 'g');

/** The module that makes templates of what is prepared. */
const MAKER = '\0make-template';
/** The classes of the parts of attributes have the names under which Lit hands them to its own renderer on servers. */
const MAKER_CODE = `import { _$LH } from 'lit-html';
const CLASSES = { __proto__: null, '.': _$LH.B, '?': _$LH.N, '@': _$LH.U };
const makePart = (part) => {
  if (!Array.isArray(part)) return { type: 2, index: part };
  const [index, name, strings = ['', '']] = part;
  const ctor = CLASSES[name[0]];
  return { type: 1, index, name: ctor ? name.slice(1) : name, strings, ctor: ctor ?? _$LH.H };
};
export const makeTemplate = (...parts) => (markup) => ({ h: markup, parts: parts.map(makePart) });`;

/**
 * Prepares the templates of Lit at build, in the form that Lit takes from its own compiler ("Lit compiled templates"): markup
 * without values, and a list that says where each value goes. In the page Lit would find that out by regular expressions and a
 * walk through each template, which takes longer than all else that a first wall does.
 *
 * @returns {import('rollup').Plugin}
 * @see https://github.com/lit/lit/tree/main/packages/labs/compiler
 */
export function compileTemplates() {
  return {
    name: 'compile-templates',
    resolveId: (specifier) => (specifier === MAKER ? specifier : null),
    load: (id) => (id === MAKER ? MAKER_CODE : null),
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('html`')) return null;
      /** @type {[from: number, to: number, text: string][]} */
      const edits = [];
      const templates = [];
      visitSyntax(this.parse(code), ({ type, tag, quasi, start, end }) => {
        if (type !== 'TaggedTemplateExpression' || tag.name !== 'html') return;
        const { quasis } = quasi;
        const { markup, parts } = compile(quasis.map(({ value }) => value.cooked));
        const name = `template${templates.length}`;
        const literal = markup.replace(/[`\\$]/g, '\\$&');
        templates.push(`const ${name} = makeTemplate(${parts.map((part) => JSON.stringify(part))})\`${literal}\`;`);
        // From each string to the next, without the values between them.
        edits.push([start, quasis[0].end + (quasis.length > 1 ? 2 : 1), `({ _$litType$: ${name}, values: [`]);
        for (const { start: from, end: to, tail } of quasis.slice(1))
          edits.push([from - 1, tail ? end : to + 2, tail ? '] })' : ', ']);
        if (quasis.length === 1) edits.at(-1)[2] += '] })';
      });
      if (!templates.length) return null;
      return {
        code: `import { makeTemplate } from ${JSON.stringify(MAKER)};
          ${templates.join('\n')}
          ${replacePieces(code, edits)}`,
        map: null,
      };
    },
  };
}

/**
 * Where a value goes: into the comment of an index, or into the attribute of an element, whose name has the character by which
 * Lit knows a property, a switch or an event. Between several values in one attribute there are texts.
 *
 * @typedef {number | readonly [index: number, name: string, texts?: readonly string[]]} Part
 */

/**
 * Prepares one template.
 *
 * @param {readonly string[]} strings - Its text between the values.
 * @returns {{ readonly markup: string, readonly parts: readonly Part[] }} Its markup without values, and where they go, in order.
 */
export function compile(strings) {
  const whole = strings.reduce((before, after) => before + (isInTag(before) ? VALUE : `<!--${VALUE}-->`) + after);
  /** @type {Part[]} */
  const parts = [];
  // Lit counts elements and comments.
  let index = -1;
  let found = 0;
  const onopentag = (_name, attributes) => {
    index++;
    for (const [name, text] of Object.entries(attributes)) {
      const texts = text.split(VALUE);
      if (texts.length === 1) continue;
      found += texts.length - 1;
      parts.push(text === VALUE ? [index, name] : [index, name, texts]);
    }
  };
  const oncomment = (text) => {
    index++;
    if (text !== VALUE) return;
    found++;
    parts.push(index);
  };
  new Parser({ onopentag, oncomment }, { lowerCaseAttributeNames: false }).end(whole);
  if (found !== strings.length - 1) throw new Error(`A value is in a place that is not prepared: ${whole}`);
  // Line breaks around a template are of its source.
  return { markup: whole.replace(BOUND, '').replaceAll(`<!--${VALUE}-->`, '<?>').trim(), parts };
}

/** Whether markup ends inside of a tag. */
function isInTag(markup) {
  return /<[^<>]*$/.test(markup.replace(/"[^"<>]*"/g, ''));
}
