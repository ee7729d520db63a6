import type { Config } from '../../src/model/config.js';
import { isRecord } from '../../src/lib/is-record.js';
import { compileConfig, type EngineInput } from '../../src/decision/compile-config.js';
import { identifyReader } from '../../src/decision/identify-reader.js';
import { createExport } from '../../src/replay/create-export.js';
import type { ExportedDecision } from '../../src/replay/exported-decision.js';

/** Exports what the engine decides. */
export function exportOf(config: unknown, feature: string, input: EngineInput): ExportedDecision {
  const { tokenStatus = 'none', now = 0, claims, user } = input;
  const named = { claims: recordOf(claims), tokenStatus: 'valid' } as const;
  const readerId = identifyReader(named, config as Config).foreignUserId;
  return createExport({
    config: config as Config,
    input: { ...input, tokenStatus, now, claims, user, readerId, deviceZone: 'UTC' },
    decision: compileConfig(config).decide(feature, input),
    by: 'command',
    address: null,
    sha256: null,
  });
}

/** Claims as a token has them, which is JSON; none where reading them throws. */
function recordOf(claims: unknown): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(JSON.stringify(claims ?? null));
    return isRecord(json) ? json : {};
  } catch {
    return {};
  }
}
