import type { Visit } from '../../visit/visit.js';
import type { Session } from '../session.js';

/**
 * Has a page become live with the first decision after the end of its preview. Until the live page decides, nothing is decided.
 *
 * @param exp - The end, in milliseconds since 1970.
 * @param end - Starts the live page.
 */
export function endPreview(visit: Visit, exp: number, { page }: Session, end: () => Promise<void>): void {
  const before = { ...visit };
  let ending: Promise<void> | undefined;
  let hasEnded = false;
  const next = (): Visit | null => (page.visit === visit ? null : page.visit);
  visit.decide = (feature, options) => {
    if (Date.now() < exp) return before.decide(feature, options);
    ending ??= end().then(() => void (hasEnded = true));
    // A page that was stopped meanwhile has no other visit.
    return next()?.decide(feature, options) ?? (hasEnded && !next() ? visit.fault(feature) : null);
  };
  visit._settled = () => (ending ? ending.then(() => next()?._settled()) : before._settled());
}
