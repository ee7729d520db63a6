import { createFault } from '../../model/fault.js';
import type { FeatureHost } from '../../model/feature-host.js';
import { toPointer } from '../../lib/to-pointer.js';
import { isParsed, listen } from '../browser.js';
import { addRules } from './create-hiding.js';
import { createFinder, type FoundTarget } from './find-targets.js';
import { PLACE, TargetView } from './target-view.js';

/** With more nodes than this added at once, the document is looked through as a whole: the browser is quicker at that. */
const MANY = 50;
const DEFER = 'defer-hydration';

/**
 * Gates what the targets of a config name, now and whenever more of it comes into the page: in the same moment, before
 * anything of it is painted. One observer sees to all of it.
 *
 * @param features - Those of the config.
 * @param isLatest - `false` once a later start has replaced this one: then the page is given back as it was.
 * @returns A function that gives it back.
 */
export function watchTargets(
  features: Readonly<Record<string, unknown>>,
  host: FeatureHost,
  isLatest: () => boolean,
): () => void {
  const views = new WeakMap<Node, TargetView>();
  /** Those whose target is in the page. */
  const live = new Set<TargetView>();
  const told = new Set<string>();

  const report = (feature: string, code: Parameters<typeof createFault>[0], at: string, message: string): void => {
    // A listing has many targets of one feature.
    if (told.size === told.add(`${feature} ${code}`).size) return;
    host.report(createFault(code, message, feature, `/features${toPointer(feature)}/target${at}`));
  };
  const finder = createFinder(features, report);

  const refuse = (feature: string, other: string): void =>
    report(feature, 'target-taken', '', `its target is the same as one of "${other}", or overlaps with it`);

  /** The feature whose target, or whose element, a node stands in. */
  const outerOf = (anchor: Node): string | null => {
    for (let node = anchor.parentNode; node; node = node.parentNode) {
      const view = views.get(node);
      if (view && live.has(view)) return view.feature;
      if (node instanceof Element && node.localName === 'zephr-feature' && !node.hasAttribute(PLACE)) {
        return node.getAttribute('feature') ?? '';
      }
    }
    for (const view of live) if (view.found.end && view.holds(anchor)) return view.feature;
    return null;
  };

  const take = (found: FoundTarget, before: readonly TargetView[]): void => {
    const { anchor, feature, end } = found;
    const known = views.get(anchor);
    if (known && known.feature !== feature) {
      if (live.has(known)) refuse(feature, known.feature);
      return;
    }
    if (known && live.has(known)) return;
    if (!anchor.isConnected || anchor.parentElement?.closest(`[${DEFER}]:not([${PLACE}])`)) return;
    if (anchor instanceof Element && (anchor.hasAttribute(DEFER) || anchor.localName === 'zephr-feature')) return;
    const outer = outerOf(anchor) ?? (end && outerOf(end));
    if (outer !== null && outer !== undefined) return refuse(feature, outer);
    // A copy of content, which a place is cut from.
    if (anchor.parentElement?.closest(`[${PLACE}]`)) return;
    const view = known ?? new TargetView(found, host);
    // Whatever comes around a target takes it in.
    for (const inner of before) {
      if (inner === view || !view.holds(inner.found.anchor)) continue;
      live.delete(inner);
      views.delete(inner.found.anchor);
      inner.stop();
      refuse(inner.feature, feature);
    }
    views.set(anchor, view);
    live.add(view);
    view.connect();
  };

  const look = (roots: readonly (Document | Element | Comment)[]): void => {
    const before = [...live];
    for (const found of finder.find(roots)) take(found, before);
    if (isParsed()) setTimeout(reportUnclosed);
  };
  const reportUnclosed = (): void => {
    for (const feature of finder.unclosed()) {
      report(
        feature,
        'target-unclosed',
        '/comment',
        'the marker that ends its target is not among the siblings of the first',
      );
    }
  };

  const observer = new MutationObserver((records) => {
    if (!isLatest()) return stop();
    let roots: (Document | Element | Comment)[] = [];
    for (const { addedNodes, target, type } of records.length > MANY ? [] : records) {
      if (type === 'attributes') roots.push(target as Element);
      else for (const node of addedNodes) if (node instanceof Element || node instanceof Comment) roots.push(node);
    }
    if (Math.max(records.length, roots.length) > MANY) roots = [document];
    for (const view of live) {
      if (view.isThere) view.check();
      else {
        // It may come back, and is gated then.
        live.delete(view);
        view.stop();
      }
    }
    if (roots.length) look(roots.filter((node) => node.isConnected));
  });
  const stop = (): void => {
    observer.disconnect();
    leave();
    for (const view of live) view.stop();
    live.clear();
  };
  const leave = listen('DOMContentLoaded', () => setTimeout(reportUnclosed));

  look([document]);
  // What the page kept back until now, by `visibility: var(--zephr-targets, hidden)`.
  addRules(':root{--zephr-targets:visible}');
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: [DEFER] });
  return stop;
}
