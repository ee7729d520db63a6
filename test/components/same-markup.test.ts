import { expect } from '@open-wc/testing';
import { placeMarkup } from '../../components/custom-block/place-markup.js';

const nativeSetHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');
const PAGE_ELEMENTS = { 'x-news': ['topic', 'href', 'is'], 'x-wide': [] };

/** Markup, and what both sanitisers leave of it. */
const ROWS: readonly (readonly [says: string, markup: string, placed: string])[] = [
  ['text alone', ' a &amp; b', ' a &amp; b'],
  ['nothing', '', ''],
  ['ids of everyday words', '<h2 id="title">a</h2><label for="name" id="action">b</label><p id="body">c</p>', '<h2 id="title">a</h2><label for="name" id="action">b</label><p id="body">c</p>'],
  ['fields of everyday words', '<form><input name="name"><input name="id"><input name="prefix" id="title"></form>', '<form><input name="name"><input name="id"><input name="prefix" id="title"></form>'],
  ['a field that hides the attributes of its form', '<form class="a" onsubmit="x()"><input name="attributes"><p>b</p></form>', '<form class="a"><input><p>b</p></form>'],
  ['fields that hide how to walk', '<form><button id="removeChild">a</button><select name="childNodes"></select><img id="getAttribute"></form>', '<form><button>a</button><select></select><img></form>'],
  ['a field that hides by its form attribute', '<form id="f"></form><input form="f" name="parentNode">', '<form id="f"></form><input>'],
  ['names where no form is sent', '<img name="cookie"><form name="cookie"></form><a name="x">a</a>', '<img><form></form><a>a</a>'],
  ['links that run', '<a href="javascript:x()">a</a><a href=" &#1;JaVa&#10;ScRiPt:x()">b</a><a href="vbscript:x">c</a><a href="data:text/html,x">d</a>', '<a>a</a><a>b</a><a>c</a><a>d</a>'],
  ['links of unknown schemes', '<a href="x-app://y">a</a><a href="file:///etc">b</a><a href="blob:https://a.example/1">c</a><a href="intent://x">d</a>', '<a>a</a><a>b</a><a>c</a><a>d</a>'],
  ['links that cannot be read', '<a href="https://">a</a><a href="http://[x">b</a>', '<a>a</a><a>b</a>'],
  ['relative links', '<a href="">a</a><a href="#b">b</a><a href="?c">c</a><a href="//d.example/">d</a><a href="/e:f">e</a>', '<a href="">a</a><a href="#b">b</a><a href="?c">c</a><a href="//d.example/">d</a><a href="/e:f">e</a>'],
  ['spaces about a link', '<a href=" /a ">a</a>', '<a href=" /a ">a</a>'],
  ['addresses that nothing follows', '<b href="javascript:x()">a</b><p src="data:text/html,x" action="/x">b</p><form src="/x"></form><img href="/x">', '<b>a</b><p>b</p><form></form><img>'],
  ['pages as images', '<img src="data:text/html,x"><img src="javascript:x()"><video poster="javascript:x()" src="/v"></video>', '<img><img><video src="/v"></video>'],
  ['images in the markup', '<img src="data:image/png;base64,AA=="><img src="DATA:image/svg+xml,%3Csvg/%3E">', '<img src="data:image/png;base64,AA=="><img src="DATA:image/svg+xml,%3Csvg/%3E">'],
  ['several images', '<img srcset="/a.png 1x, https://b.example/b.png 2x"><img srcset="/a 1x,javascript:x 2x">', '<img srcset="/a.png 1x, https://b.example/b.png 2x"><img>'],
  ['forms that run', '<form action="javascript:x()"></form><form action="mailto:a@b.example"></form><form action="/a"><button formaction="/b">c</button></form>', '<form></form><form></form><form action="/a"><button>c</button></form>'],
  ['addresses of other attributes', '<q cite="javascript:x()">a</q><table background="/x"><tbody><tr><td>b</td></tr></tbody></table>', '<q>a</q><table><tbody><tr><td>b</td></tr></tbody></table>'],
  ['addresses in a drawing', '<svg><a href="/x"><path d="M0 0"></path></a><path href="/x" xlink:href="/y" d="M0 0"></path></svg>', '<svg><path d="M0 0"></path></svg>'],
  ['elements in the wrong place', '<svg><button>a</button><audio></audio></svg><path d="M0 0"></path><math><b>x</b></math>', '<svg></svg><b>x</b>'],
  ['attributes of drawings elsewhere', '<p viewBox="0 0 1 1" fill="red">a</p><svg viewBox="0 0 1 1"></svg>', '<p fill="red">a</p><svg viewBox="0 0 1 1"></svg>'],
  ['text that looks like markup', '<p title="a --> b </style>">c</p><textarea><b>d</b></textarea>', '<p title="a --> b </style>">c</p><textarea>&lt;b&gt;d&lt;/b&gt;</textarea>'],
  ['words that look like addresses', '<p class="javascript:x" title="a:b" data-a="data:c">d</p>', '<p class="javascript:x" title="a:b" data-a="data:c">d</p>'],
  ['odd names of data', '<p data-a.b="1" data-on:click="x" data-@c="2" data-é="3" data-="4">a</p>', '<p data-a.b="1" data-é="3">a</p>'],
  ['parts of a document', '<!DOCTYPE html><html class="a"><head><title>b</title></head><body id="c"><p>d</p></body></html> <p>e</p>', '<p>d</p> <p>e</p>'],
  ['frames in place of a body', '<frameset><frame src="/x"></frameset><p>a</p>', '<p>a</p>'],
  ['what goes into a head', ' <style>a</style><meta charset="x"><noscript><b>y</b></noscript><base href="/x"><p>b</p>', ' <p>b</p>'],
  ['a table in a paragraph', '<p>a<table><tbody><tr><td>b</td></tr></tbody></table>', '<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>'],
  ['cells without a table', '<tr><td>a</td></tr></p>', 'a<p></p>'],
  ['elements of the page', '<x-news topic="a:b" href="javascript:x()" id="nodeName"></x-news><x-other></x-other>', '<x-news topic="a:b"></x-news>'],
  ['elements that are others', '<button is="x-news">a</button><p is="">b</p><svg><path is="x-news"></path></svg>', '<svg></svg>'],
]; // prettier-ignore

const ELEMENTS =
  'a b form img input svg path video audio source td textarea math style x-news blockquote template'.split(' ');
const VALUES = [
  ...[
    'javascript:x()',
    ' java\tscript:x()',
    'data:text/html,x',
    'data:image/png,x',
    'https://a.example/',
    '//a',
    '/\\a',
    '',
  ],
  ...[
    'whatsapp://send',
    'webcal://a',
    'geo:1,2',
    'tg:x',
    'skype:a',
    'sms:1',
    'ftp://a',
    'title',
    'attributes',
    'parentNode',
  ],
  ...['a"b', '<b>', '-->', '\u00a0javascript:x', 'java\u2028script:x', 'HTTPS:a', ':', 'a b 2x, c:d'],
];
const ATTRIBUTES = [
  ...[
    'href',
    'src',
    'action',
    'formaction',
    'poster',
    'cite',
    'data',
    'background',
    'xlink:href',
    'srcset',
    'id',
    'name',
  ],
  ...['onclick', 'style', 'class', 'data-a', 'viewBox', 'value', 'ping', 'srcdoc', 'target', 'topic'],
];

/** Markup in which each attribute has each value on changing elements, nested in changing ways. */
function combineMarkup(): readonly string[] {
  return ATTRIBUTES.flatMap((attribute, a) =>
    VALUES.map((value, v) => {
      const [outer, inner] = [ELEMENTS[(a * 5 + v) % ELEMENTS.length]!, ELEMENTS[(a + v * 3) % ELEMENTS.length]!];
      const text = value.replaceAll('"', '&quot;');
      const markup = `<${inner} ${attribute}="${text}" class="c">t</${inner}>`;
      return v % 3 === 0 ? `<${outer}>${markup}` : `<${outer} ${attribute}="${text}">${markup}</${outer}><p>u</p>`;
    }),
  );
}

async function place(markup: string, isNative: boolean): Promise<string> {
  if (!isNative) Reflect.deleteProperty(Element.prototype, 'setHTML');
  const element = document.createElement('div');
  try {
    await placeMarkup(element, markup, PAGE_ELEMENTS, () => true);
  } finally {
    if (nativeSetHTML) Object.defineProperty(Element.prototype, 'setHTML', nativeSetHTML);
  }
  return element.innerHTML;
}

describe('markup of a custom block, by either sanitiser', () => {
  for (const [says, markup, placed] of ROWS) {
    it(`is the same: ${says}`, async () => {
      // Browsers differ in whether they escape angle brackets of an attribute.
      const expected = document.createElement('div');
      expected.innerHTML = placed;

      expect(await place(markup, false), 'DOMPurify').to.equal(expected.innerHTML);
      expect(await place(markup, true), 'as the browser has it').to.equal(expected.innerHTML);
    });
  }

  it('is the same for each attribute with each value', async () => {
    const different: string[] = [];
    for (const markup of combineMarkup()) {
      const [purified, native] = [await place(markup, false), await place(markup, true)];
      if (purified !== native) different.push(`${markup}\n  DOMPurify ${purified}\n  browser   ${native}`);
    }

    expect(different).to.deep.equal([]);
  }).timeout(30_000);

  it('has whole addresses of the page where a <base> of another origin is', async () => {
    const base = Object.assign(document.createElement('base'), { href: 'https://evil.example/' });
    const markup =
      '<a href="/a?b#c">d</a><a href="#e">f</a><a href="//g.example/h">i</a><a href="mailto:j@k.example">l</a><a href="javascript:m">n</a>' +
      '<form action="o"></form><img src="/p" srcset="/q,r 1x,/s , data:image/png,%20 2x"><video poster="?t" src=" /u "></video>' +
      '<img src="data:image/png,%20"><img srcset="/v"><img srcset="w,x, y 10w"><p title="/z">z</p><x-news topic="/a"></x-news>';
    const here = location.origin;
    const folder = new URL('.', location.href).href;
    const whole =
      `<a href="${here}/a?b#c">d</a><a href="${new URL('#e', location.href).href}">f</a><a href="${location.protocol}//g.example/h">i</a>` +
      `<a href="mailto:j@k.example">l</a><a>n</a><form action="${folder}o"></form>` +
      `<img src="${here}/p" srcset="${here}/q,r 1x,${here}/s , data:image/png,%20 2x"><video poster="${new URL('?t', location.href).href}" src="${here}/u"></video>` +
      `<img src="data:image/png,%20"><img srcset="${here}/v"><img srcset="${folder}w,x, ${folder}y 10w"><p title="/z">z</p><x-news topic="/a"></x-news>`;
    const expected = document.createElement('div');
    expected.innerHTML = whole;
    document.head.prepend(base);
    try {
      expect(await place(markup, false), 'DOMPurify').to.equal(expected.innerHTML);
      expect(await place(markup, true), 'as the browser has it').to.equal(expected.innerHTML);
      base.href = `${here}/section/`;
      expect(await place('<a href="a">b</a>', true), 'a <base> of the page').to.equal('<a href="a">b</a>');
    } finally {
      base.remove();
    }
  });

  it('keeps links of the schemes that the documentation lists', async () => {
    for (const scheme of 'http https mailto tel sms whatsapp tg viber skype msteams xmpp sip sips facetime webcal geo maps'.split(
      ' ',
    )) {
      const markup = `<a href="${scheme}://a.example/b">c</a>`;

      expect(await place(markup, false)).to.equal(markup);
      expect(await place(markup, true)).to.equal(markup);
    }
  });
});
