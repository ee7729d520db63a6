import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileGlob } from '../../../src/lib/match-glob.js';

/** The slow and obvious way, by trying every length for every star. */
function matchesSlowly(pattern: string, text: string): boolean {
  const here = (p: number, t: number): boolean => {
    if (p === pattern.length) return true;
    if (pattern[p] === '*')
      return Array.from({ length: text.length - t + 1 }, (_, i) => t + i).some((at) => here(p + 1, at));
    return t < text.length && (pattern[p] === '?' || pattern[p] === text[t]) && here(p + 1, t + 1);
  };
  return Array.from({ length: text.length + 1 }, (_, at) => at).some((at) => here(0, at));
}

test('a pattern matches as trying everything would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

  fc.assert(
    fc.property(pattern, text, (glob, hay) => assert.equal(compileGlob(glob)(hay), matchesSlowly(glob, hay))),
    { numRuns: 5000 },
  );
});
