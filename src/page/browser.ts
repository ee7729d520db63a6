import type { ZephrEvents } from '../model/events.js';
import { isOwnBase } from '../lib/is-own-base.js';

/**
 * The document as the platform made it. A page's markup can shadow members of `document` (`<img name="cookie">`,
 * WHATWG HTML, section 3.1.7), but not what the prototypes hold.
 */
function read(
  name: 'baseURI' | 'cookie' | 'currentScript' | 'readyState' | 'referrer' | 'prerendering' | 'visibilityState',
): unknown {
  return Reflect.get(Document.prototype, name, document);
}

function call(name: 'querySelector' | 'querySelectorAll' | 'dispatchEvent', ...args: unknown[]): unknown {
  return (Document.prototype[name] as (...args: unknown[]) => unknown).apply(document, args);
}

/** `document.cookie`; empty where cookies are blocked, as in a sandboxed frame. */
export function readCookies(): string {
  try {
    return String(read('cookie'));
  } catch {
    return '';
  }
}

/** `document.referrer`; empty where the page was opened by hand, or the page before it does not tell. */
export function readReferrer(): string {
  return String(read('referrer'));
}

/** `document.currentScript`; `null` in modules and after the script has run. */
export function readCurrentScript(): HTMLScriptElement | null {
  return read('currentScript') as HTMLScriptElement | null;
}

/** Finds the first element in the document. */
export function findElement(selector: string): HTMLElement | null {
  return call('querySelector', selector) as HTMLElement | null;
}

/** Finds all elements in the document, in its order. */
export function findElements(selector: string): Iterable<Element> {
  return call('querySelectorAll', selector) as NodeListOf<Element>;
}

/**
 * The address to hand to `fetch`, which follows any `<base>`.
 *
 * @returns The address as given; resolved against the page's own where the page has a `<base>` of another origin.
 */
export function withOwnBase(address: string | URL): string | URL {
  // Without a `<base>`, a frame that has no address takes the base address of the page around it.
  return !findElement('base') || isOwnBase(read('baseURI') as string, [location.origin, origin])
    ? address
    : new URL(address, location.href);
}

/** Resolves an address as the page means it. A `<base>` of another origin does not count. */
export function resolveAddress(address: string): URL {
  return new URL(withOwnBase(address), read('baseURI') as string);
}

/** Listens on anything that has events; returns a function that ends it. */
export function listenTo(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
  // Elements of the page can shadow the methods of window and document, but not those of the prototype.
  EventTarget.prototype.addEventListener.call(target, type, listener);
  return () => EventTarget.prototype.removeEventListener.call(target, type, listener);
}

/** Listens on the window before any listener of the document gets an event; returns a function that ends it. */
export function listenFirst<Type extends keyof WindowEventMap>(
  type: Type,
  listener: (event: WindowEventMap[Type]) => void,
): () => void;
export function listenFirst(type: string, listener: (event: Event) => void): () => void;
export function listenFirst(type: string, listener: (event: never) => void): () => void {
  EventTarget.prototype.addEventListener.call(window, type, listener as EventListener, true);
  return () => EventTarget.prototype.removeEventListener.call(window, type, listener as EventListener, true);
}

/** Listens on the document; returns a function that ends it. */
export function listen(type: string, listener: (event: Event) => void): () => void {
  return listenTo(document, type, listener);
}

/** Tells the page of something: a `CustomEvent` on the document that bubbles to the window. */
export function dispatch<Type extends keyof ZephrEvents>(type: Type, detail: ZephrEvents[Type]): void {
  call('dispatchEvent', new CustomEvent(type, { detail, bubbles: true }));
}

/** Whether all of the document's markup is there. */
export function isParsed(): boolean {
  return read('readyState') !== 'loading';
}

/** Whether the page is made ready before the reader opens it (the browser's guess at where they go next). */
export function isPrerendering(): boolean {
  return read('prerendering') === true;
}

/** Whether nobody sees the page just now: its tab is in the background. */
export function isHidden(): boolean {
  return read('visibilityState') === 'hidden';
}
