/** An endpoint that asks a content API of a test. */
import type { ContentApi } from '../../src/endpoint/content/content-api.js';
import type { EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import { aConfig } from './a-config.js';
import type { ContentApiServer } from './a-content-api.js';
import { anEndpoint, JWT, post, send, type TestEndpoint } from './an-endpoint.js';

/** The fields of the settings. */
const FIELDS = ['section', 'premium', 'tags', 'publishedAt', '$.author.name', '$.topics[*].slug'];
/** An article, with more than what may leave the endpoint. */
export const STORY = {
  section: 'sport',
  premium: true,
  secret: 'draft',
  author: { name: 'Ann', mail: 'ann@news.example' },
};

const rule = (node: object): object => ({
  rules: {
    anonymous: {
      ...{ type: 'content', condition: 'equals', ...node },
      yes: 'show',
      no: { id: 'no', content: 'hide' },
      unknown: { id: 'unknown', content: 'hide' },
    },
  },
});
/** Features that ask for a field, and one that asks for nothing. */
export const config = aConfig({
  jwt: JWT,
  products: {},
  sites: { daily: { hosts: ['www.daily.example'] } },
  features: {
    sport: rule({ name: 'section', value: 'sport' }),
    author: rule({ name: '$.author.name', value: 'Ann' }),
    free: { rules: { anonymous: 'show' } },
  },
});

/** An endpoint with a content API, and what it says of a page. */
export interface Reading extends TestEndpoint {
  readonly facts: (page?: string) => Promise<unknown>;
  readonly decide: (body?: object) => Promise<Record<string, string>>;
}
/** Makes an endpoint with a content API. */
export function withContent(api: ContentApiServer, content: Partial<ContentApi> = {}, options: Partial<EndpointOptions> = {}): Reading {
  const settings = { url: api.url, fields: FIELDS, ...content };
  const made = anEndpoint({ config, rateLimit: false, content: settings, ...options });
  return {
    ...made,
    facts: async (page = '/story') =>
      (await send(made.endpoint, `/zephr/facts?page=${encodeURIComponent(page)}`)).body.content,
    decide: async (body = { path: '/story', features: ['sport'] }) => {
      const { body: answer } = await post(made.endpoint, '/zephr/decide', body);
      const decisions = Object.entries(answer.decisions as Record<string, { outcomeId: string }>);
      return Object.fromEntries(decisions.map(([feature, { outcomeId }]) => [feature, outcomeId]));
    },
  };
} // prettier-ignore

/** The fields that leave the endpoint of it. */
export const KNOWN = { section: 'sport', premium: true, '$.author.name': 'Ann' };
