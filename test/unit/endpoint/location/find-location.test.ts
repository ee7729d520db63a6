import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findLocation } from '../../../../src/endpoint/location/find-location.js';
import { anEndpoint, send } from '../../../support/an-endpoint.js';

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
const boston = { country: 'US', state: 'Massachusetts', city: 'Boston', zip: '02108' };

const rows: readonly (readonly [says: string, headers: Record<string, string>, place: object])[] = [
  ['no CDN', { 'user-agent': 'curl/8.0' }, {}],
  ['Cloudflare as it comes', { 'cf-ipcountry': 'US' }, { country: 'US' }],
  [
    'Cloudflare with visitor location headers',
    {
      'cf-ipcountry': 'US',
      'cf-region': 'Massachusetts',
      'cf-region-code': 'MA',
      'cf-ipcity': 'Boston',
      'cf-postal-code': '02108',
    },
    boston,
  ],
  ['a state that has only a code', { 'cf-ipcountry': 'US', 'cf-region-code': 'MA' }, { country: 'US', state: 'MA' }],
  ['a city in UTF-8', { 'cf-ipcountry': 'BR', 'cf-ipcity': utf8('São Paulo') }, { country: 'BR', city: 'São Paulo' }],
  ['a city in Latin-1', { 'cf-ipcountry': 'BR', 'cf-ipcity': 'S\u00e3o Paulo' }, { country: 'BR', city: 'São Paulo' }],
  ['a country that Cloudflare does not know', { 'cf-ipcountry': 'XX' }, {}],
  ['a reader who comes by Tor', { 'cf-ipcountry': 'T1' }, {}],
  [
    'CloudFront',
    {
      'cloudfront-viewer-country': 'US',
      'cloudfront-viewer-country-region': 'MA',
      'cloudfront-viewer-country-region-name': 'Massachusetts',
      'cloudfront-viewer-city': 'Boston',
      'cloudfront-viewer-postal-code': '02108',
    },
    boston,
  ],
  [
    'CloudFront, percent-encoded',
    { 'cloudfront-viewer-country': 'DE', 'cloudfront-viewer-city': 'K%C3%B6ln' },
    { country: 'DE', city: 'Köln' },
  ],
  [
    'Fastly by the names of its example',
    { 'client-geo-country': 'US', 'client-geo-region': 'MA', 'client-geo-city': 'boston' },
    { country: 'US', state: 'MA', city: 'boston' },
  ],
  [
    'Akamai',
    {
      'x-akamai-edgescape':
        'georegion=263,country_code=US,region_code=MA,city=CAMBRIDGE,dma=506,zip=02138-02139+02142,continent=NA',
    },
    { country: 'US', state: 'MA', city: 'CAMBRIDGE', zip: '02138' },
  ],
  [
    'Akamai on an address that is reserved',
    { 'x-akamai-edgescape': 'georegion=1,country_code=reserved,region_code=reserved,city=,zip=' },
    {},
  ],
  ['bunny.net', { 'cdn-requestcountrycode': 'SI' }, { country: 'SI' }],
  [
    'Vercel',
    {
      'x-vercel-ip-country': 'BR',
      'x-vercel-ip-country-region': 'SP',
      'x-vercel-ip-city': 'S%C3%A3o%20Paulo',
      'x-vercel-ip-postal-code': '01000',
    },
    { country: 'BR', state: 'SP', city: 'São Paulo', zip: '01000' },
  ],
  [
    'Netlify',
    {
      'x-nf-geo': base64({
        city: 'Köln',
        country: { code: 'DE', name: 'Germany' },
        subdivision: { code: 'NW', name: 'North Rhine-Westphalia' },
        postalCode: '50667',
      }),
    },
    { country: 'DE', state: 'North Rhine-Westphalia', city: 'Köln', zip: '50667' },
  ],
  ['Netlify without base64', { 'x-nf-geo': '{"country":{"code":"DE"}}' }, { country: 'DE' }],
  ['Netlify with rubbish', { 'x-nf-geo': '%%%' }, {}],
  ['Netlify with values of other types', { 'x-nf-geo': base64({ city: 7, country: 'DE', subdivision: null }) }, {}],
  [
    'App Engine',
    { 'x-appengine-country': 'US', 'x-appengine-region': 'ca', 'x-appengine-city': 'mountain view' },
    { country: 'US', state: 'CA', city: 'mountain view' },
  ],
  [
    'App Engine on an address that it does not know',
    { 'x-appengine-country': 'ZZ', 'x-appengine-region': '?', 'x-appengine-city': '?' },
    {},
  ],
  ['Google’s load balancer', { 'x-client-geo-location': 'US,Mountain View' }, { country: 'US', city: 'Mountain View' }],
  [
    'two CDNs: all comes from the one in front',
    { 'cf-ipcountry': 'BE', 'x-vercel-ip-country': 'US', 'x-vercel-ip-city': 'Ashburn' },
    { country: 'BE' },
  ],
  [
    'a CDN that knows nothing yields to one that does',
    { 'cf-ipcountry': 'XX', 'x-vercel-ip-country': 'US' },
    { country: 'US' },
  ],
  ['a percent sign that encodes nothing', { 'x-vercel-ip-city': '100%' }, { city: '100%' }],
  ['a value that is longer than any place', { 'cf-ipcountry': 'BE', 'cf-ipcity': 'x'.repeat(300) }, { country: 'BE' }],
  ['empty headers', { 'cf-ipcountry': '', 'cf-ipcity': '' }, {}],
];

suite('where a reader is, as the CDN says', () => {
  for (const [says, headers, place] of rows)
    test(says, () => assert.deepEqual(findLocation(new Headers(headers)), place));

  test('is what GET /zephr/facts answers', async () => {
    const { status, body } = await send(anEndpoint().endpoint, '/zephr/facts', { headers: { 'cf-ipcountry': 'BE' } });

    assert.deepEqual([status, body], [200, { country: 'BE' }]);
  });
});
