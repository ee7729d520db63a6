import { createFault } from '../../src/model/fault.js';
import type { FeatureHost } from '../../src/model/feature-host.js';

/** Reports that a page has reached a limit of work; takes the name of the limit, and what follows. */
export type ReportLimit = (limit: string, message: string) => void;

/** @returns Reports each limit once in a session: a page that reaches it does so again and again. */
export function createReportLimit(
  feature: string,
  { session, report }: Pick<FeatureHost, 'session' | 'report'>,
): ReportLimit {
  return (limit, message) => {
    const reported = (session.store.get(createReportLimit) ?? new Set()) as Set<string>;
    session.store.set(createReportLimit, reported);
    if (reported.size === reported.add(limit).size || session.signal.aborted) return;
    // A listener may change what is at work here.
    queueMicrotask(() => report(createFault('work-limit', `${limit}: ${message}`, feature)));
  };
}
