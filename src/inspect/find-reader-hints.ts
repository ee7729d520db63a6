import type { Config } from '../model/config.js';
import type { Claims } from '../model/token.js';
import { findCaseMismatches } from '../config/find-case-mismatches.js';
import { findValue } from '../lib/find-value.js';
import { isRecord } from '../lib/is-record.js';
import { createClaimsMapper } from '../token/verify/map-claims.js';
import { quote } from './describe-difference.js';
import { writeHint } from './write-hint.js';

/** Levels below the claims at which a claim of the same name is looked for. */
const MAX_DEPTH = 4;

/**
 * Finds claims that nearly are what the config names: in another case, namespace or depth, or with a value that nearly is the
 * `claimValue` of a product, or of none.
 *
 * @param claims - The claims of a token that verified; `{}` without a token.
 * @returns Sentences for the publisher's developer, which begin with their code. They name claims; of values they quote those of
 *   the product claim alone.
 */
export function findReaderHints(config: Config, claims: Claims): string[] {
  return [
    ...explainCases(config, claims),
    ...findMissing(config, claims).flatMap((name) => {
      const says = explainPlace(name, claims);
      return says === null ? [] : writeHint('claim-missing', says);
    }),
    ...findProductHints(config, claims),
  ];
}

/** Claims that map the reader and that the token does not have, not even in another case. Those given by a path are left out. */
export function findMissing(config: Config, claims: Claims): string[] {
  if (!Object.keys(claims).length) return [];
  const cases = findCaseMismatches(namedClaims(config), Object.keys(claims));
  return [...mappedClaims(config)].filter(
    (name) => !cases.has(name) && !Object.hasOwn(claims, name) && !name.startsWith('$'),
  );
}

function explainCases(config: Config, claims: Claims): string[] {
  return [...findCaseMismatches(namedClaims(config), Object.keys(claims))].map(([name, near]) =>
    writeHint(
      'claim-case',
      `The config names the claim "${name}"; the token has "${near}". Claims are case-sensitive.`,
    ),
  );
}

/** The claims that name the reader and their products: without them a token that verified changes nothing. */
function mappedClaims({ jwt = {} }: Config): Set<string> {
  const names = [jwt.userMapping?.foreignUserIdProperty, jwt.productSyncing?.privateClaimName];
  return new Set(names.filter((name) => name !== undefined));
}

/** Every claim that the config names, in mappings and in nodes. */
function namedClaims(config: Config): Set<string> {
  const names = mappedClaims(config);
  const attributes = config.jwt?.userAttributes?.privateClaimName;
  if (attributes !== undefined) names.add(attributes);
  findValue([config.features, config.subRules], (value) => {
    const { type, property } = Object(value) as { readonly type?: unknown; readonly property?: unknown };
    if (type === 'jwt-token' && typeof property === 'string') names.add(property);
  });
  return names;
}

/** Where a claim is that the token does not have under its plain name; `null` where it is nowhere. */
export function explainPlace(name: string, claims: Claims): string | null {
  const spaced = Object.keys(claims).find(
    (known) => /^https?:\/\/|^urn:/.test(known) && known.split(/[/:#]/).pop() === name,
  );
  if (spaced !== undefined) return `The token has no claim "${name}", but "${spaced}": the config must name it whole.`;
  const path = findPath(name.split('.'), claims);
  return path && `The token has no claim "${name}" of its own; it is inside another: write "${path}".`;
}

/** A JSONPath to members of these names below each other, at the least depth. */
function findPath(steps: readonly string[], claims: Claims): string | null {
  let level: (readonly [path: string, value: unknown])[] = [['$', claims]];
  for (let depth = 0; depth < MAX_DEPTH && level.length; depth++) {
    for (const [path, value] of level) {
      const found = steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), value);
      if (found !== undefined) return path + steps.map(toStep).join('');
    }
    level = level.flatMap(([path, value]) =>
      isRecord(value) ? Object.entries(value).map(([name, member]) => [path + toStep(name), member] as const) : [],
    );
  }
  return null;
}

function toStep(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? `.${name}` : `['${name}']`;
}

/** Values of the product claim that are the `claimValue` of no product, though one of them nearly is. */
function findProductHints({ jwt = {}, products = {} }: Config, claims: Claims): string[] {
  const claim = jwt.productSyncing?.privateClaimName;
  const granting = new Set(Object.values(products).flatMap(({ claimValue }) => claimValue as unknown));
  const mapped = createClaimsMapper(jwt)({ status: 'valid', reason: null, claims })._mapped?._products;
  const held = [mapped ?? []].flat() as unknown[];
  if (claim === undefined || !granting.size || held.some((value) => granting.has(value))) return [];
  const known = [...granting].map(quote).join(', ');
  return held
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => {
      const parts = value.split(/[\s,;|]+/);
      const separator = /[,;|]|\s/.exec(value)?.[0];
      if (separator !== undefined && parts.some((part) => granting.has(part)))
        return writeHint(
          'product-split',
          `The claim "${claim}" has several values in one text (${quote(value)}): set jwt.productSyncing.split to ${quote(separator)}.`,
        );
      const near = [...granting].find((wanted) => String(wanted).toLowerCase() === value.trim().toLowerCase());
      const says = near === undefined ? `The config has: ${known}.` : `${quote(near)} is: values are case-sensitive.`;
      return writeHint(
        near === undefined ? 'product-value' : 'product-case',
        `The claim "${claim}" is ${quote(value)}, which is the claimValue of no product. ${says}`,
      );
    });
}
