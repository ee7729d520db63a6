/** A type of node. */
export type NodeType =
  | 'jwt-token'
  | 'jwt-expired'
  | 'user-attribute'
  | 'has-product'
  | 'feature'
  | 'user-state'
  | 'trial'
  | 'time-trial'
  | 'split-test'
  | 'device'
  | 'browser'
  | 'user-agent'
  | 'site'
  | 'url-path'
  | 'query-param'
  | 'referrer'
  | 'meta-tag'
  | 'published-date'
  | 'custom-data'
  | 'content'
  | 'cookie'
  | 'country'
  | 'state'
  | 'city'
  | 'zip'
  | 'date-time'
  | 'session-count'
  | 'session-start'
  | 'registered-date'
  | 'segment'
  | 'recognised'
  | 'consent'
  | 'gift'
  | 'on-premises'
  | 'bypass'
  | 'promo'
  | 'active-sessions'
  | 'set'
  | 'notify'
  | 'sub-rule';

/** The name of a condition. */
export type ConditionName =
  | 'equals'
  | 'not-equals'
  | 'starts-with'
  | 'ends-with'
  | 'contains'
  | 'matches'
  | 'in'
  | 'greater-than'
  | 'at-least'
  | 'less-than'
  | 'at-most'
  | 'before'
  | 'after'
  | 'between'
  | 'older-than'
  | 'newer-than'
  | 'within-days'
  | 'is-empty'
  | 'is-not-empty';

// Texts that are split take fewer bytes than lists.
const TYPES =
  'jwt-token jwt-expired user-attribute has-product feature user-state trial time-trial split-test ' +
  'device browser user-agent site url-path query-param referrer meta-tag published-date custom-data content ' +
  'cookie country state city zip date-time session-count session-start registered-date segment recognised consent gift ' +
  'on-premises bypass promo active-sessions set notify sub-rule';
const NAMES =
  'equals not-equals starts-with ends-with contains matches in greater-than at-least less-than at-most ' +
  'before after between older-than newer-than within-days is-empty is-not-empty';

/** All types of nodes, in the order of Zephr's palette. */
export const NODE_TYPES = TYPES.split(' ') as readonly NodeType[];

/** All conditions. */
export const CONDITIONS = NAMES.split(' ') as readonly ConditionName[];
