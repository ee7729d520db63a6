import { createFault } from '../../model/fault.js';
import type { Session } from '../session.js';
import { onOnline } from './on-online.js';

/**
 * Loads a part of the SDK with a file of its own. Where the file does not arrive, that is reported, and it is loaded once more
 * when the browser is online again.
 *
 * @param work - Loads the part and starts it. The session owns the end that it returns.
 * @param features - Features that need the part; `null` stands for the page.
 * @param pointer - JSON pointer to what asks for the part.
 */
export function loadPart(
  session: Session,
  work: () => Promise<(() => void) | void>,
  features: readonly (string | null)[],
  pointer = '',
): void {
  work().then(
    (end) => end && session.own(end),
    (error: unknown) => {
      for (const feature of features) {
        session.report(createFault('chunk-unreachable', String(error), feature, pointer));
      }
      const retry = onOnline(session, () => {
        retry();
        loadPart(session, work, features, pointer);
      });
    },
  );
}
