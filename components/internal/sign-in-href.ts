import { readText } from './read-text.js';

/** The way in for a reader who already has an account. */
export interface SignIn {
  readonly href: string;
  /** The question before the link. */
  readonly text?: string;
  /** Text of the link. */
  readonly label?: string;
  /** Name of the query parameter that tells the sign-in page where to lead back to. Without it nothing is told. */
  readonly returnParameter?: string;
  /** Where to lead back to, on this page's own origin; this page unless told. */
  readonly returnTo?: string;
}

/**
 * Adds to the address of a sign-in page where it is to lead back to. What would lead to another origin is replaced by this
 * page, as an open redirect does a phisher's work.
 *
 * @param href - An address that is sound.
 */
export function signInHref(href: string, { returnParameter, returnTo }: SignIn): string {
  const name = readText(returnParameter, '');
  if (name === '') return href;
  let back = new URL(location.href);
  try {
    const asked = new URL(readText(returnTo, ''), back);
    // A page without an origin of its own, such as a file, shares none with anybody.
    if (asked.origin === back.origin && asked.origin !== 'null') back = asked;
  } catch {
    // No address at all.
  }
  const address = new URL(href, document.baseURI);
  address.searchParams.set(name, back.href);
  return address.href;
}
