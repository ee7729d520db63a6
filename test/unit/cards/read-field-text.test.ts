import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listFields, type FieldKind } from '../../../src/cards/list-fields.js';
import { readFieldText, writeFieldText, writeVariables } from '../../../src/cards/read-field-text.js';

suite('the text of a field', () => {
  const rows: readonly (readonly [says: string, kind: FieldKind, text: string, value: unknown])[] = [
    ['numbers of a range', 'range', '18\n65', [18, 65]],
    ['postal codes of a range, which keep their zeros', 'range', '01067\n01328', ['01067', '01328']],
    ['texts of a range', 'range', ' 1000 AA \n\n1999 ZZ\n', ['1000 AA', '1999 ZZ']],
    ['dates of a range', 'range', '2026-03-01\n2026-03-31', ['2026-03-01', '2026-03-31']],
    ['dates, which stay texts', 'dates', '2026-03-01\n2026-03-31', ['2026-03-01', '2026-03-31']],
    ['days', 'days', '7', 7],
    ['days that are not a number, as a mistake shows', 'days', 'week', 'week'],
    [
      'variables',
      'variables',
      'offer = 1 EUR = much\nleft=3\non = true\ntext = "3"\nnone=',
      { offer: '1 EUR = much', left: 3, on: true, text: '3', none: '' },
    ],
    ['an empty field', 'range', '  ', undefined],
  ];
  for (const [says, kind, text, value] of rows) {
    test(`is read as ${says}`, () => assert.deepEqual(readFieldText(kind, text), value));
  }

  test('of a range is read again as it was written', () => {
    for (const range of [
      [18, 65],
      ['01067', '01328'],
      ['D', 'H'],
      [1.5, 1e21],
    ]) {
      assert.deepEqual(readFieldText('range', writeFieldText(range)), range);
    }
  });
});

test('variables are read again as they were written', () => {
  for (const variables of [{ offer: 'a', left: 3 }, { days: '3' }, { on: false, none: null, empty: '', quoted: '"a"' }])
    assert.deepEqual(readFieldText('variables', writeVariables(variables)), variables);
});

suite('the field for what a condition compares with', () => {
  const fieldOf = (node: object): unknown[] =>
    listFields({ ...node }, {}).flatMap(({ name, kind, help }) => (name === 'value' ? [kind, help] : []));

  test('takes numbers, dates and texts for a range', () => {
    assert.deepEqual(fieldOf({ type: 'zip', condition: 'between' }), [
      'range',
      'Two numbers, two dates or two texts, the lower one first.',
    ]);
  });
  test('takes dates alone for the time of the decision', () => {
    assert.deepEqual(fieldOf({ type: 'date-time', condition: 'between' }), [
      'dates',
      'Two dates, the earlier one first.',
    ]);
  });
  test('takes days for a date that is ahead', () => {
    assert.deepEqual(fieldOf({ type: 'user-attribute', condition: 'within-days' }), [
      'days',
      'A number of days, more than 0.',
    ]);
  });
  test('is left out where the condition takes no value', () => {
    assert.deepEqual(fieldOf({ type: 'zip', condition: 'is-empty' }), []);
  });
});
