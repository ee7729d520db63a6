import type { FormFields } from '../../model/events.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';

type PreProcessor = (data: FormFields) => unknown;
type PostProcessor = (data: FormFields, response: unknown) => unknown;

declare global {
  interface Window {
    /** Zephr's own global, by which a site processes the forms of its walls. A form has the id of its component. */
    Blaize: Blaize;
  }
}

/** `window.Blaize`. */
export interface Blaize {
  /** Registers a function that maps the fields before they are sent. Several run in the order of their registration. */
  registerFormPreProcessor(form: string, processor: PreProcessor): void;
  /** Registers a function that gets the sent fields and the response. */
  registerFormPostProcessor(form: string, processor: PostProcessor): void;
  /** Runs a call at once. Before this file has loaded, a list of that name queues calls. */
  push(...calls: (readonly [method: string, ...args: unknown[]])[]): void;
}

/** Runs the processors that are registered with `window.Blaize`. */
export interface FormProcessors {
  /** Maps the fields of a form; `undefined` without a processor for it. */
  readonly prepare: (form: string, data: FormFields) => Promise<FormFields> | undefined;
  /** Hands the fields and the response of a sent form to its processors. */
  readonly conclude: (form: string, data: FormFields, response: unknown) => void;
}

/** Reports an error of the site's own code. */
type Fail = (says: string, error: unknown) => void;

/** `window.Blaize` as this file makes it. It belongs to the window, so registrations outlive a session. */
class InstalledBlaize implements Blaize, FormProcessors {
  readonly #before = new Map<string, readonly PreProcessor[]>();
  readonly #after = new Map<string, readonly PostProcessor[]>();
  readonly #fail: Fail;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  // Members of the object itself, as sites call them without it, too.
  readonly registerFormPreProcessor = (form: string, processor: PreProcessor): void => {
    this.#before.set(form, [...(this.#before.get(form) ?? []), processor]);
  };

  readonly registerFormPostProcessor = (form: string, processor: PostProcessor): void => {
    this.#after.set(form, [...(this.#after.get(form) ?? []), processor]);
  };

  readonly push: Blaize['push'] = (...calls) => {
    for (const [method, ...args] of calls) {
      try {
        (window.Blaize as unknown as Record<string, (...args: unknown[]) => void>)[method]!(...args);
      } catch (error) {
        this.#fail('Blaize.push', error);
      }
    }
  };

  prepare(form: string, data: FormFields): Promise<FormFields> | undefined {
    const processors = this.#before.get(form);
    return processors && this.#map(processors, data);
  }

  conclude(form: string, data: FormFields, response: unknown): void {
    for (const processor of this.#after.get(form) ?? []) {
      void this.#attempt(() => processor({ ...data }, response));
    }
  }

  async #map(processors: readonly PreProcessor[], data: FormFields): Promise<FormFields> {
    let mapped = data;
    for (const processor of processors) {
      const given = await this.#attempt(() => processor({ ...mapped }));
      if (isRecord(given)) mapped = given as FormFields;
    }
    return mapped;
  }

  async #attempt(call: () => unknown): Promise<unknown> {
    try {
      return await call();
    } catch (error) {
      this.#fail('Blaize', error);
      return undefined;
    }
  }
}

/**
 * Sets `window.Blaize` and runs the calls that the page has queued for it. A second call, and a page with Zephr's own script,
 * keep the object that is there.
 *
 * @param fail - Reports an error of the site's own code; outlives the session.
 * @returns The processors; `null` if `window.Blaize` is Zephr's own.
 */
export function installBlaize(fail: Fail): FormProcessors | null {
  const found: unknown = own(window, 'Blaize');
  if (found instanceof InstalledBlaize) return found;
  if (typeof (found as Partial<Blaize> | undefined)?.registerFormPreProcessor === 'function') return null;
  const blaize = new InstalledBlaize(fail);
  window.Blaize = blaize;
  if (Array.isArray(found)) blaize.push(...(found as [string, ...unknown[]][]));
  return blaize;
}
