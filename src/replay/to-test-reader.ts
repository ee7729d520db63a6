import type { Expectation, TestReader } from '../model/readers-types.js';
import type { ExportedDecision } from './exported-decision.js';

/** Converts an exported decision to a test reader, to whom the engine gives the same input. */
export function toTestReader({ input }: ExportedDecision): TestReader {
  const { tokenStatus, claims, user, usage, groups, facts, now, url, referrer, userAgent, meta, cookies, customData } =
    input;
  const page = withoutMissing({ url, referrer, userAgent, meta, cookies, customData });
  const isByDefault = tokenStatus === (claims ? 'valid' : 'none');
  return withoutMissing({
    token: isByDefault ? undefined : tokenStatus,
    claims,
    user,
    page: Object.keys(page).length > 0 ? page : undefined,
    facts,
    usage,
    groups,
    at: new Date(now).toISOString(),
  });
}

/** Converts an exported decision to what is expected for its reader. */
export function toExpectation({ decision, feature, state }: ExportedDecision, reader: string): Expectation {
  const { outcomeId: outcome, content, components } = decision;
  const { value } = decision as { readonly value?: unknown };
  return withoutMissing({ reader, feature, state, outcome, content, components, value }) as unknown as Expectation;
}

function withoutMissing(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
