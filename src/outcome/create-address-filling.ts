import { escapeValue } from './escape-value.js';
import { describeRefusal, fillAddress, Marks } from './fill-address.js';
import { fillMarkup } from './fill-markup.js';
import type { AddressFilling } from './address-filling.js';

/**
 * Creates what fills templates in which values may be in addresses.
 *
 * @param page - The address that relative addresses belong to.
 */
export function createAddressFilling(page: string): AddressFilling {
  return {
    fillAddress(fill) {
      const marks = new Marks();
      const template = fill(marks.mark);
      const text = fillAddress(template, marks.take, page);
      return { text: text ?? '', refused: text === null ? [describeRefusal(template)] : [] };
    },
    fillMarkup(fill) {
      const marks = new Marks(escapeValue);
      const template = fill(marks.mark);
      return fillMarkup(template, marks.take, page);
    },
  };
}
