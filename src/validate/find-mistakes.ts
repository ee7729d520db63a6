import type { Config } from '../model/config.js';
import { ConfigError } from '../model/config-error.js';
import { USER_STATES } from '../model/user-states.js';
import { findRepeatedHosts } from '../config/check-sites.js';
import { explainMistake } from '../config/explain-mistake.js';
import { findSecrets, holdsSecret } from '../config/find-secret.js';
import { listSiteNames } from '../config/site-names.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { configSchema as schema } from '../schema/config-schema.js';
import { holdAgainst, type Reference } from '../schema/hold-against.js';
import type { Catalogue } from '../schema/notes.js';
import { checkRule } from './check-rule.js';
import { findNestedSubRules } from './find-nested-sub-rules.js';
import { findAddressWarnings } from './find-address-warnings.js';
import { findBlockWarnings } from './find-block-warnings.js';
import { findContradictions } from './find-contradictions.js';
import { findClaimWarnings } from './find-claim-warnings.js';
import { findFeatureWarnings } from './find-feature-warnings.js';
import { findJwtWarnings } from './find-jwt-warnings.js';
import { findDuplicates } from './find-duplicates.js';
import { findNotifyWarnings } from './find-notify-warnings.js';
import { findOfferWarnings } from './find-offer-warnings.js';
import { findPathWarnings } from './find-path-warnings.js';
import { findPreviewWarnings } from './find-preview-warnings.js';
import { findProtectionWarnings } from './find-protection-warnings.js';
import { findUnused } from './find-unused.js';
import { findValueWarnings } from './find-value-warnings.js';
import { sortByPlace } from './sort-by-place.js';
import type { Found, Mistake } from './mistake.js';
import type { MistakeMemo } from './mistake-memo.js';
import type { RulePlace } from './rule-graph.js';
import { toFound } from './to-found.js';

/** Codes of references that lead nowhere. An unknown offer is missing on its wall, which is shown without it. */
const UNKNOWN = {
  features: 'feature-unknown',
  products: 'product-unknown',
  components: 'component-unknown',
  splitTests: 'split-test-unknown',
  subRules: 'sub-rule-unknown',
  sites: 'site-unknown',
} as const satisfies Record<Exclude<Catalogue, 'offers'>, string>;

/**
 * Finds everything that is wrong with a config, where compiling it ends at the first mistake: the same mistakes with the
 * same codes and pointers as errors, and suspicious parts as warnings.
 *
 * @param config - Anything at all.
 * @param keyWarnings - The findings of `findKeyWarnings`; without them only the form of keys is checked.
 * @param memo - Findings of earlier calls, for a config that is being edited.
 * @returns In the order of the config. Never throws.
 * @example findMistakes({ version: 2, features: {} }) // [{ code: 'version-unknown', pointer: '/version', … }]
 */
export function findMistakes(
  config: unknown,
  keyWarnings: readonly Found[] = [],
  memo?: MistakeMemo,
): readonly Mistake[] {
  const judgement = holdAgainst(schema, config, memo);
  const { references } = judgement;
  const rules = listRules(config).map((rule) => checkRule(rule, config));
  const subRules = new Map(listSubRules(config).map(([id, rule]) => [id, checkRule(rule, config)]));
  const all = [...rules, ...subRules.values()];
  const found = [
    ...listSecrets(config),
    ...judgement.findings.map((finding) => toFound(finding, config)),
    ...references.flatMap((reference) => checkReference(reference, config)),
    ...all.flatMap((report) => report.found),
    ...findNestedSubRules(
      new Map([...subRules].map(([id, report]) => [id, report.subRules])),
      rules.map((report) => report.subRules),
    ),
    ...findJwtWarnings(config),
    ...keyWarnings,
    ...findFeatureWarnings(config),
    ...findBlockWarnings(config),
    ...findOfferWarnings(config, references),
    ...findValueWarnings(config),
    ...findProtectionWarnings(config),
    ...findNotifyWarnings(config),
    ...findPreviewWarnings(config),
    ...findAddressWarnings(config),
    ...findClaimWarnings(references, config),
    ...findPathWarnings(config),
    ...findRepeatedHosts(own(config, 'sites')).map((pointer): Found => ({
      code: 'host-twice',
      pointer,
      severity: 'error',
    })),
    ...findDuplicates(config),
    ...findUnused(
      config,
      references,
      all.flatMap((report) => report.outcomes),
    ),
  ];
  // Only a config that compiles has paths.
  const isSound = found.every(({ severity }) => severity !== 'error');
  const contradictions = isSound ? findContradictions(config as Config, memo) : [];
  return sortByPlace(tidy([...found, ...contradictions]), config).map((one) => explain(one, config));
}

function listSecrets(config: unknown): Found[] {
  if (!holdsSecret(config)) return [];
  const found: Found[] = [];
  findSecrets(config, (pointer) => found.push({ code: 'secret-in-browser', pointer, severity: 'error' }));
  return found;
}

function checkReference({ refers, id, pointer }: Reference, config: unknown): Found[] {
  if (refers === 'claims' || refers === 'names' || refers === 'offers') return [];
  const entries = own(config, refers);
  // If the whole map is wrong, or required and missing, that alone is the mistake.
  const isThere = entries === undefined ? refers !== 'features' : isRecord(entries);
  const isKnown = refers === 'sites' ? listSiteNames(entries).includes(id) : own(entries, id) !== undefined;
  if (!isThere || isKnown) return [];
  return [{ code: UNKNOWN[refers], pointer, severity: 'error' }];
}

function listRules(config: unknown): RulePlace[] {
  return entriesOf(config, 'features').flatMap(([id, feature]) =>
    USER_STATES.map((state) => ({
      rule: own(own(feature, 'rules'), state),
      at: `/features${toPointer(id)}/rules/${state}`,
      exits: null,
    })),
  );
}

function listSubRules(config: unknown): [id: string, place: RulePlace][] {
  return entriesOf(config, 'subRules').map(([id, rule]) => {
    const exits = own(rule, 'exits');
    return [id, { rule, at: `/subRules${toPointer(id)}`, exits: Array.isArray(exits) ? exits : [] }];
  });
}

function entriesOf(config: unknown, map: string): [id: string, entry: unknown][] {
  const entries = own(config, map);
  return isRecord(entries) ? Object.keys(entries).map((id) => [id, own(entries, id)]) : [];
}

/** Removes repetitions, and warnings about a place that has an error at it or inside it. */
function tidy(found: readonly Found[]): Found[] {
  const wrong = new Set(found.filter(({ severity }) => severity === 'error').map(({ pointer }) => pointer));
  const pointers = found.map(({ pointer }) => pointer).sort();
  const seen = new Set<string>();
  return found.filter(({ code, pointer, severity }) => {
    if (severity === 'warning' && wrong.has(pointer)) return false;
    if (code === 'member-unknown' && hasInside(pointers, pointer)) return false;
    const key = `${code} ${pointer}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** Whether one of some sorted pointers points into the place of another. */
function hasInside(pointers: readonly string[], pointer: string): boolean {
  let [low, high] = [0, pointers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pointers[middle]! < `${pointer}/`) low = middle + 1;
    else high = middle;
  }
  return pointers[low]?.startsWith(`${pointer}/`) === true;
}

function explain(found: Found, config: unknown): Mistake {
  const { code, pointer, severity } = found;
  if ('says' in found) return { code, pointer, message: `${pointer || 'config'}: ${found.says}`, severity };
  const { message } = explainMistake(new ConfigError(found.code, pointer), config, found.known);
  return { code, pointer, message: message + (found.adds ?? ''), severity };
}
