import { createFault } from '../../model/fault.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { ignore } from '../../lib/ignore.js';
import type { Session } from '../session.js';
import { onBack } from './on-back.js';

/**
 * Loads a part of the SDK with a file of its own. A file that does not arrive in time is reported, and used when it arrives
 * after all. A file that failed is loaded once more whenever the browser is online again or the reader comes back.
 *
 * @param name - Name of its file, for messages.
 * @param work - Loads the part and starts it. The session owns the end that it returns.
 * @param features - Features that need the part; `null` stands for the page.
 * @param pointer - JSON pointer to what asks for the part.
 */
export function loadPart(
  session: Session,
  name: string,
  work: () => Promise<(() => void) | void>,
  features: readonly (string | null)[],
  pointer?: string,
): void {
  let again = (): void => {
    again = ignore;
    loadPart(session, name, work, features, pointer);
  };
  const part = work();
  part.then(
    (end) => end && session.own(end),
    () => onBack(session, () => again()),
  );
  within(FILE_TIMEOUT_MS, name, part).catch((error: unknown) => {
    for (const feature of features) session.report(createFault('chunk-unreachable', String(error), feature, pointer));
  });
}
