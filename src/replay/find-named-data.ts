import type { Config, NodeConfig } from '../model/config.js';
import { USER_STATES } from '../model/user-states.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { findNodes } from '../config/find-nodes.js';
import { findRule } from '../config/find-rule.js';
import { namesOfFact } from '../facts/read-fact.js';
import { PUBLISHED_NAMES } from '../facts/read-published-date.js';
import { nameSiteTracker } from '../usage/name-site-tracker.js';

/** The data that the rules of a feature name. */
export interface NamedData {
  /** Names of claims, or JSONPaths to what is inside them. */
  readonly claims: Set<string>;
  readonly attributes: Set<string>;
  readonly customData: Set<string>;
  /** Fields of the article, or JSONPaths to them. */
  readonly contentFields: Set<string>;
  readonly cookies: Set<string>;
  readonly meta: Set<string>;
  readonly facts: Set<string>;
  /** Facts that claims and the record of the reader may hold as well. */
  readonly readerFacts: Set<string>;
  /** Purposes of consent. */
  readonly purposes: Set<string>;
  /** Parameters of the address. */
  readonly parameters: Set<string>;
  /** Trackers of trials and of time trials. */
  readonly trackers: Set<string>;
  readonly splitTests: Set<string>;
  /** Whole values: `host`, `path`, `referrer`, `userAgent`; `local` is the zone of the device, `calendar` that of counts. */
  readonly others: Set<'path' | 'host' | 'referrer' | 'userAgent' | 'local' | 'calendar'>;
}

type Note = (node: NodeConfig, named: NamedData, owner: string, config: Config) => void;

const add = (into: Set<string>, value: unknown): void => {
  if (typeof value === 'string') into.add(value);
};
const fact: Note = ({ type }, { facts }) => namesOfFact(type).forEach((name) => facts.add(name));
const readerFact: Note = (node, named, owner, config) => {
  fact(node, named, owner, config);
  namesOfFact(node.type).forEach((name) => named.readerFacts.add(name));
};
const agent: Note = ({ type }, { facts, others }) => {
  facts.add(type);
  others.add('userAgent');
};
const counted: Note = (node, { trackers, others }, owner, { sites }) => {
  const tracker = typeof node['tracker'] === 'string' ? node['tracker'] : owner;
  trackers.add(tracker);
  if (node['scope'] === 'site') {
    others.add('host');
    for (const site of Object.keys(isRecord(sites) ? sites : {})) trackers.add(nameSiteTracker(tracker, site));
  }
  // A trial counts the path where the page names no article.
  others.add('path');
  if (String(node['window']).startsWith('calendar')) others.add('calendar');
};

/** The data that each type of node names. A type that is not here reads nothing but what the mapping reads, which is always kept. */
const NOTES: Readonly<Record<string, Note>> = {
  'jwt-token': ({ property }, { claims }) => add(claims, property),
  'user-attribute': ({ attribute }, { attributes }) => add(attributes, attribute),
  'custom-data': ({ property }, { customData }) => add(customData, property),
  content: ({ name }, { contentFields }) => add(contentFields, name),
  cookie: ({ name }, { cookies }) => add(cookies, name),
  'meta-tag': ({ name }, { meta }) => add(meta, name),
  'published-date': (_node, { meta }) => PUBLISHED_NAMES.forEach((name) => meta.add(name)),
  'query-param': ({ key }, { parameters }) => add(parameters, key),
  site: (_node, { others }) => others.add('host'),
  'url-path': (_node, { others }) => others.add('path'),
  referrer: (_node, { others }) => others.add('referrer'),
  'user-agent': (_node, { others }) => others.add('userAgent'),
  'date-time': ({ timeZone }, { others }) => {
    if (timeZone === 'local') others.add('local');
  },
  consent: ({ purpose }, { purposes }) => purposes.add(String(purpose)),
  'split-test': ({ test }, { splitTests }) => add(splitTests, test),
  device: agent,
  browser: agent,
  trial: counted,
  'time-trial': counted,
  country: fact,
  state: fact,
  city: fact,
  zip: fact,
  gift: fact,
  'on-premises': fact,
  bypass: fact,
  promo: fact,
  'active-sessions': fact,
  'session-count': fact,
  'session-start': fact,
  recognised: fact,
  segment: readerFact,
  'registered-date': readerFact,
};

/**
 * Finds the data that the rules of a feature name: all of its rules, not only the path of one decision, so that a changed rule
 * can be tried with them.
 *
 * @param config - It may have mistakes.
 */
export function findNamedData(config: Config, feature: string): NamedData {
  const named: NamedData = {
    claims: new Set(),
    attributes: new Set(),
    customData: new Set(),
    contentFields: new Set(),
    cookies: new Set(),
    meta: new Set(),
    facts: new Set(),
    readerFacts: new Set(),
    purposes: new Set(),
    parameters: new Set(),
    trackers: new Set(),
    splitTests: new Set(),
    others: new Set(),
  };
  const products = own(config, 'products');
  // The site says which products count, and they make the user state.
  if (Object.values(isRecord(products) ? products : {}).some((product) => own(product, 'sites') !== undefined))
    named.others.add('host');
  const settings = own(config.features, feature);
  for (const state of USER_STATES) {
    // A trial without a tracker is named after the state of its reader, whichever rule holds for it.
    const found = isRecord(settings) ? findRule(settings, state) : null;
    for (const node of found ? findNodes([found.rule], config.subRules) : [])
      (own(NOTES, node.type) as Note | undefined)?.(node, named, `${feature}/${state}`, config);
  }
  return named;
}
