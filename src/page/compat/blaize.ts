import { own } from '../../lib/own.js';

/** The fields of a form as Zephr's own forms hand them to processors. */
export interface ZephrFormData {
  /** The reader's e-mail address, as `email_address`. */
  identifiers: Record<string, string>;
  /** All other fields, by their names. */
  attributes: Record<string, string>;
  /** The password, as `password`. */
  validators: Record<string, string>;
  /** A text that a processor adds here is sent as a field of that name. */
  [name: string]: unknown;
}

/** A function of the site that is called with the fields of a form, and once it is answered with the response. */
export type FormProcessor = (data: ZephrFormData, response?: unknown) => unknown;

declare global {
  interface Window {
    /** Zephr's own global, by which a site processes the forms of its walls. A form has the id of its component. */
    Blaize: Blaize;
  }
}

/** `window.Blaize`. */
export interface Blaize {
  /** Registers a function that maps the fields before they are sent. Several run in the order of their registration. */
  registerFormPreProcessor(form: string, processor: (data: ZephrFormData) => unknown): void;
  /**
   * Registers a function that gets the sent fields and the response. `response` is a `Response` of the platform that has
   * Zephr's `message` too: the one of its JSON, otherwise the status text.
   */
  registerFormPostProcessor(
    form: string,
    processor: (data: ZephrFormData, response: Response & { readonly message: string }) => unknown,
  ): void;
  /** Runs a call at once. Before this file has loaded, a list of that name queues calls. */
  push(...calls: (readonly [method: string, ...args: unknown[]])[]): void;
}

/** The processors that are registered with `window.Blaize`, by form. */
export interface RegisteredProcessors {
  readonly _before: ReadonlyMap<string, readonly FormProcessor[]>;
  readonly _after: ReadonlyMap<string, readonly FormProcessor[]>;
}

/** Reports an error of the site's own code. */
export type Fail = (says: string, error: unknown) => void;

/** `window.Blaize` as this file makes it. It belongs to the window, so registrations outlive a session. */
class InstalledBlaize implements Blaize, RegisteredProcessors {
  readonly _before = new Map<string, readonly FormProcessor[]>();
  readonly _after = new Map<string, readonly FormProcessor[]>();
  readonly #fail: Fail;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  // Members of the object itself, as sites call them without it, too.
  readonly registerFormPreProcessor: Blaize['registerFormPreProcessor'] = (form, processor) =>
    add(this._before, form, processor);

  readonly registerFormPostProcessor: Blaize['registerFormPostProcessor'] = (form, processor) =>
    add(this._after, form, processor as FormProcessor);

  readonly push: Blaize['push'] = (...calls) => {
    for (const [method, ...args] of calls) {
      try {
        (window.Blaize as unknown as Record<string, (...args: unknown[]) => void>)[method]!(...args);
      } catch (error) {
        this.#fail('Blaize.push', error);
      }
    }
  };
}

function add(registered: Map<string, readonly FormProcessor[]>, form: string, processor: FormProcessor): void {
  registered.set(form, [...(registered.get(form) ?? []), processor]);
}

/**
 * Sets `window.Blaize` and runs the calls that the page has queued for it. A second call, and a page with Zephr's own script,
 * keep the object that is there.
 *
 * @param fail - Reports an error of the site's own code; outlives the session.
 * @returns The processors; `null` if `window.Blaize` is Zephr's own.
 */
export function installBlaize(fail: Fail): RegisteredProcessors | null {
  const found: unknown = own(window, 'Blaize');
  if (found instanceof InstalledBlaize) return found;
  if (typeof (found as Partial<Blaize> | undefined)?.registerFormPreProcessor === 'function') return null;
  const blaize = new InstalledBlaize(fail);
  window.Blaize = blaize;
  if (Array.isArray(found)) blaize.push(...(found as [string, ...unknown[]][]));
  return blaize;
}
