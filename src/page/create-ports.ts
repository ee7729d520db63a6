import type { Facts } from '../facts/facts.js';
import type { VisitPorts } from '../visit/visit-ports.js';
import { askAhead } from './ask-ahead.js';
import { readCookies } from './browser.js';
import { explain } from './explain.js';
import { ignore } from '../lib/ignore.js';
import type { PageRules } from './page-rules.js';
import type { Session } from './session.js';
import { toFault } from './to-fault.js';
import { takeQueryToken } from './tokens/take-query-token.js';

/**
 * Makes what a visit needs of the browser.
 */
export function createPorts(session: Session): VisitPorts {
  const { fetch, report } = session;
  let query: string | null = null;
  let rules: PageRules | null = null;
  const wanted = new Set<string | undefined>();
  return {
    tokenSources: ({ sources }) => {
      // The address is changed only where the config asks for it; the token that it held counts for the whole visit.
      if (sources?.includes('query')) query = takeQueryToken() ?? query;
      return { cookies: readCookies(), query };
    },
    facts: (provided, reader, item) => {
      const now = Date.now();
      return {
        url: location.href,
        now,
        facts: provided as Facts['facts'],
        ...rules?.facts(now, provided, reader, item),
      };
    },
    _loadVerifier: async (jwt, again) => {
      const { createVerifier } = await (jwt.verifyEndpoint
        ? import('./tokens/load-endpoint-verifier.js')
        : import('../token/verify/create-verifier.js'));
      return createVerifier(jwt, { fetch, now: Date.now, again, report }, session);
    },
    _loadNodeRegistry: async (config, again, feature) => {
      wanted.add(feature);
      askAhead(config, feature).catch(ignore);
      const { PageRules } = await import('./page-rules.js');
      // The features that have asked meanwhile are decided together, in the order of the page.
      return (rules ??= new PageRules(config, again, session)).load(wanted, feature);
    },
    _ledger: () => rules?.ledger ?? null,
    report,
    _reportMistake: async (feature, mistake, config) => report(toFault(await explain(mistake, config), feature)),
  };
}
