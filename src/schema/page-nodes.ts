import { compareBy, comparison, hours } from './conditions.js';
import type { NodeBuilder, NodeSchemas } from './node-builder.js';
import { nameOrPath, oneOf, ownName } from './places.js';
import { siteNames } from './sites.js';

const DEVICES = ['desktop', 'mobile', 'appliance', 'crawler'];
const BROWSERS = ['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung', 'other'];

type PageNode =
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
  | 'cookie';

/** Creates the schemas of the nodes that ask about the browser and the page. */
export function createPageNodes(builder: NodeBuilder): NodeSchemas<PageNode> {
  return {
    device: builder.condition('device', 'Device Type: the kind of device.', {
      is: oneOf(DEVICES, 'The kind of device. Tablets are mobile, television sets are appliances.'),
    }),
    browser: builder.condition('browser', 'Browser: the browser family.', {
      is: oneOf(BROWSERS, 'The browser family.'),
    }),
    'user-agent': builder.condition('user-agent', 'User Agent: compares the user agent string.', comparison),
    site: builder.condition('site', 'Site: the page is on one of these sites, by its host.', {
      sites: siteNames('Ids of entries of `sites`, or `group:` and the name of a group.'),
    }),
    'url-path': builder.condition(
      'url-path',
      'URL Path: compares the path of the page, without query and fragment.',
      comparison,
    ),
    'query-param': builder.condition('query-param', 'Query Param: compares a query parameter of the page.', {
      key: ownName('Name of the parameter.'),
      ...comparison,
    }),
    referrer: builder.condition('referrer', 'Referrer: compares the address that the reader came from.', comparison),
    'meta-tag': builder.condition('meta-tag', 'Meta Tags: compares the content of a meta tag.', {
      name: ownName('The `name` or `property` of the tag.'),
      ...comparison,
    }),
    'published-date': builder.condition('published-date', 'Published Date: the age of the article.', {
      ...compareBy(['older-than', 'newer-than'], hours),
    }),
    'custom-data': builder.condition('custom-data', 'Custom Data: compares a value that the site provides.', {
      property: ownName('Name of the value.'),
      ...comparison,
    }),
    content: builder.condition(
      'content',
      'Content API: compares a field of the article in the publisher’s content API.',
      {
        name: nameOrPath(
          'Name of the field, as the settings of the endpoint list it, or a JSONPath when it begins with `$`.',
        ),
        ...comparison,
      },
    ),
    cookie: builder.condition('cookie', 'Compares the value of a cookie.', {
      name: ownName('Name of the cookie.'),
      ...comparison,
    }),
  };
}
