/** Pages and configs for sealing. */
import type { Config, FeatureConfig } from '../../src/model/config.js';
import { createFeatureKeys } from '../../src/sealer/feature-keys.js';
import type { SealSettings } from '../../src/sealer/seal-page.js';
import { SEAL_KEY } from './a-seal.js';

/** A text of so many different words: `word1 word2 …`, or with another stem. */
export const wordsOf = (count: number, stem = 'word'): string =>
  Array.from({ length: count }, (_, index) => `${stem}${index + 1}`).join(' ');

/** The sealed words of the story. */
export const SECRET = wordsOf(40, 'secret');

/** A story with a clear paragraph and a secret one. */
export const STORY = `<p>${wordsOf(10, 'open')}</p>\n<p>${SECRET}</p>\n`;

/** A page with a story, and with more in its head. */
export const aStoryPage = (inside = STORY, head = ''): string =>
  `<!doctype html>\n<html lang="en"><head><title>Story</title>\n<link rel="canonical" href="https://news.example/story">${head}</head>\n` +
  `<body><h1>Story</h1>\n<zephr-feature feature="articles" class="paywall">${inside}</zephr-feature>\n<footer>End</footer></body></html>\n`;

/** A config whose articles are sealed after their first paragraph. */
export const aSealedConfig = (articles: FeatureConfig = {}): Config => ({
  version: 1,
  features: { articles: { protection: 'sealed', seal: { clear: { paragraphs: 1 } }, ...articles }, videos: {} },
});

/** Settings that seal with the key of the vector. */
export const sealSettings = (settings: Partial<SealSettings> = {}): SealSettings => ({
  ...{ config: aSealedConfig(), keys: createFeatureKeys([SEAL_KEY]), isDeflated: true },
  ...settings,
});
