import type { ComponentConfig } from '../model/config.js';
import type { Part, TemplateData } from '../model/part.js';
import { own } from '../lib/own.js';
import { escapeValue } from './escape-value.js';
import type { AddressFilling, ValueKind, WriteValue } from './address-filling.js';

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
/** Names of values that are the config's own text. Addresses of offers are filled as addresses before. */
const OF_THE_CONFIG = /^(?:variables\.|offer\.href$)/;
/** An address that was left out, as its values would lead elsewhere than its own text does. */
export interface RefusedAddress {
  /** Its place in the component: the end of a JSON pointer, without the slash before it. */
  readonly member: string;
  readonly message: string;
}

/** A component with its texts filled. */
export interface FilledPart extends Part {
  readonly refused: readonly RefusedAddress[];
}

/** Values and ways by which a component is filled. */
interface Filling {
  readonly data: TemplateData;
  readonly language: string | undefined;
  readonly addresses: AddressFilling | undefined;
  readonly refused: RefusedAddress[];
}

/**
 * Fills the texts of a component. In `html` values are escaped, but for triple braces as in Mustache; a custom block
 * sanitises its markup afterwards in any case. In addresses values are percent-encoded and decide neither scheme nor host,
 * but for triple braces and the component's own `variables`. All other texts are shown as text and need no escaping.
 *
 * @param language - The language that numbers are spoken of in: a tag that `Intl` takes. Default: the runtime's.
 * @param addresses - Fills addresses; required where `mayFillAddress` says so.
 */
export function fillPart(
  { id, config }: Part,
  data: TemplateData,
  language?: string,
  addresses?: AddressFilling,
): FilledPart {
  const refused: RefusedAddress[] = [];
  const filling = { data: withVariables(data, config), language, addresses, refused };
  return { id, config: fill(config, filling, '', config) as ComponentConfig, refused };
}

/** Adds the component's own variables to the data. They go before those that the rule has set. */
export function withVariables(data: TemplateData, config: unknown): TemplateData {
  const variables = own(config, 'variables');
  return variables === undefined
    ? data
    : { ...data, variables: { ...(data['variables'] as object), ...(variables as object) } };
}

/** Whether a template holds no other tags than those that are filled here: sections and other tags take a library. */
export function isSimple(template: string): boolean {
  return !template.replace(TAG, (tag) => (tag.endsWith('}') ? '' : tag)).includes('{{');
}

/** @param member - The place of the value in the component, as the end of a JSON pointer. */
function fill(value: unknown, filling: Filling, member: string, config: ComponentConfig): unknown {
  if (typeof value === 'string') return value.includes('{{') ? fillMember(value, filling, member, config) : value;
  if (typeof value !== 'object' || value === null) return value;
  const inside = (name: string | number, item: unknown): unknown =>
    fill(item, filling, member + (member && '/') + name, config);
  if (Array.isArray(value)) return value.map((item, index) => inside(index, item));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inside(name, item)]));
}

function fillMember(template: string, filling: Filling, member: string, config: ComponentConfig): string {
  const { data, language, addresses, refused } = filling;
  const fillBy = (write: WriteValue): string => fillTags(template, (name) => find(data, name), language, write);
  const isMarkup = member === 'html';
  if (!isMarkup && !isAddress(member, config)) return fillBy(String);
  if (!addresses) return isMarkup ? fillBy(writeEscaped) : '';
  const filled = isMarkup ? addresses.fillMarkup(fillBy) : addresses.fillAddress(fillBy);
  for (const message of filled.refused) refused.push({ member, message });
  return filled.text;
}

function writeEscaped(text: string, kind: ValueKind): string {
  return kind === 'raw' ? text : escapeValue(text);
}

/** Whether a member of a component is an address. Of an offer, `action` is the text of its button. */
export function isAddress(member: string, config: unknown): boolean {
  return (
    /(?:^|\/)(?:href|returnTo)$/.test(member) || (member === 'action' && own(config, 'type') === 'registration-wall')
  );
}

/** Fills a text that is shown as text by its simple tags, and leaves the others as they are. */
export function fillText(template: string, data: TemplateData, language: string | undefined): string {
  return fillTags(template, (name) => find(data, name), language, String);
}

/**
 * Fills a template by its simple tags, and leaves the others as they are.
 *
 * @param find - Finds a value by its name.
 * @param write - Writes a value.
 */
export function fillTags(
  template: string,
  find: (name: string) => unknown,
  language: string | undefined,
  write: WriteValue,
): string {
  return template.replace(TAG, (tag, raw?: string, escaped?: string, counted?: string, forms?: string) => {
    const name = raw ?? escaped ?? counted;
    if (name === undefined) return tag;
    const value = find(name);
    if (forms !== undefined) return typeof value === 'number' ? chooseForm(forms, value, language) : '';
    return write(toText(value), raw === undefined ? kindOf(name) : 'raw');
  });
}

/** Whether a value is the config's own text, by its whole name. */
export function kindOf(name: string): 'trusted' | 'escaped' {
  return OF_THE_CONFIG.test(name) ? 'trusted' : 'escaped';
}

/** Finds a value in data by its name. */
export function find(data: unknown, name: string): unknown {
  return name.split('.').reduce(own, data);
}

/** Writes a value as it is shown: nothing for what is missing, a list, an object or a function. */
export function toText(value: unknown): string {
  return value === undefined || value === null || Object(value) === value ? '' : String(value);
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
