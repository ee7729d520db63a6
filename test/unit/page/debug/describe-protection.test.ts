import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProtection } from '../../../../src/page/debug/describe-protection.js';

/** An element with attributes, and the texts of the seals in it. */
function anElement(
  attributes: Readonly<Record<string, string>>,
  seals: readonly string[] = [],
): Parameters<typeof describeProtection>[0] {
  return {
    hasAttribute: (name) => Object.hasOwn(attributes, name),
    getAttribute: (name) => attributes[name] ?? null,
    querySelectorAll: () => seals.map((textContent) => ({ textContent })) as never,
  };
}

const rows = [
  [anElement({}), "protection hidden: anyone can read it in the page's source"],
  [anElement({ src: '/body.html', state: 'shown' }), 'protection withheld: /body.html is in the page'],
  [anElement({ src: '/body.html', state: 'walled' }), 'protection withheld: /body.html is not in the page'],
  [
    anElement({ sealed: '' }, ['ey', '']),
    'protection sealed: 2 seals of 2 bytes in the page, 1 of them open; no key was asked for',
  ],
  [
    anElement({ sealed: '' }, ['']),
    'protection sealed: 1 seal of 0 bytes in the page, 1 of them open; asked 12 ms · answered 30 ms (key) · opened 31 ms',
    { asked: 12.3, answered: 30, answer: 'key', opened: 31 },
  ],
  [
    anElement({ sealed: '' }, ['ey']),
    'protection sealed: 1 seal of 2 bytes in the page, 0 of them open; asked 12 ms · answered 30 ms (refused)',
    { asked: 12, answered: 30, answer: 'refused' },
  ],
] as const;

for (const [element, line, times] of rows) {
  test(`says "${line}"`, () => {
    assert.equal(describeProtection(element, times), line);
  });
}
