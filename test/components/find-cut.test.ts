import { assert, fixture, html } from '@open-wc/testing';
import { findCut, type KeepAmount } from '../../components/internal/find-cut.js';
import { WordCounter } from '../../src/lib/word-counter.js';
import { DetachedRest } from '../../components/feature/detached-rest.js';
import { createElementRegion } from '../../components/feature/element-region.js';

interface Row {
  readonly says: string;
  readonly html: string;
  readonly amount: KeepAmount;
  /** The markup that is kept, without the comments that stand for what was cut; `null` where nothing can be cut. */
  readonly kept: string | null;
  readonly language?: string;
}

const words = (count: number): KeepAmount => ({ words: count });
const paragraphs = (count: number): KeepAmount => ({ paragraphs: count });

const WORDS: readonly Row[] = [
  { says: 'the last word that stays', html: '<p>One two three four</p>', amount: words(2), kept: '<p>One two …</p>' },
  {
    says: 'the end of what is kept, markup well-formed',
    html: '<h2>A b</h2><p>c <b>d e</b> f</p><p>g</p>',
    amount: words(4),
    kept: '<h2>A b</h2><p>c <b>d …</b></p>',
  },
  { says: 'nowhere in shorter content', html: '<p>One two</p>', amount: words(60), kept: null },
  { says: 'nowhere in content of just as many words', html: '<p>One two.</p>\n', amount: words(2), kept: null },
  {
    says: 'before a picture that follows the last word',
    html: '<p>One two</p><img src="data:,">',
    amount: words(2),
    kept: '<p>One two …</p>',
  },
  {
    says: 'Japanese words, without spaces',
    html: '<p>吾輩は猫である。名前はまだ無い。</p>',
    amount: words(3),
    language: 'ja',
    kept: '<p>吾輩は猫 …</p>',
  },
  {
    says: 'numbers, and words with numbers in them',
    html: '<p>The 42 of 2026 in B2 and 3.5 more</p>',
    amount: words(6),
    kept: '<p>The 42 of 2026 in B2 …</p>',
  },
  {
    says: 'words over inline elements and possible breaks',
    html: '<p><span style="float: left">O</span>nce <b>un</b>be<wbr>liev<i>a</i>ble stories</p>',
    amount: words(2),
    kept: '<p><span style="float: left">O</span>nce <b>un</b>be<wbr>liev<i>a</i>ble …</p>',
  },
  {
    says: 'words at the edges of blocks, cells and line breaks',
    html: '<div>a</div>b<br>c<table><tbody><tr><td>d</td><td>e</td></tr></tbody></table>',
    amount: words(4),
    kept: '<div>a</div>b<br>c<table><tbody><tr><td>d …</td></tr></tbody></table>',
  },
  {
    says: 'lines of preformatted text',
    html: '<pre>one two\nthree\nfour</pre>',
    amount: words(3),
    kept: '<pre>one two\nthree …</pre>',
  },
  {
    says: 'nothing that is not read: code, controls, fallbacks, titles, hidden text',
    html:
      '<style>p { color: red }</style><noscript>a b</noscript><select><option>c</option></select><textarea>d</textarea>' +
      '<video>e f</video><svg><title>g</title></svg><p hidden>h</p><p style="visibility: hidden">i</p>' +
      '<details><summary>One</summary>j k</details><template>l</template><button>m</button><p>two three four</p>',
    amount: words(3),
    kept:
      '<style>p { color: red }</style><noscript>a b</noscript><select><option>c</option></select><textarea>d</textarea>' +
      '<video>e f</video><svg><title>g</title></svg><p hidden="">h</p><p style="visibility: hidden">i</p>' +
      '<details><summary>One</summary>j k</details><template>l</template><button>m</button><p>two three …</p>',
  },
  {
    says: 'before a place of its own that is longer',
    html: '<p>One</p><zephr-feature><p>two three four</p></zephr-feature><p>five</p>',
    amount: words(3),
    kept: '<p>One</p>',
  },
  {
    says: 'content whose forms name things as the DOM does',
    html: '<form>a <input name="parentNode"><input name="nextSibling"><input name="firstChild">b <b>c</b></form>d',
    amount: words(2),
    kept: '<form>a <input name="parentNode"><input name="nextSibling"><input name="firstChild">b …</form>',
  },
];

const text = (...names: string[]): string[] => names.map((name) => `${name} and more`);
const [a, b, c] = text('a', 'b', 'c') as [string, string, string];

const PARAGRAPHS: readonly Row[] = [
  ['<p>', `<p>${a}</p><p>${b}</p><p>${c}</p>`, `<p>${a}</p><p>${b}</p>`],
  ['divs', `<div>${a}</div><div><div>${b}</div>${c}</div>`, `<div>${a}</div><div><div>${b}</div></div>`],
  ['text with empty lines', `${a}<br><br>${b}<br> <br>${c}`, `${a}<br><br>${b}`],
  ['lines of one paragraph', `${a}<br>${b}<br><br>${c}<hr>d`, `${a}<br>${b}<br><br>${c}`],
  ['list items', `<p>${a}</p><ul><li>${b}</li><li>${c}</li></ul>`, `<p>${a}</p><ul><li>${b}</li></ul>`],
  [
    'table rows, each with all of its cells',
    `<table><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr><tr><td>c</td></tr></tbody></table>`,
    `<table><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></tbody></table>`,
  ],
  [
    'no headings, and no figures between text',
    `<h2>A title</h2><p>${a}</p><figure><img><figcaption>x</figcaption></figure><p>${b}</p><p>${c}</p>`,
    `<h2>A title</h2><p>${a}</p><figure><img><figcaption>x</figcaption></figure><p>${b}</p>`,
  ],
  [
    'figures where there is little else',
    `<p>${a}</p><figure><img><figcaption>x</figcaption></figure><figure><img></figure>`,
    `<p>${a}</p><figure><img><figcaption>x</figcaption></figure>`,
  ],
  [
    'no empty ones',
    `<p>&nbsp;</p><p></p><p><br></p><p>* * *</p><p>${a}</p><p>${b}</p><p>${c}</p>`,
    `<p>&nbsp;</p><p></p><p><br></p><p>* * *</p><p>${a}</p><p>${b}</p>`,
  ],
  [
    'no asides, captions, bylines or links of the page',
    `<nav>x</nav><p class="byline">x</p><p>${a}</p><aside><p>x</p></aside><p class="wp-caption-text">x</p><p>${b}</p>${c}`,
    `<nav>x</nav><p class="byline">x</p><p>${a}</p><aside><p>x</p></aside><p class="wp-caption-text">x</p><p>${b}</p>`,
  ],
  [
    'no lines of links, but text with a link in it',
    `<a href="#a">x</a><p>${a} <a href="#b">x</a></p><p><a href="#c">x</a></p><p>${b}</p>${c}`,
    `<a href="#a">x</a><p>${a} <a href="#b">x</a></p><p><a href="#c">x</a></p><p>${b}</p>`,
  ],
  ['quotes', `<blockquote><p>${a}</p><p>${b}</p></blockquote>${c}`, `<blockquote><p>${a}</p><p>${b}</p></blockquote>`],
].map(([says, markup, kept]) => ({ says: says!, html: markup!, amount: paragraphs(2), kept: kept! }));

/** The markup that is left when a content is cut, and whether all is as before when it is attached again. */
async function cut({ html: markup, amount, language = 'en' }: Row): Promise<{ kept: string | null; isBack: boolean }> {
  const content = await fixture<HTMLElement>(html`<div></div>`);
  content.append(document.createRange().createContextualFragment(markup));
  const before = [...content.querySelectorAll('*')];
  const outer = content.innerHTML;
  const found = findCut(content, [...content.childNodes], amount, new WordCounter(language), false);
  if (typeof found === 'number') return { kept: null, isBack: true };
  const rest = new DetachedRest(createElementRegion(content));
  rest.cut(found);
  const kept = content.innerHTML.replaceAll('<!--zephr-cut-->', '');
  rest.attach();
  const now = [...content.querySelectorAll('*')];
  const isSame = now.length === before.length && now.every((element, index) => element === before[index]);
  return { kept, isBack: isSame && content.innerHTML === outer };
}

for (const [what, rows] of [
  ['words count', WORDS],
  ['paragraphs count', PARAGRAPHS],
] as const) {
  describe(`where ${what}, content is cut`, () => {
    for (const row of rows) {
      it(`by ${row.says}`, async () => {
        assert.deepEqual(await cut(row), { kept: row.kept, isBack: true });
      });
    }
  });
}

describe('a cut', () => {
  it('of very deep and very long content takes about as long as building it, and not its square', async () => {
    const content = await fixture<HTMLElement>(html`<div></div>`);
    const built = performance.now();
    let inner: Element = content;
    for (let depth = 0; depth < 400; depth++) inner = inner.appendChild(document.createElement('div'));
    inner.append('one two three');
    for (let index = 0; index < 50_000; index++) content.append(document.createElement('p'));
    content.getBoundingClientRect();
    const begun = performance.now();
    const building = begun - built;
    const found = findCut(content, [...content.childNodes], { words: 2 }, new WordCounter('en'), false);
    const rest = new DetachedRest(createElementRegion(content));
    rest.cut(found as Exclude<typeof found, number>);
    const took = performance.now() - begun;

    assert.equal(content.textContent, 'one two …');
    assert.equal(content.childNodes.length, 2);
    assert.isBelow(took / building, 20);
    rest.attach();
    assert.equal(content.childNodes.length, 50_001);
  });
});
