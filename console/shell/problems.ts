import type { Mistake } from '../../src/validate/mistake.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { toHash } from './route.js';

/** The sentence of a mistake, without the pointer in front. */
export function describeMistake({ pointer, message }: Mistake): string {
  const lead = `${pointer || 'config'}: `;
  const text = message.startsWith(lead) ? message.slice(lead.length) : message;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The screen where a place of the config is edited. A place without a screen of its own is edited as text. */
export function findHome(pointer: string): string {
  const [part = '', id, , state] = splitPointer(pointer);
  switch (part) {
    case 'jwt':
      return toHash('settings', 'json-web-tokens');
    case 'products':
      return toHash('products', 'catalogue', ...(id === undefined ? [] : [id]));
    case 'offers':
      return toHash('products', 'offers', ...(id === undefined ? [] : [id]));
    case 'features':
      return toHash('features', ...[id, state].flatMap((segment) => segment ?? []));
    case 'subRules':
      return toHash('sub-rules', ...(id === undefined ? [] : [id]));
    case 'splitTests':
      return toHash('split-tests', ...(id === undefined ? [] : [id]));
    case 'components':
      return toHash('components', ...(id === undefined ? [] : [id]));
    case 'sites':
      return toHash('settings', 'sites', ...(id === undefined ? [] : [id]));
    case 'dataLayer':
    case 'analytics':
      return toHash('settings', 'tools');
    case 'texts':
      return toHash('default-texts');
    default:
      return toHash('text');
  }
}
