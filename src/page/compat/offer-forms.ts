import type { Config } from '../../model/config.js';
import type { FormDataDetail, FormResponseDetail } from '../../model/events.js';
import { createFault } from '../../model/fault.js';
import { own } from '../../lib/own.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import type { Session } from '../session.js';
import { installBlaize } from './blaize.js';

/**
 * Installs `window.Blaize`, runs the calls that the page has queued for it, and runs its processors with the forms of walls
 * until the session ends. A processor that throws is reported, and the form is sent without it.
 */
export function offerForms(session: Session, { components }: Config): void {
  const { host } = session.page;
  const fail = (says: string, error: unknown): void =>
    host.report(createFault('callback-failed', `${says}: ${String(error)}`));
  const blaize = installBlaize(fail);
  if (!blaize) return;
  const attempt = async (call: () => unknown): Promise<unknown> => {
    try {
      return await call();
    } catch (error) {
      return fail('Blaize', error);
    }
  };
  session._listen(document, 'zephr-form-data', (event) => {
    const { component, data, wait } = (event as CustomEvent<FormDataDetail>).detail;
    const list = blaize.before.get(component);
    if (!list) return;
    wait(load().then((file) => file?.mapFields(list, data, own(components, component), attempt)));
  });
  session._listen(document, 'zephr-form-response', (event) => {
    const { component, data, response } = (event as CustomEvent<FormResponseDetail>).detail;
    const list = blaize.after.get(component);
    if (!list) return;
    // At once, as other listeners may read the body meanwhile.
    const copy =
      response instanceof Response && !response.bodyUsed && !response.body?.locked ? response.clone() : response;
    const conclude = (): Promise<void> =>
      load(() => void conclude()).then((file) => file?.handOver(list, data, copy, own(components, component), attempt));
    void conclude();
  });

  /** Loads the file for processors. Without it a form is sent as it is. */
  function load(onLate?: () => void): Promise<typeof import('./run-processors.js') | undefined> {
    return within(FILE_TIMEOUT_MS, 'processors.js', import('./run-processors.js'), onLate).catch((error: unknown) => {
      session.report(createFault('chunk-unreachable', String(error)));
      return undefined;
    });
  }
}
