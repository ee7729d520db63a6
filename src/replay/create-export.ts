import type { Config } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import { VERSION } from '../lib/version.js';
import { cutInput, type WholeInput } from './cut-input.js';
import { FORMAT, type ExportedDecision } from './exported-decision.js';
import { scrub } from './scrub.js';

/** A decision to be exported. */
export interface DecisionToExport {
  readonly config: Config;
  readonly input: WholeInput;
  readonly decision: Decision;
  readonly by: ExportedDecision['made']['by'];
  readonly userAgent?: string | undefined;
  /** Where the config came from. */
  readonly address: string | null;
  readonly sha256: string | null;
}

/** Creates the export of a decision. It can be written as JSON, and holds nothing that says who the reader is. */
export function createExport({
  config,
  input: whole,
  decision,
  by,
  userAgent,
  address,
  sha256,
}: DecisionToExport): ExportedDecision {
  const { feature, userState, trace } = decision;
  const { input, leftOut } = cutInput(config, feature, whole);
  return {
    format: FORMAT,
    made: { by, sdk: VERSION, at: whole.now, ...(userAgent !== undefined && { userAgent }) },
    config: { sha256, address },
    feature,
    input,
    state: userState,
    decision: {
      ...decision,
      // While a page is debugged, its words have the reader's data.
      trace: trace.map(({ says, ...entry }) => ({ ...entry, says: scrub(dropData(says), whole.readerId) })),
    },
    left_out: leftOut,
  };
}

/** Removes what a condition was compared with from the words about it. */
function dropData(says: string): string {
  const at = says.indexOf(' (it is ');
  return at < 0 ? says : says.slice(0, at);
}

/**
 * Computes the SHA-256 of a config as JSON without white space, in hex.
 *
 * @returns `null` where the page is not a secure context, and the browser computes none.
 */
export async function hashConfig(config: unknown): Promise<string | null> {
  try {
    const octets = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(config)));
    return Array.from(new Uint8Array(octets), (octet) => octet.toString(16).padStart(2, '0')).join('');
  } catch {
    return null;
  }
}
