import type { NodeType } from '../config/known-names.js';
import { own } from '../lib/own.js';
import { nodes } from '../schema/steps.js';

/** A group of node types, in Zephr's words. */
export interface NodeGroup {
  readonly title: string;
  readonly types: readonly NodeType[];
}

/** A type of node that can be added. */
export interface NodeChoice {
  readonly type: NodeType;
  /** Name for people: `JWT Token`. */
  readonly title: string;
  /** One line of help, from the schema. */
  readonly help: string;
  readonly group: string;
}

/** All node types by group, in the order of Zephr's console. */
export const NODE_GROUPS: readonly NodeGroup[] = [
  {
    title: 'Session',
    types: [
      'device',
      'browser',
      'date-time',
      'country',
      'state',
      'city',
      'zip',
      'session-count',
      'session-start',
      'recognised',
      'consent',
    ],
  },
  { title: 'User', types: ['jwt-token', 'jwt-expired', 'user-attribute', 'user-state', 'segment', 'registered-date'] },
  {
    title: 'Content',
    types: ['site', 'url-path', 'query-param', 'meta-tag', 'published-date', 'custom-data', 'content'],
  },
  {
    title: 'Access',
    types: [
      'trial',
      'time-trial',
      'has-product',
      'feature',
      'gift',
      'on-premises',
      'bypass',
      'promo',
      'active-sessions',
    ],
  },
  { title: 'Split tests', types: ['split-test'] },
  { title: 'Sub rules', types: ['sub-rule'] },
  { title: 'Advanced', types: ['referrer', 'user-agent', 'cookie', 'set', 'notify'] },
];

/** Titles of the types whose help does not begin with one. */
const TITLES: Readonly<Record<string, string>> = {
  cookie: 'Cookie',
  consent: 'Consent',
  'user-state': 'User State',
  'time-trial': 'Time Trial',
  'split-test': 'Split Test',
};

/** Returns the name of a node type for people; the type itself if it is unknown. */
export function titleOfNode(type: string): string {
  const help = helpOf(type);
  const colon = help.indexOf(': ');
  return (own(TITLES, type) as string | undefined) ?? (colon > 0 ? help.slice(0, colon) : type || 'Node');
}

/** Returns one line of help on a node type, without its title. */
export function helpOfNode(type: string): string {
  const help = helpOf(type);
  const text = help.slice(help.indexOf(': ') + 1).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Lists the node types whose title, type, group or help has all words of a filter.
 *
 * @param filter - Words in any order; upper and lower case are the same. Empty: all types.
 * @example listNodeChoices('claim').map(({ title }) => title) // ['JWT Token']
 */
export function listNodeChoices(filter = ''): NodeChoice[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return NODE_GROUPS.flatMap(({ title: group, types }) =>
    types.map((type) => ({ type, title: titleOfNode(type), help: helpOfNode(type), group })),
  ).filter(({ type, title, help, group }) => {
    const text = `${type} ${title} ${group} ${help}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function helpOf(type: string): string {
  return (own(nodes, type) as { readonly description?: string } | undefined)?.description ?? '';
}
