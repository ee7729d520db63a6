import mustache, { type Token } from 'mustache';
import { own } from '../lib/own.js';
import type { TemplateData } from '../model/part.js';
import { chooseForm, fillText, NAME, toText, WORDS } from './fill-part.js';

/** The result of filling a template. */
export interface FilledTemplate {
  readonly html: string;
  /** The template's mistake, in a sentence; `null` for a valid template. */
  readonly mistake: string | null;
}

const PLURAL = new RegExp(`plural\\s+(${NAME})(${WORDS})`, 'g');
const WHOLE_PLURAL = new RegExp(`^${PLURAL.source}$`);
/** Replaces braces inside the words of a plural, where the library would see the end of the tag. */
const BRACE = '\uE000';

/**
 * Fills a template of any kind by the library: sections, inverted ones, comments, `{{&x}}`, other delimiters. Simple tags
 * and `{{plural …}}` give what `fillPart` gives.
 *
 * A broken template keeps its markup and simple tags, and loses the other tags, as it is unknown where its sections were
 * meant to end. A broken template that changes its delimiters is empty.
 *
 * @param language - The language that numbers are spoken of in.
 */
export function fillTemplate(template: string, data: TemplateData, language?: string): FilledTemplate {
  try {
    const writer = new BlockWriter(language);
    const tokens = parseTemplate(template);
    return { html: writer.renderTokens(tokens, new OwnContext(data)), mistake: null };
  } catch (error) {
    return { html: fillText(withoutTags(template), data, language, true), mistake: toSentence(error) };
  }
}

/** Describes what is wrong with a template, in a sentence; `null` where nothing is. */
export function findTemplateMistake(template: string): string | null {
  try {
    parseTemplate(template);
    return null;
  } catch (error) {
    return toSentence(error);
  }
}

/** Looks names up among own members only, and never runs a function. The first part of a name decides where it is found. */
class OwnContext extends mustache.Context {
  override push(view: unknown): OwnContext {
    return new OwnContext(view, this);
  }

  override lookup(name: string): unknown {
    if (name === '.') return this.view;
    const [first, ...others] = name.split('.');
    let found: unknown;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the library chains contexts so
    for (let context: OwnContext | undefined = this; context && found === undefined; context = context.parent) {
      found = own(context.view, first);
    }
    const value = others.reduce<unknown>(own, found);
    return typeof value === 'function' ? undefined : value;
  }
}

class BlockWriter extends mustache.Writer {
  // Filled templates are few, and long.
  override templateCache = undefined;
  readonly #language: string | undefined;

  constructor(language?: string) {
    super();
    this.#language = language;
  }

  override escapedValue([, name]: Token, context: OwnContext): string {
    const [, counted, forms] = WHOLE_PLURAL.exec(name) ?? [];
    if (counted === undefined) return toText(context.lookup(name), true);
    const count = context.lookup(counted);
    return typeof count === 'number' ? chooseForm(forms!.replaceAll(BRACE, ''), count, this.#language) : '';
  }

  override unescapedValue([, name]: Token, context: OwnContext): string {
    return toText(context.lookup(name), false);
  }
}

/** @throws {Error} In the library's words, or about a partial. */
function parseTemplate(template: string): readonly Token[] {
  const guarded = template.replace(PLURAL, (tag) => tag.replace(/\}(?=\})/g, `}${BRACE}`));
  const tokens = new mustache.Writer().parse(guarded);
  const open = [...tokens];
  for (let token = open.pop(); token; token = open.pop()) {
    if (token[0] === '>') throw new Error(`There are no partials here, and "${token[1]}" is one`);
    open.push(...(token[4] ?? []));
  }
  return tokens;
}

function withoutTags(template: string): string {
  if (template.includes('{{=')) return '';
  return template.replace(/\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}|\{\{[^<]*/g, (tag) =>
    fillText(tag, {}, undefined, true).includes('{{') ? '' : tag,
  );
}

function toSentence(error: unknown): string {
  // A template may also be nested too deeply.
  return `${error instanceof Error ? error.message : String(error)}.`;
}
