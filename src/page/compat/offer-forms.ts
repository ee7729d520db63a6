import type { FormDataDetail, FormFields, FormResponseDetail } from '../../model/events.js';
import { createFault, type Report } from '../../model/fault.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { listen } from '../browser.js';

type PreProcessor = (data: FormFields) => unknown;
type PostProcessor = (data: FormFields, response: unknown) => unknown;

declare global {
  interface Window {
    /** Zephr's own global: what a site does with the forms of its walls. A form goes by the id of its component. */
    Blaize: Blaize;
  }
}

/** `window.Blaize`. */
export interface Blaize {
  /** Maps what a form is about to send. Several run one after the other, in the order in which they were registered. */
  registerFormPreProcessor(form: string, processor: PreProcessor): void;
  /** Is handed what was sent, and the answer. */
  registerFormPostProcessor(form: string, processor: PostProcessor): void;
  /** Runs a call at once; before this file has loaded, a list of that name queues. */
  push(...calls: (readonly [method: string, ...args: unknown[]])[]): void;
}

const before = new Map<string, PreProcessor[]>();
const after = new Map<string, PostProcessor[]>();

/**
 * Sets `window.Blaize`, runs what was queued for it, and has its processors run with the forms of walls.
 *
 * @param report - Told of processors that throw: the form goes on as if they were not there.
 * @returns A function that stops it; what is registered stays.
 */
export function offerForms(report: Report): () => void {
  setBlaize(report);
  const fail = (error: unknown): void => report(createFault('callback-failed', `Blaize: ${String(error)}`));

  const prepare = async (processors: readonly PreProcessor[], data: FormFields): Promise<FormFields> => {
    let prepared = data;
    for (const processor of processors) {
      try {
        const given = await processor({ ...prepared });
        if (isRecord(given)) prepared = given as FormFields;
      } catch (error) {
        fail(error);
      }
    }
    return prepared;
  };

  const conclude = async (processor: PostProcessor, data: FormFields, response: unknown): Promise<void> => {
    try {
      await processor({ ...data }, response);
    } catch (error) {
      fail(error);
    }
  };

  const stops = [
    listen('zephr-form-data', (event) => {
      const { component, data, wait } = (event as CustomEvent<FormDataDetail>).detail;
      const processors = before.get(component);
      if (processors) wait(prepare(processors, data));
    }),
    listen('zephr-form-response', (event) => {
      const { component, data, response } = (event as CustomEvent<FormResponseDetail>).detail;
      for (const processor of after.get(component) ?? []) void conclude(processor, data, response);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function setBlaize(report: Report): void {
  const found: unknown = own(window, 'Blaize');
  if (typeof (found as Partial<Blaize> | undefined)?.registerFormPreProcessor === 'function') return;
  const add = <Processor>(map: Map<string, Processor[]>, form: string, processor: Processor): void =>
    void map.set(form, [...(map.get(form) ?? []), processor]);
  window.Blaize = {
    registerFormPreProcessor: (form, processor) => add(before, form, processor),
    registerFormPostProcessor: (form, processor) => add(after, form, processor),
    push: (...calls) => {
      for (const [method, ...args] of calls) {
        try {
          (window.Blaize as unknown as Record<string, (...args: unknown[]) => void>)[method]!(...args);
        } catch (error) {
          report(createFault('callback-failed', `Blaize.push: ${String(error)}`));
        }
      }
    },
  };
  if (Array.isArray(found)) window.Blaize.push(...(found as [string, ...unknown[]][]));
}
