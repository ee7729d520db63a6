import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileGlob } from '../../../src/lib/match-glob.js';
import { override } from '../../support/override.js';

/** One letter for one, whatever the letters around it: what Unicode calls simple case folding. */
function foldSlowly(text: string): string[] {
  return [...text].map((letter) => (letter === 'ς' ? 'σ' : [...letter.toLowerCase()][0]!));
}

/** The slow and obvious algorithm: which places of the text each part of the pattern can end at, one after another. */
function matchesSlowly(pattern: string, text: string): boolean {
  const hay = foldSlowly(text);
  let ends = new Set(Array.from({ length: hay.length + 1 }, (_, at) => at));
  for (const sign of foldSlowly(pattern)) {
    const first = Math.min(...ends);
    ends =
      sign === '*'
        ? new Set(Array.from({ length: hay.length + 1 }, (_, at) => at).filter((at) => at >= first))
        : new Set([...ends].filter((at) => at < hay.length && (sign === '?' || hay[at] === sign)).map((at) => at + 1));
  }
  return ends.size > 0;
}

const RUNS = { numRuns: 5000 };
const letters = (...units: string[]): fc.Arbitrary<string> => fc.constantFrom(...units);

suite('a pattern matches as trying everything would', () => {
  test('short ones of few letters', () => {
    const text = fc.string({ unit: letters('a', 'b', 'c'), maxLength: 10 });
    const pattern = fc.string({ unit: letters('a', 'b', '*', '?'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (glob, hay) => assert.equal(compileGlob(glob)(hay), matchesSlowly(glob, hay))),
      RUNS,
    );
  });

  test('letters whose case is more than one letter, and letters beyond 16 bits', () => {
    const odd = ['i', 'I', 'İ', 'ı', 'Σ', 'σ', 'ς', 'ß', 'ẞ', '\u0307', '\u212a', 'k', '😀', '𐐀', '𐐨', ' '];
    const text = fc.string({ unit: letters(...odd), maxLength: 8 });
    const pattern = fc.string({ unit: letters(...odd, '*', '?'), maxLength: 4 });
    fc.assert(
      fc.property(pattern, text, (glob, hay) => assert.equal(compileGlob(glob)(hay), matchesSlowly(glob, hay))),
      RUNS,
    );
  });

  test('one pattern with many texts, each as if it were the first', () => {
    const text = fc.string({ unit: letters('a', 'b'), maxLength: 4 });
    const pattern = fc.string({ unit: letters('a', 'b', '?'), maxLength: 5 });
    fc.assert(
      fc.property(pattern, fc.array(text, { maxLength: 5 }), (glob, texts) => {
        const matches = compileGlob(glob);
        for (const hay of texts) assert.equal(matches(hay), matchesSlowly(glob, hay));
      }),
      RUNS,
    );
  });

  test('parts longer than a word, cut out of the text and changed in a few places', () => {
    const text = fc.string({ unit: letters('a', 'b', '😀'), minLength: 20, maxLength: 200 });
    const changes = fc.array(fc.tuple(fc.nat(199), letters('?', '?', '?', '*', 'a', 'c')), { maxLength: 4 });
    fc.assert(
      fc.property(text, fc.nat(199), fc.nat(199), changes, (hay, from, to, edits) => {
        const glob = [...hay].slice(Math.min(from, to), Math.max(from, to));
        for (const [at, sign] of edits) if (glob.length) glob[at % glob.length] = sign;
        assert.equal(compileGlob(glob.join(''))(hay), matchesSlowly(glob.join(''), hay));
      }),
      RUNS,
    );
  });
});

test('every letter of Unicode stays one letter when its case is taken away', () => {
  const odd: string[] = [];
  const isOne = compileGlob('[?]');
  for (let point = 0; point <= 0x10ffff; point++) {
    const letter = String.fromCodePoint(point);
    if (letter !== letter.toLowerCase() && !isOne(`[${letter}]`)) odd.push(point.toString(16));
  }

  assert.deepEqual(odd, []);
});

/** Records each call of a built-in method. @returns A function that stops it. */
function spyOn(prototype: object, name: string, note: (args: readonly unknown[]) => void): () => void {
  const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
  return override(prototype, name, {
    value(...args: unknown[]) {
      note(args);
      return original.apply(this, args);
    },
  });
}

/**
 * Counts what a match does: letters it looks at, words of the state it works out, and the longest text it looks for.
 */
function countSteps(pattern: string, text: string): { letters: number; words: number; longest: number } {
  const matches = compileGlob(pattern);
  const counts = { letters: 0, words: 0, longest: 0 };
  const stops = [
    spyOn(String.prototype, 'codePointAt', () => (counts.letters += 1)),
    spyOn(Map.prototype, 'get', () => (counts.words += 1)),
    spyOn(String.prototype, 'indexOf', ([part]) => (counts.longest = Math.max(counts.longest, String(part).length))),
  ];
  try {
    matches(text);
  } finally {
    stops.forEach((stop) => stop());
  }
  return counts;
}

suite('the work is bounded by the length of the text times the words of the pattern', () => {
  const text = 'a'.repeat(20_000);
  const patterns: readonly (readonly [says: string, pattern: string])[] = [
    ['a thousand letters of which the last is not there', `${'a'.repeat(999)}b`],
    ['a thousand letters of which the first is not there', `b${'a'.repeat(999)}`],
    ['a thousand letters and question marks, alternating', `${'a?'.repeat(500)}b`],
    ['a thousand question marks', `${'?'.repeat(1000)}b`],
    ['a thousand parts', `${'a?*'.repeat(1000)}b?`],
    ['a thousand parts of one letter', `${'a*'.repeat(1000)}b`],
    ['thirty-two letters of which the last is not there', `${'a'.repeat(31)}b`],
  ];
  for (const [says, pattern] of patterns) {
    test(says, () => {
      const steps = countSteps(pattern, text);
      const words = Math.ceil(Math.max(...pattern.split('*').map(({ length }) => length)) / 32);

      assert.equal(compileGlob(pattern)(text), false);
      assert.ok(steps.letters <= text.length, `${steps.letters} letters`);
      assert.ok(steps.words <= text.length * words, `${steps.words} words`);
      assert.ok(steps.longest <= 32, `a text of ${steps.longest} letters looked for at once`);
    });
  }

  test('so twice the text is at most twice the work', () => {
    const pattern = `${'a?'.repeat(500)}b`;
    const once = countSteps(pattern, text);
    const twice = countSteps(pattern, text + text);

    assert.ok(once.words > text.length, 'the pattern is no easy one');
    assert.ok(twice.words <= 2 * once.words + 1000 * 32);
    assert.ok(twice.letters <= 2 * once.letters);
  });
});
