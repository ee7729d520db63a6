import { readText } from './read-text.js';

/** The way in for a reader who already has an account. */
export interface SignIn {
  readonly href: string;
  /** The question before the link. */
  readonly text?: string;
  /** Text of the link. */
  readonly label?: string;
  /** Name of the query parameter for the address that the sign-in page leads back to. Without it there is no parameter. */
  readonly returnParameter?: string;
  /** Address to lead back to, on this page's own origin. Default: this page. */
  readonly returnTo?: string;
}

/**
 * Adds the address to lead back to to the address of a sign-in page. An address of another origin is replaced by this page, as
 * an open redirect helps phishers.
 *
 * @param href - A valid, whole address.
 */
export function signInHref(href: string, { returnParameter, returnTo }: SignIn): string {
  const name = readText(returnParameter, '');
  if (name === '') return href;
  let back = new URL(location.href);
  try {
    const asked = new URL(readText(returnTo, ''), back);
    // A page without an origin of its own, such as a file, shares it with no other page.
    if (asked.origin === back.origin && asked.origin !== 'null') back = asked;
  } catch {
    // Not an address.
  }
  const address = new URL(href);
  address.searchParams.set(name, back.href);
  return address.href;
}
