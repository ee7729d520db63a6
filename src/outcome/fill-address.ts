import type { ValueKind } from './address-filling.js';

/** Where a value goes. No text holds this character, as Unicode keeps it from being one. */
export const MARK = '\ufdd0';
/** Replaces a value to find out where the template's own text leads: valid as a scheme, as a host and in a path. */
const PLACEHOLDER = 'zephr-value';
/** An address of a scheme without a host, such as `mailto:`. */
const WITHOUT_HOST = /^\s*(?!https?:)[a-z][a-z\d+.-]*:/i;
const ENTITY = /&(?:#x([\da-f]+);?|#(\d+);?|([a-z][a-z\d]*);)/gi;
const NAMED = new Map(
  [...'&&amp <&lt >&gt "&quot \'&apos'.matchAll(/(.)&(\w+)/g)].map(([, sign, name]) => [name, sign]),
);
/** In place of an address that cannot be read here. */
const UNREADABLE = 'http://';
const MAX_QUOTED_CHARACTERS = 120;

/** Puts marks in place of values, and keeps the values in order. */
export class Marks {
  readonly #values: string[] = [];
  #taken = 0;
  readonly #escape: (text: string) => string;

  /** @param escape - Writes a value of the config's own text as text of the template. */
  constructor(escape: (text: string) => string = String) {
    this.#escape = escape;
  }

  /** Adds a value and returns its mark; returns text that the config vouches for as it is. */
  readonly mark = (text: string, kind: ValueKind): string => {
    if (text && kind !== 'escaped') {
      return fillMarks(kind === 'raw' ? text : this.#escape(text), () => '');
    }
    this.#values.push(text);
    return MARK;
  };

  /** The value of the next mark. */
  readonly take = (): string => this.#values[this.#taken++] ?? '';
}

/**
 * Fills an address. Values are percent-encoded, so that each of them stays within its part of the address. Scheme and host are
 * those of the template's own text: of the host a value may be a label in front of two others
 * (`https://{{claims.team}}.news.example/`). A template that is one value as a whole may lead to the page's own origin.
 *
 * @param template - The address, with marks.
 * @param take - Gives the value of the next mark.
 * @param page - The address that relative addresses belong to.
 * @param escape - In markup: escapes text.
 * @param isList - Whether it is a list of addresses, as `srcset` is.
 * @returns The address; empty where nothing fills it; `null` where its values would lead elsewhere.
 */
export function fillAddress(
  template: string,
  take: () => string,
  page: string,
  escape?: (text: string) => string,
  isList = false,
): string | null {
  if (template.trim() === MARK && !isList) {
    const value = take();
    return !value || leadsAs([value], [page], page) ? (escape ?? String)(value) : null;
  }
  // Programs for mail and telephones read these two as they are.
  const kept = WITHOUT_HOST.test(template) ? /%(?:40|2B)/g : /$^/;
  const filled = fillMarks(template, () => encodeValue(take()).replace(kept, decodeURIComponent));
  if (!template.includes(MARK)) return filled;
  const [to, own] = [filled, fillMarks(template, () => PLACEHOLDER)].map((address) => {
    const text = escape ? readMarkup(address) : address;
    return isList ? text.split(/[\s,]+/) : [text];
  }) as [string[], string[]];
  return leadsAs(to, own, page) ? filled : null;
}

/** Says that an address is left out, in a sentence without its values. */
export function describeRefusal(template: string): string {
  const text = fillMarks(template, () => '…').slice(0, MAX_QUOTED_CHARACTERS);
  return `the address "${text}" is left out, as its values would lead to another origin.`;
}

/** Puts values in place of marks. */
export function fillMarks(text: string, take: () => string): string {
  return text.replaceAll(MARK, take);
}

/** Percent-encodes a value, also for single quotes. Half characters are replaced, and a part that only leads upwards goes. */
export function encodeValue(value: string): string {
  if (value === '.' || value === '..') return '';
  return encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, '\ufffd')).replaceAll("'", '%27');
}

/** Whether addresses lead where their own text does. The parser is the browser's, as it is the one that will follow them. */
function leadsAs(addresses: readonly string[], meant: readonly string[], page: string): boolean {
  if (addresses.length !== meant.length) return false;
  try {
    return addresses.every((address, index) => {
      const [to, own] = [new URL(address, page), new URL(meant[index]!, page)];
      if (to.protocol !== own.protocol || to.port !== own.port || own.protocol.includes(PLACEHOLDER)) return false;
      const site = siteOf(own);
      return own.hostname.includes(PLACEHOLDER)
        ? siteOf(to) === site && !site.includes(PLACEHOLDER)
        : to.hostname === own.hostname;
    });
  } catch {
    return false;
  }
}

/** The last two labels of the host. */
function siteOf({ hostname }: URL): string {
  return hostname.split('.').filter(Boolean).slice(-2).join('.');
}

/** Reads the entities of an attribute. Behind one that is not known here an address can lead anywhere. */
function readMarkup(text: string): string {
  let isKnown = true;
  const read = text.replace(ENTITY, (_entity, hex?: string, decimal?: string, name?: string) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    const character = name ? NAMED.get(name) : code < 0x110000 ? String.fromCodePoint(code) : undefined;
    isKnown &&= character !== undefined;
    return character ?? '';
  });
  return isKnown ? read : UNREADABLE;
}
