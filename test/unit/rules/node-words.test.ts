import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NODE_TYPES } from '../../../src/config/known-names.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfig } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

test('a trace has words for every node type', () => {
  const nodes: readonly Record<string, unknown>[] = [
    { type: 'jwt-token', property: 'state', condition: 'starts-with', value: 'Al' },
    { type: 'jwt-token', property: 'state', condition: 'is-empty' },
    { type: 'jwt-expired' },
    { type: 'has-product', product: 'gold' },
    { type: 'feature', feature: 'videos' },
    { type: 'user-state', is: 'registered' },
    { type: 'custom-data', property: 'section', condition: 'between', value: ['2026-01-01', '2026-02-01'] },
    { type: 'url-path', condition: 'matches', value: '/news/*' },
    {
      type: 'user-attribute',
      attribute: 'city',
      condition: 'in',
      value: ['Mobile', 'Selma', 3, true, 'Ulm', 'Kiel'],
    },
    { type: 'trial' },
    { type: 'trial', limit: 3, counts: 'page-view', window: 'calendar-week' },
    { type: 'trial', limit: 3, window: { days: 7 } },
    { type: 'time-trial', duration: 36, unit: 'hours' },
    { type: 'split-test', test: 'price', exits: { a: 'show' } },
    { type: 'sub-rule', rule: 'member', exits: { in: 'show' } },
    { type: 'device', is: 'mobile' },
    { type: 'browser', is: 'safari' },
    { type: 'user-agent', condition: 'contains', value: 'Firefox/' },
    { type: 'query-param', key: 'from', condition: 'not-equals', value: 'letter' },
    { type: 'referrer', condition: 'ends-with', value: '.example/' },
    { type: 'meta-tag', name: 'section', condition: 'equals', value: null },
    { type: 'published-date', condition: 'older-than', value: 48 },
    { type: 'content', name: 'section', condition: 'in', value: ['sport', 'arts'] },
    { type: 'cookie', name: 'plan', condition: 'is-not-empty' },
    { type: 'country', condition: 'equals', value: 'US' },
    { type: 'state', condition: 'equals', value: 'Alabama' },
    { type: 'city', condition: 'equals', value: 'Mobile' },
    { type: 'zip', condition: 'starts-with', value: '366' },
    { type: 'date-time', condition: 'before', value: '2026-01-01T12:00', timeZone: 'America/New_York' },
    { type: 'date-time', condition: 'after', value: 1772452800 },
    { type: 'date-time', condition: 'between', value: ['2026-01-01', '2026-02-01'], timeZone: 'local' },
    { type: 'session-count', condition: 'at-least', value: 3 },
    { type: 'registered-date', condition: 'newer-than', value: 24 },
    { type: 'segment', condition: 'equals', value: 'sport' },
    { type: 'consent', purpose: 1 },
    { type: 'gift' },
    { type: 'on-premises' },
    { type: 'on-premises', account: 'library' },
    { type: 'bypass', referrer: 'forum' },
    { type: 'promo', promotion: 'spring' },
    { type: 'active-sessions', limit: 2 },
    { type: 'active-sessions', limit: 1, givesWay: 'newest' },
    { type: 'site', sites: ['daily', 'group:regional'] },
    { type: 'session-start', condition: 'older-than', value: 1 },
    { type: 'recognised' },
    { type: 'set', variables: { offer: 'a', left: 3 }, exits: { next: 'show' } },
  ];
  const inner = {
    subRules: { member: { start: { exit: 'in' }, exits: ['in'] } },
    splitTests: { price: { groups: [{ id: 'a', weight: 1 }] } },
    sites: { daily: { hosts: ['daily.example'], group: 'regional' } },
  };
  const said = nodes.map((node) => {
    const rules = { anonymous: { ...('exits' in node ? {} : { yes: 'show', no: 'show' }), ...node } };
    const config = aConfig({ ...inner, features: { articles: { rules }, videos: {} } });
    return compileConfig(config).decide('articles', { now: NOON }).trace[0]!.says;
  });
  const types = new Set(nodes.map(({ type }) => type));
  assert.deepEqual(
    NODE_TYPES.filter((type) => !types.has(type)),
    [],
  );

  assert.deepEqual(said, [
    'the claim state starts with Al: no',
    'the claim state is empty: yes',
    'the token has expired: no',
    'the reader holds the product gold: no',
    'the reader holds a product with the feature videos: no',
    'the reader is registered: no',
    'the custom data section between 2026-01-01, 2026-02-01: no',
    'the path matches /news/*: no',
    'the attribute city in Mobile, Selma, 3, true, Ulm, …: no',
    'the trial of 10 unique articles lasts: yes',
    'the trial of 3 page views in a calendar week lasts: yes',
    'the trial of 3 unique articles in 7 days lasts: yes',
    'the trial of 36 hours lasts: yes',
    'the group of the split test price: a',
    'the sub rule member: in',
    'the device is mobile: no',
    'the browser is safari: no',
    'the user agent contains Firefox/: no',
    'the query parameter from not equals letter: no',
    'the referrer ends with .example/: no',
    'the meta tag section equals null: no',
    'the date of publication older than 48: no',
    'the content field section in sport, arts: no',
    'the cookie plan is not empty: no',
    'the country equals US: no',
    'the state equals Alabama: no',
    'the city equals Mobile: no',
    'the ZIP code starts with 366: no',
    'the time in America/New_York before 2026-01-01T12:00: no',
    'the time in UTC after 1772452800: no',
    "the time on the reader's device between 2026-01-01, 2026-02-01: no",
    'the number of visits at least 3: no',
    'the date of registration newer than 24: no',
    'the segment equals sport: no',
    'the reader gave consent to 1: no',
    'the link is a valid gift: no',
    'the reader is on the premises of an account: no',
    'the reader is on the premises of library: no',
    'the reader follows a link of forum: no',
    'the reader has a code of spring: no',
    'of the browsers that read with the account, this is one of the 2 that began last: no',
    'of the browsers that read with the account, this is the one that began first: no',
    'the page is on the site daily or a site of the group regional: no',
    'the start of the visit older than 1: no',
    'the browser is one of a reader with an account: no',
    'sets left to 3, offer to "a": next',
  ]);
});
