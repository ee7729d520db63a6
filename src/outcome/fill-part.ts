import type { ComponentConfig } from '../model/config.js';
import type { Part, TemplateData } from '../model/part.js';
import { own } from '../lib/own.js';

/** A name; it may hold slashes, as those of trackers do. */
export const NAME = String.raw`[\w$.-][\w$./-]*`;
/** Words for numbers, as they follow a name. */
export const WORDS = String.raw`(?:\s+\w+=(?:"[^"]*"|'[^']*'))+`;
/** `{{{name}}}`, `{{name}}` and `{{plural name one="…" other="…"}}`; more opening than closing braces are not a tag. */
const TAG = new RegExp(
  String.raw`\{\{\{\s*(${NAME})\s*\}\}\}|\{{3,}|\{\{\s*(${NAME})\s*\}\}|\{\{\s*plural\s+(${NAME})(${WORDS})\s*\}\}`,
  'g',
);
const FORM = /\b(\w+)=(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Fills the texts of a component. In `html` values are escaped, but for triple braces as in Mustache; a custom block
 * sanitises its markup afterwards in any case. All other texts are shown as text and need no escaping. A component's own
 * `variables` can be named too.
 *
 * @param language - The language that numbers are spoken of in: a tag that `Intl` takes. Default: the runtime's.
 */
export function fillPart({ id, config }: Part, data: TemplateData, language?: string): Part {
  const variables = own(config, 'variables');
  const all = variables === undefined ? data : { ...data, variables };
  return { id, config: fill(config, all, language, '') as ComponentConfig };
}

/** Whether a template holds no other tags than those that are filled here: sections and other tags take a library. */
export function isSimple(template: string): boolean {
  return !template.replace(TAG, (tag) => (tag.endsWith('}') ? '' : tag)).includes('{{');
}

function fill(value: unknown, data: TemplateData, language: string | undefined, name: string): unknown {
  if (typeof value === 'string') return value.includes('{{') ? fillText(value, data, language, name === 'html') : value;
  if (Array.isArray(value)) return value.map((item) => fill(item, data, language, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, data, language, key)]));
}

/** Fills a text by its simple tags, and leaves the others as they are. */
export function fillText(template: string, data: TemplateData, language: string | undefined, html: boolean): string {
  return template.replace(TAG, (tag, raw?: string, escaped?: string, counted?: string, forms?: string) => {
    const name = raw ?? escaped ?? counted;
    if (name === undefined) return tag;
    const value = name.split('.').reduce<unknown>(own, data);
    if (forms !== undefined) return typeof value === 'number' ? chooseForm(forms, value, language) : '';
    return toText(value, html && raw === undefined);
  });
}

/** Writes a value as it is shown: nothing for what is missing, a list, an object or a function. */
export function toText(value: unknown, escaped: boolean): string {
  const text = value === undefined || value === null || Object(value) === value ? '' : String(value);
  return escaped ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text;
}

/**
 * Chooses the words for a number: those of just this number, else those of its plural category in the language, else
 * `other`. In them `#` is the number.
 *
 * @see Unicode CLDR, "Language Plural Rules".
 */
export function chooseForm(forms: string, count: number, language: string | undefined): string {
  const byName = new Map([...forms.matchAll(FORM)].map(([, name, double, single]) => [name, double ?? single ?? '']));
  const category = new Intl.PluralRules(language).select(count);
  const form = byName.get(String(count)) ?? byName.get(category) ?? byName.get('other') ?? '';
  return form.replaceAll('#', new Intl.NumberFormat(language).format(count));
}
