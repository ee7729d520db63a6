import type { RawConfig } from '../../config/read-config.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { createFault } from '../../model/fault.js';
import { describeOperand } from '../../rules/describe-operand.js';
import type { VisitPorts } from '../../visit/visit-ports.js';
import type { Visit } from '../../visit/visit.js';
import { isPreviewId } from '../../preview/is-preview-id.js';
import { fetchPreview } from '../preview/fetch-preview.js';
import { takePreview } from '../preview/take-preview.js';
import type { Session } from '../session.js';
import { startDebug } from './print-debug.js';

export { inspectBroken } from './inspect-broken.js';

/**
 * Prepares a page that is being debugged, before its config is checked: traces get the reader's own data, and a preview that
 * counts takes the place of the config. Never rejects.
 *
 * @param raw - The live config. It becomes the draft.
 * @param ports - The ports of the visit that is about to be made.
 * @returns A function that debugs the visit, and returns the one that the page enters.
 */
export async function prepareDebug(
  raw: RawConfig,
  ports: VisitPorts,
  session: Session,
): Promise<(visit: Visit) => Visit> {
  const { value } = raw;
  const { options, page } = session;
  const memory = page._memory;
  Object.assign(ports, { debug: describeOperand });
  // A preview that starts again has the value only.
  if (raw._json !== undefined || memory.live?.value !== value) memory.live = { ...raw };
  const text = takePreview(memory);
  const followPreview =
    text === null
      ? null
      : await within(FILE_TIMEOUT_MS, 'preview.js', import('../preview/run-preview.js'))
          .then(async ({ runPreview }) => {
            const jws = isPreviewId(text) ? await fetchPreview(text, value, session) : text;
            return runPreview(jws, raw, ports, session);
          })
          .catch((error: unknown) => void session.report(createFault('chunk-unreachable', String(error))));
  return (given) => {
    const visit = followPreview ? followPreview(given) : given;
    // A site that says `debug: false` runs previews, too.
    if (options.debug !== false) startDebug(visit, value, session);
    return visit;
  };
}
