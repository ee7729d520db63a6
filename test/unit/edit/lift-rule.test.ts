import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { EditError } from '../../../src/edit/edit.js';
import { liftRule } from '../../../src/edit/lift-rule.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';
import { input, soundConfig } from '../../support/arbitrary-rules.js';

const RULE = '/features/articles/rules/anonymous';

/** A decision without ids that are pointers, and without the ids of nodes. */
function decisive(decision: Decision): unknown {
  const { trace, outcomeId, outcomeLabel, ...others } = decision;
  const ids = [outcomeId, outcomeLabel].map((id) => (id.startsWith('/') ? '' : id));
  return [others, ids, trace.map(({ node: _, ...entry }) => entry)];
}

suite('a rule that is lifted', () => {
  test('names each node by its type and what it asks about', () => {
    const jwt = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Texas', yes: 'show' };
    const rule = { ...jwt, no: { ...jwt, value: 'Ohio', no: { type: 'trial', yes: 'show', no: aNode('A/b', 'show', 'teaser') } } };

    assert.deepEqual(liftRule(aConfigWithRule(rule), RULE)!.after, {
      start: 'jwt-state',
      nodes: {
        'jwt-state': { ...jwt, no: 'jwt-state-2' },
        'jwt-state-2': { ...jwt, value: 'Ohio', no: 'trial' },
        trial: { type: 'trial', yes: 'show', no: 'custom-data-a-b' },
        'custom-data-a-b': aNode('A/b', 'show', 'teaser'),
      },
    });
  }); // prettier-ignore

  test('takes no id that an outcome or another node has', () => {
    const rule = { start: { type: 'gift', yes: 'show', no: 'trial' }, nodes: { trial: { type: 'trial', yes: 'show', no: { type: 'trial', yes: 'show', no: 'gift' } } } };
    const { nodes } = liftRule(aConfigWithRule(rule, { outcomes: { gift: { content: 'hide' } } }), RULE)!.after as { nodes: object };

    assert.deepEqual(Object.keys(nodes), ['trial', 'gift-2', 'trial-2']);
  }); // prettier-ignore

  test('gives a node that several exits share one id', () => {
    const shared = aNode('b', 'show', 'teaser');
    const { nodes } = liftRule(aConfigWithRule(aNode('a', shared, shared)), RULE)!.after as { nodes: object };

    assert.equal(Object.keys(nodes).length, 2);
  });

  test('decides as before', () => {
    fc.assert(
      fc.property(soundConfig, fc.array(input, { minLength: 5, maxLength: 5 }), (config, inputs) => {
        let lifted: unknown = config;
        for (const feature of Object.keys(config['features'] as object)) {
          for (const state of ['anonymous', 'registered', 'customer']) {
            const pointer = `/features/${feature}/rules/${state}`;
            try {
              const edit = liftRule(lifted, pointer);
              if (edit) lifted = applyEdits(lifted, [edit]);
            } catch (error) {
              assert.ok(error instanceof EditError);
            }
          }
        }
        for (const id of Object.keys(config['subRules'] as object)) {
          const edit = liftRule(lifted, `/subRules/${id}`);
          if (edit) lifted = applyEdits(lifted, [edit]);
        }
        const [before, after] = [compileConfig(config), compileConfig(lifted)];
        for (const one of inputs) {
          for (const feature of Object.keys(config['features'] as object)) {
            assert.deepEqual(decisive(after.decide(feature, one)), decisive(before.decide(feature, one)));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('changes nothing where nothing is written in place', () => {
    assert.equal(liftRule(aConfigWithRule({ start: 'a', nodes: { a: aNode('a', 'show', 'teaser') } }), RULE), null);
    assert.equal(liftRule(aConfigWithRule('show'), RULE), null);
  });

  test('may be thousands of nodes long', () => {
    let rule: unknown = 'show';
    for (let node = 0; node < 3000; node++) rule = aNode('a', 'show', rule);
    const { nodes } = liftRule(aConfigWithRule(rule), RULE)!.after as { nodes: object };

    assert.equal(Object.keys(nodes).length, 3000);
  });

  test('must be there', () => {
    assert.throws(() => liftRule(aConfigWithRule('show'), '/features/none'), EditError);
  });
});
