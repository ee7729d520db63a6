import type { SealTimes } from '../../model/seal-times.js';

/** The part of an element that says how its content is protected. */
type PlaceElement = Pick<Element, 'hasAttribute' | 'getAttribute' | 'querySelectorAll'>;

/** A seal in the page; the ciphertext of one that is open is kept out of the document. */
interface SealElement extends Element {
  readonly _ciphertext?: string;
}

/**
 * Puts into a line how the content of an element is protected, how much of it is open, and when its key was asked for.
 *
 * @param times - `undefined` where no key was asked for.
 */
export function describeProtection(element: PlaceElement, times?: SealTimes): string {
  const src = element.getAttribute('src');
  if (element.hasAttribute('sealed')) {
    const seals = [...element.querySelectorAll<SealElement>('script[type="application/jose"]')];
    const open = seals.filter(({ textContent }) => !textContent.trim()).length;
    const size = seals.reduce(
      (sum, { _ciphertext, textContent }) => sum + (_ciphertext ?? textContent.trim()).length,
      0,
    );
    return `protection sealed: ${seals.length} ${seals.length === 1 ? 'seal' : 'seals'} of ${size} bytes in the page, ${open} of them open; ${describeTimes(times)}`;
  }
  if (src === null) return "protection hidden: anyone can read it in the page's source";
  const isShown = element.getAttribute('state') === 'shown';
  return `protection withheld: ${src} ${isShown ? 'is in the page' : 'is not in the page'}`;
}

function describeTimes(times: SealTimes | undefined): string {
  if (!times) return 'no key was asked for';
  const { asked, answered, answer, opened } = times;
  const parts = [`asked ${inMs(asked)}`];
  if (answered !== undefined) parts.push(`answered ${inMs(answered)} (${answer})`);
  if (opened !== undefined) parts.push(`opened ${inMs(opened)}`);
  return parts.join(' · ');
}

function inMs(at: number): string {
  return `${Math.round(at)} ms`;
}
