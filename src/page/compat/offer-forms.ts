import type { FormDataDetail, FormResponseDetail } from '../../model/events.js';
import { createFault } from '../../model/fault.js';
import type { Session } from '../session.js';
import { installBlaize } from './blaize.js';

/**
 * Installs `window.Blaize`, runs the calls that the page has queued for it, and runs its processors with the forms of walls
 * until the session ends. A processor that throws is reported, and the form is sent without it.
 */
export function offerForms(session: Session): void {
  const { host } = session.page;
  const fail = (says: string, error: unknown): void =>
    host.report(createFault('callback-failed', `${says}: ${String(error)}`));
  const blaize = installBlaize(fail);
  if (!blaize) return;
  session._listen(document, 'zephr-form-data', (event) => {
    const { component, data, wait } = (event as CustomEvent<FormDataDetail>).detail;
    const prepared = blaize.prepare(component, data);
    if (prepared) wait(prepared);
  });
  session._listen(document, 'zephr-form-response', (event) => {
    const { component, data, response } = (event as CustomEvent<FormResponseDetail>).detail;
    blaize.conclude(component, data, response);
  });
}
