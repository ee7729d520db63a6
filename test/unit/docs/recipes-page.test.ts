/** The recipes for editors, each decided for the readers that its text names. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { NOON } from '../../support/judge-cases.js';
import { readCode, readSection } from '../../support/read-page.js';

const read = (count: number): EngineInput => ({
  usage: {
    item: '/now',
    trials: { stories: Array.from({ length: count }, (_, index) => ({ item: `/${index}`, at: NOON - 1000 - index })) },
  },
});
const registered: EngineInput = { tokenStatus: 'valid', claims: { sub: '1' } };
const published = (hours: number): EngineInput => ({
  meta: { 'article:published_time': new Date(NOON - hours * 3_600_000).toISOString() },
});

/** By recipe: a reader, and what they see. */
const READERS: Readonly<Record<string, readonly (readonly [says: string, EngineInput, shows: string])[]>> = {
  'Registration after three stories': [
    ['a visitor who has read two', read(2), 'show'],
    ['a visitor who has read three', read(3), 'register'],
    ['a registered reader who has read three', { ...read(3), ...registered }, 'show'],
  ],
  'A meter that subscribers do not have': [
    ['a visitor', {}, 'register'],
    ['a registered reader who has read four', { ...read(4), ...registered }, 'show'],
    ['a registered reader who has read five', { ...read(5), ...registered }, 'subscribe'],
    [
      'a subscriber who has read five',
      { ...read(5), tokenStatus: 'valid', claims: { sub: '1', prod: 'gold' } },
      'show',
    ],
  ],
  'By country': [
    ['a reader in Belgium', { facts: { country: 'BE' } }, 'show'],
    ['a reader in France', { facts: { country: 'FR' } }, 'register'],
    ['a reader of no known country', {}, 'register'],
  ],
  'Open by a gift link': [
    ['a reader with a link', { facts: { gift: true } }, 'show'],
    ['a reader without one', {}, 'register'],
  ],
  'Free after two days': [
    ['a reader of a story from yesterday', published(24), 'subscribe'],
    ['a reader of a story from last week', published(168), 'show'],
  ],
};

suite('the recipes', () => {
  for (const [heading, readers] of Object.entries(READERS)) {
    const config = JSON.parse(readCode(readSection('editors/recipes.md', `## ${heading}`), 'json')[0]!) as object;
    for (const [says, input, shows] of readers) {
      test(`${heading}: ${says} sees ${shows}`, () => {
        const { access, components } = compileConfig(config).decide('articles', { now: NOON, ...input });

        assert.equal(access ? 'show' : components.join(), shows);
      });
    }
  }
});
