import type { NodeConfig } from '../../model/config.js';
import { isNamed } from '../../config/check-shape.js';
import { nameSiteTracker } from '../../usage/name-site-tracker.js';
import type { EvaluationContext } from '../evaluation-context.js';
import type { CompileContext } from '../node-registry.js';
import { readOnce } from './create-condition.js';
import { shareSite } from './site.js';

/** The `scope` of a trial: across all sites, or each of them apart. */
export const isScope = isNamed(/^(all|site)$/);

/** Whether a trial is one for each site. */
export const isPerSite = (node: NodeConfig): boolean => node['scope'] === 'site';

/** Makes the function that names the tracker of a trial on the page. A page of no site has the tracker that all sites share. */
export function createTrackerNaming(
  node: NodeConfig,
  tracker: string,
  compileContext: CompileContext,
): (context: EvaluationContext) => string {
  if (!isPerSite(node)) return () => tracker;
  const operand = shareSite(compileContext);
  return (context) => {
    const site = readOnce(operand, context);
    return site == null ? tracker : nameSiteTracker(tracker, site as string);
  };
}
