import mustache, { type Token } from 'mustache';
import { own } from '../lib/own.js';
import type { TemplateData } from '../model/part.js';
import { createAddressFilling } from './create-address-filling.js';
import { chooseForm, fillTags, fillText, find, kindOf, NAME, toText, WORDS } from './fill-part.js';
import type { FilledText, WriteValue } from './address-filling.js';

/** The result of filling a template. */
export interface FilledTemplate {
  readonly html: string;
  /** The template's mistake, in a sentence; `null` for a valid template. */
  readonly mistake: string | null;
  /** Sentences about addresses that were left out, as their values would lead elsewhere. */
  readonly refused: readonly string[];
}

const PLURAL = new RegExp(`plural\\s+(${NAME})(${WORDS})`, 'g');
const WHOLE_PLURAL = new RegExp(`^${PLURAL.source}$`);
/** Replaces braces inside the words of a plural, where the library would see the end of the tag. */
const BRACE = '\uE000';
/** Without a page, no value leads to its own origin. */
const ANY_PAGE = 'https://page.invalid/';
/** A value of no meaning. */
const ANY_VALUE = 'any';

/**
 * Fills a template of any kind by the library: sections, inverted ones, comments, `{{&x}}`, other delimiters. Simple tags
 * and `{{plural …}}` give what `fillPart` gives.
 *
 * A broken template keeps its markup and simple tags, and loses the other tags, as it is unknown where its sections were
 * meant to end. A broken template that changes its delimiters is empty.
 *
 * @param language - The language that numbers are spoken of in.
 * @param addresses - Fills addresses.
 */
export function fillTemplate(
  template: string,
  data: TemplateData,
  language?: string,
  addresses = createAddressFilling(ANY_PAGE),
): FilledTemplate {
  let mistake: string | null = null;
  const fillBy = (write: WriteValue): string =>
    new BlockWriter(write, language).renderTokens(parseTemplate(template), new OwnContext(data));
  let filled: FilledText;
  try {
    filled = addresses.fillMarkup(fillBy);
  } catch (error) {
    mistake = toSentence(error);
    const sound = withoutTags(template);
    filled = addresses.fillMarkup((write) => fillTags(sound, (name) => find(data, name), language, write));
  }
  return { html: filled.text, refused: filled.refused, mistake };
}

/** Describes the addresses in a template that are always left out, as a value decides their scheme or host: a sentence each. */
export function findRefusedAddresses(template: string, isMarkup = true): readonly string[] {
  const { fillAddress, fillMarkup } = createAddressFilling(ANY_PAGE);
  if (!isMarkup) return fillAddress((write) => fillTags(template, () => ANY_VALUE, undefined, write)).refused;
  const fill = (tokens: readonly Token[], path: string, write: WriteValue): string =>
    tokens
      .map(([kind, text, , , inside]) => {
        const name = path + text;
        if (kind === 'text') return text;
        if (kind === '&' || WHOLE_PLURAL.test(text)) return ANY_VALUE;
        if (kind === 'name') return write(ANY_VALUE, kindOf(text) === 'trusted' ? 'trusted' : kindOf(name));
        return inside ? fill(inside, kind === '#' ? `${name}.` : path, write) : '';
      })
      .join('');
  try {
    return fillMarkup((write) => fill(parseTemplate(template), '', write)).refused;
  } catch {
    return [];
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
  /** The whole name of the view; empty for all of the data. */
  readonly #path: string;
  /** The whole name of the value that was looked up last. */
  #found = '';

  constructor(view: unknown, parent?: OwnContext, path = '') {
    super(view, parent);
    this.#path = path;
  }

  /** Whether the value that was looked up last is the config's own text. */
  get kind(): ReturnType<typeof kindOf> {
    return kindOf(this.#found);
  }

  /** Goes into a section, whose value was looked up last. */
  override push(view: unknown): OwnContext {
    return new OwnContext(view, this, this.#found);
  }

  override lookup(name: string): unknown {
    this.#found = this.#path;
    if (name === '.') return this.view;
    const [first, ...others] = name.split('.');
    let found: unknown;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the library chains contexts so
    for (let context: OwnContext | undefined = this; context && found === undefined; context = context.parent) {
      found = own(context.view, first);
      this.#found = context.#path ? `${context.#path}.${name}` : name;
    }
    const value = others.reduce<unknown>(own, found);
    return typeof value === 'function' ? undefined : value;
  }
}

class BlockWriter extends mustache.Writer {
  // Filled templates are few, and long.
  override templateCache = undefined;
  readonly #write: WriteValue;
  readonly #language: string | undefined;

  constructor(write: WriteValue, language?: string) {
    super();
    this.#write = write;
    this.#language = language;
  }

  override escapedValue([, name]: Token, context: OwnContext): string {
    const [, counted, forms] = WHOLE_PLURAL.exec(name) ?? [];
    const value = context.lookup(counted ?? name);
    if (counted === undefined) return this.#write(toText(value), context.kind);
    return typeof value === 'number' ? chooseForm(forms!.replaceAll(BRACE, ''), value, this.#language) : '';
  }

  override unescapedValue([, name]: Token, context: OwnContext): string {
    return this.#write(toText(context.lookup(name)), 'raw');
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
    fillText(tag, {}, undefined).includes('{{') ? '' : tag,
  );
}

function toSentence(error: unknown): string {
  // A template may also be nested too deeply.
  return `${error instanceof Error ? error.message : String(error)}.`;
}
