import type { Config } from '../../model/config.js';
import type { FormDataDetail, FormResponseDetail } from '../../model/events.js';
import { createFault } from '../../model/fault.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { loadPart } from '../life/load-part.js';
import type { Session } from '../session.js';
import { installBlaize } from './blaize.js';

const FILE = 'processors.js';

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
  const load = (): Promise<typeof import('./run-processors.js')> => import('./run-processors.js');
  session._listen(document, 'zephr-form-data', (event) => {
    const { detail } = event as CustomEvent<FormDataDetail>;
    const list = blaize._before.get(detail.component);
    if (!list) return;
    detail.wait(
      within(FILE_TIMEOUT_MS, FILE, load()).then(
        ({ mapFields }) => mapFields(list, detail, components, fail),
        // Without the file the form is sent as it is.
        (error: unknown) => session.report(createFault('chunk-unreachable', String(error))),
      ),
    );
  });
  session._listen(document, 'zephr-form-response', (event) => {
    const { detail } = event as CustomEvent<FormResponseDetail>;
    const list = blaize._after.get(detail.component);
    if (!list) return;
    // At once, as other listeners may read the body meanwhile.
    const response = copyOf(detail.response);
    loadPart(session, FILE, async () => (await load()).handOver(list, detail, response, components, fail), [null]);
  });
}

/** Copies a response. One whose body is read, and what is no response, is given as it is. */
function copyOf(response: unknown): unknown {
  try {
    return (response as Response).clone();
  } catch {
    return response;
  }
}
