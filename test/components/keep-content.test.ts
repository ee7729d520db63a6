import { assert } from '@open-wc/testing';
import { keepContent, type KeepAmount } from '../../components/internal/keep-content.js';

function keep(html: string, amount: KeepAmount, language = 'en'): string {
  const content = document.createElement('div');
  content.append(document.createRange().createContextualFragment(html));
  const kept = document.createElement('div');
  kept.append(keepContent([...content.childNodes], amount, language).content);
  return kept.innerHTML;
}

const ROWS: readonly { says: string; html: string; amount: KeepAmount; kept: string; language?: string }[] = [
  {
    says: 'words are kept up to the last that stays',
    html: '<p>One two three four</p>',
    amount: { words: 2 },
    kept: '<p>One two …</p>',
  },
  {
    says: 'nodes after the cut go, markup stays well-formed',
    html: '<h2>A b</h2><p>c <b>d e</b> f</p><p>g</p>',
    amount: { words: 4 },
    kept: '<h2>A b</h2><p>c <b>d …</b></p>',
  },
  {
    says: 'content that is shorter stays as it is',
    html: '<p>One two</p>',
    amount: { words: 60 },
    kept: '<p>One two</p>',
  },
  {
    says: 'content of just as many words gets no dots',
    html: '<p>One two</p>\n',
    amount: { words: 2 },
    kept: '<p>One two</p>',
  },
  { says: 'no words leave nothing', html: '<p>One</p>', amount: { words: 0 }, kept: '' },
  {
    says: 'Japanese words are separated without spaces',
    html: '<p>吾輩は猫である。名前はまだ無い。</p>',
    amount: { words: 3 },
    language: 'ja',
    kept: '<p>吾輩は猫 …</p>',
  },
  {
    says: 'paragraphs are kept whole',
    html: '<p>a</p><ul><li>b</li></ul><p>c</p><p>d</p>',
    amount: { paragraphs: 2 },
    kept: '<p>a</p><ul><li>b</li></ul><p>c</p>',
  },
  { says: 'no paragraphs leave nothing', html: '<h2>a</h2><p>b</p>', amount: { paragraphs: 0 }, kept: '' },
  {
    says: 'scripts and ids are not copied',
    html: '<p id="x">a<script>b</script> c</p>',
    amount: { words: 9 },
    kept: '<p>a c</p>',
  },
  {
    says: 'text of style sheets does not count as words',
    html: '<style>p { color: red }</style><p>One two three</p>',
    amount: { words: 1 },
    kept: '<style>p { color: red }</style><p>One …</p>',
  },
];

describe('keeping the beginning of some content', () => {
  for (const { says, html, amount, kept, language } of ROWS) {
    it(says, () => {
      assert.equal(keep(html, amount, language), kept);
    });
  }
});
