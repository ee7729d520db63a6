import type { CompileNode } from '../node-registry.js';
import { activeSessions } from './active-sessions.js';
import { anyUrlPath } from './any-url-path.js';
import { consent } from './consent.js';
import { content } from './content.js';
import { cookie } from './cookie.js';
import { dateTime } from './date-time.js';
import { hasFeature } from './has-feature.js';
import { gift } from './gift.js';
import { hasProduct } from './has-product.js';
import { jwtExpired } from './jwt-expired.js';
import { jwtPath } from './jwt-path.js';
import { createGrantNode } from './create-grant-node.js';
import { createKnownFactNode, createReaderFactNode } from './create-known-fact-node.js';
import { metaTag } from './meta-tag.js';
import { notify } from './notify.js';
import { publishedDate } from './published-date.js';
import { queryParam } from './query-param.js';
import { recognised } from './recognised.js';
import { referrer } from './referrer.js';
import { setVariables } from './set-variables.js';
import { site } from './site.js';
import { splitTest } from './split-test.js';
import { subRule } from './sub-rule.js';
import { timeTrial } from './time-trial.js';
import { trial } from './trial.js';
import { userAgent } from './user-agent.js';
import { userAttribute } from './user-attribute.js';
import { userState } from './user-state.js';

/** The rarer node types: loaded when a rule has one of them. */
export const MORE_NODES: Readonly<Record<string, CompileNode>> = {
  'jwt-token': jwtPath,
  'url-path': anyUrlPath,
  'jwt-expired': jwtExpired,
  'user-attribute': userAttribute,
  'has-product': hasProduct,
  feature: hasFeature,
  'user-state': userState,
  trial,
  'time-trial': timeTrial,
  'split-test': splitTest,
  'user-agent': userAgent,
  'query-param': queryParam,
  referrer,
  site,
  'meta-tag': metaTag,
  'published-date': publishedDate,
  content,
  cookie,
  country: createKnownFactNode('country', 'the country'),
  state: createKnownFactNode('state', 'the state'),
  city: createKnownFactNode('city', 'the city'),
  zip: createKnownFactNode('zip', 'the ZIP code'),
  'date-time': dateTime,
  'session-count': createKnownFactNode('session-count', 'the number of visits'),
  'session-start': createKnownFactNode('session-start', 'the start of the visit'),
  'registered-date': createReaderFactNode('registered-date', 'the date of registration'),
  segment: createReaderFactNode('segment', 'the segment'),
  recognised,
  consent,
  gift,
  'on-premises': createGrantNode('on-premises', 'account', 'the reader is on the premises of', 'an account'),
  bypass: createGrantNode('bypass', 'referrer', 'the reader follows a link of', 'a trusted site'),
  promo: createGrantNode('promo', 'promotion', 'the reader has a code of', 'a promotion'),
  'active-sessions': activeSessions,
  set: setVariables,
  notify,
  'sub-rule': subRule,
};
