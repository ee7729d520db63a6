import type { EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import type { TrackedView, Variant } from '../../src/endpoint/store.js';

/** Stories that each reader reads, which is the limit: all views are counted. */
const STORIES = 10;

/** A newspaper with one trial. */
export const CONFIG: EndpointOptions['config'] = {
  version: 1,
  features: {
    articles: {
      rules: { anonymous: { type: 'trial', tracker: 'stories', limit: STORIES, yes: 'show', no: { content: 'hide' } } },
    },
  },
};

/** That trial as a store takes it. */
export const VARIANTS: Readonly<Record<string, readonly Variant[]>> = {
  stories: [{ limit: STORIES, from: -Infinity, until: null, unique: true }],
};

/** Makes the view of a number: ten in a row are of one reader, and no two are the same. */
export function createSpend(number: number): { readonly reader: string; readonly spend: TrackedView } {
  return {
    reader: `browser-${String(Math.floor(number / STORIES)).padStart(12, '0')}`,
    spend: {
      id: `5d1c0b9d-0f2e-4a3b-8c6d-${String(number).padStart(12, '0')}`,
      tracker: 'stories',
      item: `/news/2026/a-story-of-some-length-${number % STORIES}`,
      at: Date.now(),
    },
  };
}
