import type { Visit } from '../../visit/visit.js';
import type { Session } from '../session.js';

/**
 * Creates the visit to a page with a preview: it decides as the visit to the draft does, until the preview ends. The first decision
 * after that has the live page start, and until that decides, nothing is decided.
 *
 * @param draft - The visit to the draft. It stays as it is.
 * @param exp - The end, in milliseconds since 1970.
 * @param end - Starts the live page.
 */
export function createEndingVisit(draft: Visit, exp: number, { page }: Session, end: () => Promise<void>): Visit {
  let ending: Promise<void> | undefined;
  let hasEnded = false;
  const next = (): Visit | null => (page.visit === visit ? null : page.visit);
  const visit: Visit = {
    ...draft,
    decide: (feature, options) => {
      if (Date.now() < exp) return draft.decide(feature, options);
      ending ??= end().then(() => void (hasEnded = true));
      // A page that was stopped meanwhile has no other visit.
      return next()?.decide(feature, options) ?? (hasEnded && !next() ? draft.fault(feature) : null);
    },
    _settled: () => (ending ? ending.then(() => next()?._settled()) : draft._settled()),
  };
  return visit;
}
