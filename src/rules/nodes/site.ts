import { takeSiteNames } from '../../config/check-sites.js';
import { describeSites, findNamedSites } from '../../config/site-names.js';
import { createSiteFinder } from '../../facts/find-site.js';
import type { Operand } from '../compiled-rule.js';
import { NO, UNKNOWN, YES } from '../evaluation-context.js';
import type { CompileContext, CompileNode } from '../node-registry.js';
import { createCondition, createOperand, share } from './create-condition.js';

/**
 * "Sites / Site groups": the host of the page is one of these sites, or one of a site of these groups; `unknown` where the
 * address of the page has no host.
 */
export const site: CompileNode = (node, at, compileContext) => {
  const { sites } = compileContext.config;
  const names = takeSiteNames(node, sites, at);
  return share(compileContext.conditions, JSON.stringify(['site', names]), () => {
    const ids = new Set<unknown>(names.flatMap((name) => findNamedSites(sites, name)));
    return createCondition(
      shareSite(compileContext),
      (found) => (found === undefined ? UNKNOWN : ids.has(found) ? YES : NO),
      () => `the page is on ${describeSites(names)}`,
    );
  });
};

/** The site of the page, which nodes and trials share. */
export function shareSite({ config, _operands: operands }: CompileContext): Operand {
  return share(operands, 'the site of the page', () => {
    const find = createSiteFinder(config.sites);
    return createOperand(({ facts }) => find(facts.url));
  });
}
