import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDangers } from './find-dangers.js';
import { readSources } from './read-imports.js';

/**
 * The files that make markup from a publisher's text: the sanitiser, and the one that inserts content which a seal has
 * authenticated or the publisher's own server has sent.
 */
const ALLOWED = new Set(['components/custom-block/sanitize-into.ts', 'components/feature/create-fragment.ts']);

test('no source turns text into markup or code, but for the sanitiser and the opener of seals', () => {
  const found = readSources()
    .filter(({ file }) => !ALLOWED.has(file))
    .flatMap(findDangers);

  assert.deepEqual(found, []);
});

const dangers: readonly (readonly [text: string, name: string])[] = [
  ['element.innerHTML = text;', 'innerHTML'],
  [`element['outerHTML'] = text;`, 'outerHTML'],
  [`element.insertAdjacentHTML('beforeend', text);`, 'insertAdjacentHTML'],
  ['document.write(text);', 'write'],
  ['const view = html`<p .innerHTML=${text}></p>`;', '.innerHTML'],
  ['const view = html`<p>${unsafeHTML(text)}</p>`;', 'unsafeHTML'],
  ['eval(text);', 'eval'],
  [`new Function('claims', text);`, 'Function'],
];

for (const [text, name] of dangers) {
  test(`the search finds ${text}`, () => {
    assert.deepEqual(findDangers({ file: 'src/page/a.ts', text }), [`src/page/a.ts:1: ${name}`]);
  });
}

test('the search leaves comments, texts and textContent alone', () => {
  const text = `// eval(text)\nconst says = 'innerHTML'; element.textContent = says; stream.write(says);`;

  assert.deepEqual(findDangers({ file: 'src/page/a.ts', text }), []);
});
