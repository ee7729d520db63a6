import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { featureOf, judgeFeature, replaceMistakes } from '../../console/store/judge-feature.js';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import type { Mistake } from '../../src/validate/mistake.js';
import { soundConfig } from '../support/arbitrary-rules.js';

const BROKEN = {
  type: 'jwt-token',
  property: 'a',
  condition: 'nope',
  value: 1,
  yes: { type: 'feature', feature: 'missing', yes: 'show', no: 'gone' },
  no: { type: 'split-test', test: 'missing', exits: {} },
};

function errorsAt(mistakes: readonly Mistake[], id: string): string[] {
  return mistakes
    .filter(({ pointer, severity }) => severity === 'error' && pointer.startsWith(`/features/${id}/`))
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

suite('the mistakes of one feature', () => {
  test('are those that the whole config has there', () => {
    fc.assert(
      fc.property(soundConfig, fc.nat(), (sound, at) => {
        const { features } = JSON.parse(JSON.stringify(sound)) as { features: Record<string, object> };
        const ids = Object.keys(features);
        const id = ids[at % ids.length]!;
        const config = { ...sound, features: { ...features, [id]: { rules: { anonymous: BROKEN } } } };

        const whole = errorsAt(findMistakes(config), id);
        assert.ok(whole.length >= 3);
        assert.deepEqual(errorsAt(judgeFeature(config, id), id), whole);
        assert.deepEqual(errorsAt(judgeFeature(sound, id), id), []);
      }),
      { numRuns: 30 },
    );
  });

  test('take the place of those that it had', () => {
    const mistake = (pointer: string): Mistake => ({ code: 'value-invalid', pointer, severity: 'error', message: '' });
    const all = ['/jwt', '/features/a', '/features/a/rules', '/features/ab', '/texts'].map(mistake);
    const pointers = (found: readonly Mistake[]): string[] =>
      replaceMistakes(all, 'a', found).map(({ pointer }) => pointer);

    assert.deepEqual(pointers([]), ['/jwt', '/features/ab', '/texts']);
    assert.deepEqual(pointers([mistake('/features/a/x')]), ['/jwt', '/features/a/x', '/features/ab', '/texts']);
  });

  test('are looked for after edits inside of it alone', () => {
    const of = (...pointers: string[]): string | null => featureOf(pointers.map((pointer) => ({ pointer, after: 1 })));

    assert.equal(of('/features/a/rules', '/features/a/title'), 'a');
    assert.equal(of('/features/a~1b/rules'), 'a/b');
    for (const pointers of [[], ['/features/a'], ['/jwt'], ['/features/a/x', '/features/b/x'], ['/features/a/x', '']])
      assert.equal(of(...pointers), null);
  });
});
