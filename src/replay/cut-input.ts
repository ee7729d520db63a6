import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { parseSteps, type PathStep } from '../lib/parse-path.js';
import { setOwn } from '../lib/set-own.js';
import { toCanonicalPath } from '../lib/to-canonical-path.js';
import { DEFAULT_COOKIE } from '../token/may-have-token.js';
import { chooseGroup } from '../usage/choose-group.js';
import { toItem } from '../usage/to-item.js';
import type { Usage } from '../usage/usage.js';
import { cutAddress, type AddressParts } from './cut-address.js';
import { cutUsage } from './cut-usage.js';
import { STAND_IN, type ReplayInput } from './exported-decision.js';
import { findNamedData, type NamedData } from './find-named-data.js';
import { join, pick, pickPath, replaceAt } from './pick.js';
import { scrub } from './scrub.js';
import { toPlain } from './to-plain.js';

/** A decision's input, and whose it was. */
export interface WholeInput extends Omit<ReplayInput, 'claims' | 'user' | 'usage'> {
  readonly claims: unknown;
  readonly user: unknown;
  readonly usage?: Usage | undefined;
  /** The mapped id that the claims name, whether they count or not; `null` where they name none. */
  readonly readerId: string | null;
  /** IANA name of the zone of the device. */
  readonly deviceZone: string;
}

/** An input that may leave the site, and the names of what it does not have. */
export interface CutInput {
  readonly input: ReplayInput;
  readonly leftOut: readonly string[];
}

/** Cuts the input of a decision to the data that the rules of its feature name, without any that says who the reader is. */
export function cutInput(config: Config, feature: string, whole: WholeInput): CutInput {
  const named = findNamedData(config, feature);
  const { tokenStatus, now, url, referrer, userAgent, readerId } = whole;
  const usage: Usage | undefined = whole.usage && toPlain(whole.usage);
  const isValid = tokenStatus === 'valid';
  const id = isValid ? readerId : null;
  const given = {
    claims: isValid ? toPlain(whole.claims) : {},
    user: isValid ? toPlain(whole.user) : {},
    meta: toPlain(whole.meta),
    cookies: toPlain(whole.cookies),
    customData: toPlain(whole.customData),
    facts: toPlain(whole.facts),
  };
  const claims = cutClaims(given.claims, named, config, id);
  const kept = {
    claims,
    user: pick(given.user, [...named.attributes, ...named.readerFacts]),
    meta: pick(given.meta, named.meta),
    cookies: pick(
      given.cookies,
      [...named.cookies].filter((name) => name !== (config.jwt?.cookie ?? DEFAULT_COOKIE)),
    ),
    customData: pick(given.customData, named.customData),
    facts: {
      ...cutFacts(given.facts, named),
      ...(hasTwoZones(usage, named.others) && { 'time-zone': whole.deviceZone }),
    },
  };
  const parts = {
    url: typeof url === 'string' ? cutAddress(url, toAddressParts(named)) : undefined,
    referrer: named.others.has('referrer') && typeof referrer === 'string' ? referrer : undefined,
    userAgent: named.others.has('userAgent') && typeof userAgent === 'string' ? userAgent : undefined,
    usage: cutCounts({ ...whole, usage }, named),
    groups: chooseGroups(config, named, whole, id ?? usage?.reader ?? ''),
  };
  const cut = { tokenStatus, now, ...withoutEmpty(kept), ...withoutEmpty(parts) } as ReplayInput;
  const input = scrub(cut, readerId);
  const leftOut = [
    ...(['claims', 'user', 'customData', 'facts'] as const).flatMap((part) =>
      Object.keys(given[part]).flatMap((name) =>
        isSame(given[part][name], own(own(input, part), name)) ? [] : `${part}.${scrub(name, readerId)}`,
      ),
    ),
    // Their names alone may tell who somebody is.
    ...(['cookies', 'meta'] as const).filter((part) => !isSame(given[part], own(input, part) ?? {})),
    ...(['url', 'referrer', 'userAgent'] as const).filter((part) => (whole[part] ?? '') !== (input[part] ?? '')),
    ...(usage?.reader === undefined ? [] : ['usage.reader']),
    ...(isSame(usage?.trials ?? {}, input.usage?.trials ?? {}) ? [] : ['usage.trials']),
  ];
  return { input, leftOut };
}

function toAddressParts({ others, parameters }: NamedData): AddressParts {
  return { hasHost: others.has('host'), hasPath: others.has('path'), parameters };
}

/** Keeps claims that the mapping or a rule names, with another id of the reader. */
function cutClaims(
  claims: Readonly<Record<string, unknown>>,
  named: NamedData,
  { jwt = {} }: Config,
  id: string | null,
): unknown {
  const { userMapping, productSyncing, userAttributes } = jwt;
  const pathOf = (name: string): readonly PathStep[] => findPath(claims, name);
  const attributes = userAttributes?.privateClaimName;
  const paths = [
    ...[productSyncing?.privateClaimName, ...named.claims, ...named.readerFacts].flatMap((name) =>
      typeof name === 'string' ? [pathOf(name)] : [],
    ),
    ...(typeof attributes === 'string' ? [...named.attributes].map((name) => [...pathOf(attributes), name]) : []),
  ];
  const subject = userMapping?.foreignUserIdProperty;
  const toId = typeof subject === 'string' ? pathOf(subject) : null;
  const kept = [...paths, ...(toId && id !== null ? [toId] : [])]
    .map((path) => pickPath(claims, path))
    .reduce(join, undefined);
  return toId ? replaceAt(kept, toId, id === null ? null : STAND_IN) : kept;
}

/** The way to what a name means, which may be a JSONPath. */
function findPath(values: unknown, name: string): readonly PathStep[] {
  return name.startsWith('$') && own(values, name) === undefined ? (parseSteps(name) ?? [name]) : [name];
}

function cutFacts(
  facts: Readonly<Record<string, unknown>>,
  { facts: names, purposes, contentFields }: NamedData,
): Record<string, unknown> {
  const kept = pick(facts, names);
  const { content } = facts;
  const fields = [...contentFields].map((name) => pickPath(content, findPath(content, name))).reduce(join, undefined);
  if (fields !== undefined) setOwn(kept, 'content', fields);
  const { consent } = facts;
  if (purposes.size === 0 || consent === undefined) return kept;
  if (Array.isArray(consent))
    setOwn(
      kept,
      'consent',
      consent.filter((purpose) => purposes.has(String(purpose))),
    );
  else if (isRecord(consent)) setOwn(kept, 'consent', pick(consent, purposes));
  return kept;
}

function cutCounts({ usage, url, deviceZone }: WholeInput, { trackers, others }: NamedData): Usage | undefined {
  const zone = others.has('local') && !hasTwoZones(usage, others) && { timeZone: usage?.timeZone ?? deviceZone };
  if (!usage || trackers.size === 0) return zone ? zone : undefined;
  const article = usage.item ?? (typeof url === 'string' ? toItem(toCanonicalPath(url)) : '');
  return { ...cutUsage(usage, trackers, article), ...zone };
}

/** Whether rules use the calendar of UTC for counts, and that of the device for dates: then the zone of counts is not for both. */
function hasTwoZones(usage: Usage | undefined, others: NamedData['others']): boolean {
  return usage?.timeZone === undefined && others.has('local') && others.has('calendar');
}

/** The groups that the reader falls into, as neither their id nor their random id is exported. */
function chooseGroups(
  { splitTests }: Config,
  named: NamedData,
  { groups }: WholeInput,
  key: string,
): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const test of named.splitTests) {
    const found = own(splitTests, test) as NonNullable<Config['splitTests']>[string] | undefined;
    if (!found) continue;
    const forced = own(groups, test);
    const isKnown = found.groups.some(({ id }) => id === forced);
    setOwn(chosen, test, isKnown ? (forced as string) : chooseGroup(test, found, key));
  }
  return chosen;
}

function withoutEmpty(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parts).filter(
      ([, part]) => part !== undefined && !(isRecord(part) && Object.keys(part).length === 0),
    ),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
