import type { Decision } from '../../model/decision.js';
import type { FeatureView } from '../../model/feature-host.js';
import { meetCopy } from '../copies/meet-copy.js';
import type { Session } from '../session.js';

/**
 * Keeps what the page shows and what would be decided now the same: whenever an element comes, a decision is asked for or the
 * head changes, each decision is made once more in a dry run. Where one differs, or a view belongs to another article by now,
 * all is decided again.
 */
export function checkDecisions(session: Session): void {
  const { page, signal } = session;
  const { host } = page;
  let isChecked = false;
  const check = (view?: FeatureView): void => {
    if (view && !host._views.has(view)) meetCopy(session, view);
    // Once in a moment: all decisions of it read the same.
    if (isChecked || signal.aborted) return;
    isChecked = true;
    queueMicrotask(() => {
      isChecked = false;
    });
    if (hasChanged(page)) host._update(true);
  };
  host._check = check;
  session.own(() => {
    if (host._check === check) host._check = undefined;
  });
}

function hasChanged({ host, visit }: Session['page']): boolean {
  const known = new Set<Decision>();
  for (const [view, { decided, item }] of host._views) {
    if (item !== host._itemOf?.(view)) return true;
    // Views of one feature and article share a decision.
    if (!decided || known.has(decided)) continue;
    known.add(decided);
    const now = visit?.decide(decided.feature, { dryRun: true, _item: item });
    if (now && (now.outcomeId !== decided.outcomeId || now.access !== decided.access)) return true;
  }
  return false;
}
