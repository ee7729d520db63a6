import { findElement } from './browser.js';

/** The address under which the page wants to be known: its canonical link, else where it is. */
export function readCanonicalAddress(): string {
  return (findElement('link[rel~=canonical][href]') as HTMLLinkElement | null)?.href || location.href;
}
