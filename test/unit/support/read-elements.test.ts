import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readElements } from '../../../scripts/read-elements.mjs';

/** A manifest of one element with one attribute. */
const aManifest = (attribute: object, more: object = {}): Parameters<typeof readElements>[0] => ({
  modules: [
    {
      declarations: [
        { customElement: true, tagName: 'a-b', name: 'AB', summary: 'A.', attributes: [attribute], ...more },
      ],
    },
  ],
});
const readAttribute = (attribute: object): object =>
  readElements(aManifest({ name: 'a', ...attribute }))[0]!.attributes[0]!;

suite('an attribute in the manifest', () => {
  for (const [type, kind] of [
    ['string', 'text'],
    ['string | null', 'text'],
    ['number', 'number'],
    ['boolean', 'boolean'],
    ["'one' | 'two'", 'choice'],
  ] as const) {
    test(`of the type ${type} is of the kind ${kind}`, () => {
      const attribute = readAttribute({ type: { text: type }, description: 'It.' });

      assert.deepEqual(attribute, {
        name: 'a',
        description: 'It.',
        kind,
        choices: kind === 'choice' ? ['one', 'two'] : [],
        isSet: false,
      });
    });
  }

  test('that holds JSON may be of any type', () => {
    const type = { text: 'readonly OfferConfig[] | null' };

    assert.equal((readAttribute({ type, description: 'It. As an attribute: JSON.' }) as { kind: string }).kind, 'json');
  });

  test('of a type that markup cannot hold is refused', () => {
    assert.throws(
      () => readAttribute({ type: { text: 'ZoneKind' }, description: 'It.' }),
      /<a-b a>: markup cannot hold ZoneKind/,
    );
  });

  test('that the element sets is not for pages to set', () => {
    const attribute = readAttribute({ type: { text: 'string' }, description: 'The state; set by the element.' });

    assert.equal((attribute as { isSet: boolean }).isSet, true);
  });
});

test('an event without a name is left out', () => {
  const type = { text: 'Event' };
  const [element] = readElements(
    aManifest({ name: 'a', type: { text: 'string' } }, { events: [{ type }, { name: 'b', type }] }),
  );

  assert.deepEqual(element!.events, [{ name: 'b', description: '', type: 'Event' }]);
});
