import type { Config, ContentRule, Zone } from '../model/config.js';
import { own } from '../lib/own.js';

/** Where the components of an outcome are shown, in words. */
export const ZONES: Readonly<Record<Zone, string>> = {
  inline: 'in the page',
  'pop-up': 'in a pop-up over the page',
  'sticky-footer': 'in a footer that stays in view',
};

/** Describes how much of the content a reader sees, as a sentence without its full stop. */
export function describeContent(content: ContentRule): string {
  if (content === 'show') return 'The content is shown';
  if (content === 'hide') return 'The content is hidden';
  const [amount, unit] =
    'words' in content.keep ? [content.keep.words, 'word'] : [content.keep.paragraphs, 'paragraph'];
  return amount === 1 ? `The first ${unit} is kept` : `The first ${amount} ${unit}s are kept`;
}

/** More of a value would push the rest out of sight. */
const MAX_VALUE_CHARACTERS = 80;

/** Writes the value of an outcome as JSON, its beginning where it is long. */
export function describeValue(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > MAX_VALUE_CHARACTERS ? `${json.slice(0, MAX_VALUE_CHARACTERS)}…` : json;
}

/** Describes a component by type, heading and id: `paywall "Keep reading" (subscribe)`. */
export function describeComponent(id: string, { components }: Config): string {
  const component = own(components, id);
  const [type, heading] = [own(component, 'type'), own(component, 'heading')];
  const kind = typeof type === 'string' ? type.replaceAll('-', ' ') : 'component';
  return `${kind}${typeof heading === 'string' && heading !== '' ? ` "${heading}"` : ''} (${id})`;
}
