import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import '../../components/custom-block/define.js';
import { type ZephrCustomBlockElement } from '../../components/custom-block/custom-block.js';
import { fillTemplate } from '../../src/outcome/fill-template.js';

declare global {
  interface Window {
    /** Raised by whatever of the hostile markup runs. */
    ran?: boolean;
  }
}

const RUN = 'window.ran = true';

/** Markup by what it tries. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a script': `<script>${RUN}</script>`,
  'a script in a drawing': `<svg><script>${RUN}</script></svg>`,
  'a handler': `<img src="data:," onerror="${RUN}">`,
  'a handler in a drawing': `<svg onload="${RUN}"><path d="M0 0"/></svg>`,
  'a handler behind a slash': `<img/src="data:,"/onerror=${RUN.replaceAll(' ', '')}>`,
  'a link that runs': `<a class="bad" href="javascript:${RUN}">x</a>`,
  'a link that runs, oddly spelled': `<a class="bad" href=" &#1;JaVa&#10;ScRiPt:${RUN}">x</a>`,
  'a link that runs, in a drawing': `<svg><a class="bad" href="javascript:${RUN}"><rect width="9" height="9"/></a></svg>`,
  'an animation that sets a link': `<svg><a class="bad"><animate attributeName="href" to="javascript:${RUN}"/></a></svg>`,
  'a form that runs': `<form action="javascript:${RUN}"><button>x</button></form>`,
  'a button that runs': `<form><button formaction="javascript:${RUN}">x</button></form>`,
  'a frame': `<iframe srcdoc="<script>parent.ran=true</script>"></iframe>`,
  'an object': `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}">`,
  'a template': `<template><img src="data:," onerror="${RUN}"></template>`,
  'a comment that closes early': `<!--><img src="data:," onerror="${RUN}">-->`,
  'math that changes its mind': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  'noscript that changes its mind': `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  'a style sheet': '<style>body { display: none }</style><link rel="stylesheet" href="/x.css">',
  'a new base': '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  'an element of the page': '<zephr-paywall></zephr-paywall><x-gadget data-run="1"></x-gadget>',
};

const FORBIDDEN =
  'script, style, link, meta, base, iframe, object, embed, template, noscript, animate, math, zephr-paywall, x-gadget';

const nativeSetHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');
const sanitisers = nativeSetHTML ? ['the Sanitizer API', 'DOMPurify'] : ['DOMPurify'];

async function aBlock(
  markup: string,
  elements: ZephrCustomBlockElement['customElements'] = null,
): Promise<ZephrCustomBlockElement> {
  const block = await fixture<ZephrCustomBlockElement>(html`<zephr-custom-block></zephr-custom-block>`);
  Object.assign(block, { html: markup, customElements: elements });
  await block.updateComplete;
  return block;
}

for (const sanitiser of sanitisers) {
  describe(`<zephr-custom-block> with ${sanitiser}`, () => {
    before(() => {
      if (sanitiser === 'DOMPurify') Reflect.deleteProperty(Element.prototype, 'setHTML');
    });

    after(() => {
      if (nativeSetHTML) Object.defineProperty(Element.prototype, 'setHTML', nativeSetHTML);
    });

    it('places the markup as children of the page, which are there when its update is complete', async () => {
      const block = await aBlock('<p class="greeting">Hello <b>Ada</b></p>');

      expect(block.innerHTML).to.equal('<p class="greeting">Hello <b>Ada</b></p>');
      expect(block.shadowRoot!.querySelector('slot[part="body"]')).to.exist;
    });

    it('keeps what publishers write: classes, ids, styles, data, images, links, forms and icons', async () => {
      const markup =
        '<h3 id="more" class="a" style="color: red" data-track="x" aria-label="More">More</h3>' +
        '<img src="/logo.png" alt="" width="20" height="20" loading="lazy">' +
        '<a href="/subscribe?plan=1" target="_blank" rel="nofollow">Go</a><a href="mailto:a@b.example">Write</a>' +
        '<form action="/news" method="post"><label for="f">Name</label><input id="f" name="name" required=""></form>' +
        '<svg viewBox="0 0 2 2" fill="none"><path d="M0 0h2" stroke="red"></path></svg>';

      const block = await aBlock(markup);

      expect(block.innerHTML).to.equal(markup);
    });

    it('shows the newest markup when two came at once', async () => {
      const block = await aBlock('<p>first</p>');

      block.html = '<p>second</p>';
      const second = block.updateComplete;
      await Promise.resolve();
      block.html = '<p>third</p>';
      await Promise.all([second, block.updateComplete]);

      expect(block.textContent).to.equal('third');
    });

    for (const [says, markup] of Object.entries(HOSTILE)) {
      it(`leaves out ${says}`, async () => {
        delete window.ran;

        const block = await aBlock(`${markup}<p>safe</p>`);
        for (const bad of block.querySelectorAll<HTMLElement>('.bad')) {
          bad.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        }
        await aTimeout(20);

        expect(window.ran).to.equal(undefined);
        expect(block.querySelectorAll(FORBIDDEN).length).to.equal(0);
        for (const node of block.querySelectorAll('*')) {
          for (const { name, value } of node.attributes) {
            expect(name).not.to.match(/^on|formaction|srcdoc/i);
            expect(value.replace(/\s/g, '')).not.to.match(/^\W*javascript:/i);
          }
        }
      });
    }

    describe('with elements of the page’s own', () => {
      const LIST = { 'x-news': ['topic', 'href'], 'x-wide': [] };
      const rows: readonly (readonly [says: string, markup: string, placed: string])[] = [
        ['keeps what is listed', '<x-news topic="a: b, c:d"><b>in</b></x-news>', '<x-news topic="a: b, c:d"><b>in</b></x-news>'],
        ['keeps what any element may have', '<x-wide id="w" class="a" data-x="1" aria-label="l"></x-wide>', '<x-wide id="w" class="a" data-x="1" aria-label="l"></x-wide>'],
        ['drops attributes that are not listed', '<x-wide topic="a" theme="b"></x-wide>', '<x-wide></x-wide>'],
        ['keeps an attribute from elements that it is not listed for', '<p topic="a">x</p>', '<p>x</p>'],
        ['drops elements that are not listed', '<x-other>x</x-other><x-wide></x-wide>', '<x-wide></x-wide>'],
        ['drops handlers', `<x-news onclick="${RUN}" topic="a" onfocus="${RUN}"></x-news>`, '<x-news topic="a"></x-news>'],
        ['drops links that run', `<x-news href=" java&#10;script:${RUN}" topic="JAVASCRIPT:${RUN}"></x-news>`, '<x-news></x-news>'],
        ['keeps links that do not', '<x-news href="/a?b=c"></x-news><x-news href="https://shop.example/"></x-news>', '<x-news href="/a?b=c"></x-news><x-news href="https://shop.example/"></x-news>'],
        ['drops what is another element', '<button is="x-news">x</button><x-wide is="x-news"></x-wide><p>x</p>', '<p>x</p>'],
        ['drops what runs inside of one', `<x-wide><script>${RUN}</script><img src="data:," onerror="${RUN}"></x-wide>`, '<x-wide><img></x-wide>'],
        ['drops one in a drawing', '<svg><x-news topic="a"></x-news></svg>', '<svg></svg>'],
      ]; // prettier-ignore
      for (const [says, markup, placed] of rows) {
        it(says, async () => {
          delete window.ran;
          const block = await aBlock(markup, LIST);
          await aTimeout(10);

          expect(block.innerHTML).to.equal(placed);
          expect(window.ran).to.equal(undefined);
        });
      }

      it('takes no names that no page could give its elements, nor handlers, from the list', async () => {
        const block = await aBlock(
          '<zephr-paywall></zephr-paywall><script>1</script><x-y onclick="x()" topic="t"></x-y><x-y is="x-z"></x-y><iframe></iframe>',
          { 'zephr-paywall': [], script: [], iframe: ['src'], 'x-y': ['onclick', 'is', 'topic'] },
        );

        expect(block.innerHTML).to.equal('<x-y topic="t"></x-y>');
      });

      it('brings one to life once it is clean', async () => {
        const name = `x-alive-${sanitiser === 'DOMPurify' ? 'd' : 's'}`;
        const seen: (string | null)[] = [];
        customElements.define(
          name,
          class extends HTMLElement {
            connectedCallback(): void {
              seen.push(this.getAttribute('href'), this.getAttribute('topic'));
            }
          },
        );
        await aBlock(`<${name} href="javascript:${RUN}" topic="a"></${name}>`, { [name]: ['href', 'topic'] });

        expect(seen).to.deep.equal([null, 'a']);
      });

      it('treats a value that is not a list as an empty list', async () => {
        for (const list of ['x-news', [], { 'x-news': 'topic' }, { 'x-news': null }]) {
          const block = await aBlock('<x-news topic="a"></x-news><p>safe</p>', list as never);

          expect(block.innerHTML).to.match(/^(<x-news><\/x-news>)?<p>safe<\/p>$/);
        }
      });
    });

    for (const [says, template] of Object.entries({
      'a link of a claim': '<a class="bad" href="{{claims.url}}">x</a>',
      'a link of a claim in triple braces': '<a class="bad" href="{{{claims.url}}}">x</a>',
      'a claim that leaves its attribute': '<p title="{{claims.breaks}}">x</p>',
      'a claim in triple braces that leaves its attribute': '<p title="{{{claims.breaks}}}">x</p>',
      'a claim in an attribute without quotes': '<img src=data:, alt={{claims.spaces}}>',
      'markup of a claim in triple braces': '{{{claims.html}}}',
      'markup of a claim behind an ampersand': '{{&claims.html}}',
      'a tag that a claim completes': '<{{{claims.tag}}}>',
      'markup of a claim in a section': '{{#claims.list}}{{{.}}}{{/claims.list}}',
      'a claim in an element of the page': '<x-news href="{{claims.url}}" topic="{{{claims.breaks}}}">x</x-news>',
      'a broken template with a claim': '{{{claims.html}}}{{#claims}}',
    })) {
      it(`fills first and sanitises last: ${says}`, async () => {
        delete window.ran;
        const claims = {
          url: `javascript:${RUN}`,
          breaks: `"><img src="data:," onerror="${RUN}"><p x="`,
          spaces: `x onerror=${RUN.replaceAll(' ', '')} src=x:`,
          html: `<script>${RUN}</script><img src="data:," onerror="${RUN}"><a class="bad" href="javascript:${RUN}">x</a>`,
          tag: `img src=x: onerror=${RUN.replaceAll(' ', '')}`,
          list: [`<svg onload="${RUN}">`, `<iframe srcdoc="<script>parent.ran=true</script>"></iframe>`],
        };

        const block = await aBlock(fillTemplate(template, { claims }).html, { 'x-news': ['href', 'topic'] });
        for (const link of block.querySelectorAll<HTMLElement>('a, x-news')) {
          link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        }
        await aTimeout(20);

        expect(window.ran).to.equal(undefined);
        expect(block.querySelectorAll(FORBIDDEN).length).to.equal(0);
        for (const node of block.querySelectorAll('*')) {
          for (const { name, value } of node.attributes) {
            expect(name).not.to.match(/^on/);
            if (name === 'href') expect(value).not.to.match(/script:/);
          }
        }
      });
    }

    it('brings no element of the page to life by `is`', async () => {
      const name = `x-button-${sanitiser === 'DOMPurify' ? 'd' : 's'}`;
      let alive = 0;
      class Button extends HTMLButtonElement {
        connectedCallback(): void {
          alive += 1;
        }
      }
      customElements.define(name, Button, { extends: 'button' });
      for (const attribute of [`is="${name}"`, `IS = ${name}`, `class=a\nis='${name}'`, `type="button"is="${name}"`]) {
        await aBlock(`<p>safe</p><button ${attribute}>x</button>`);
      }

      expect(alive).to.equal(0);
    });

    it('lets no name shadow a property of the document', async () => {
      await aBlock('<img id="cookie" name="cookie" src="data:,"><form name="cookie"></form><p>safe</p>');

      expect(document.cookie).to.be.a('string');
    });
  });
}

describe('<zephr-custom-block>', () => {
  it('leaves the children of the page alone while it has no markup of its own', async () => {
    const block = await fixture<ZephrCustomBlockElement>(html`<zephr-custom-block><p>Mine</p></zephr-custom-block>`);

    expect(block.textContent).to.equal('Mine');
  });

  it('is emptied by empty markup', async () => {
    const block = await aBlock('<p>first</p>');

    block.html = '';
    await block.updateComplete;

    expect(block.childNodes.length).to.equal(0);
  });

  it("wears the page's own styles", async () => {
    const style = document.createElement('style');
    style.textContent = '.greeting { color: rgb(1, 2, 3) }';
    document.head.append(style);
    const block = await aBlock('<p class="greeting">Hello</p>');

    expect(getComputedStyle(block.firstElementChild!).color).to.equal('rgb(1, 2, 3)');
    style.remove();
  });

  for (const scheme of ['light', 'dark']) {
    it(`has no fault that axe finds, in ${scheme} colours`, async () => {
      const box = await fixture(html`
        <div style="color-scheme: ${scheme}; background: Canvas; color: CanvasText">
          <zephr-custom-block html="<h2>Hello</h2><p>Read <a href='/on'>on</a></p>"></zephr-custom-block>
        </div>
      `);
      await box.querySelector('zephr-custom-block')!.updateComplete;

      await expect(box).to.be.accessible();
    });
  }

  it('works where the page takes trusted types only, with either sanitiser', async function () {
    if (!('trustedTypes' in window)) this.skip();

    const placed: string[] = [];
    for (const [prelude, elements] of [
      ['', 'null'],
      ['delete Element.prototype.setHTML;', 'null'],
      ['', '{ "x-y": [] }'],
      ['delete Element.prototype.setHTML;', '{ "x-y": [] }'],
    ]) {
      const frame = document.createElement('iframe');
      const answer = new Promise<string>((done) => {
        addEventListener('message', (event: MessageEvent<string>) => done(event.data), { once: true });
      });
      frame.srcdoc = `
        <meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">
        <script>${prelude}</script>
        <script type="module">
          import '/components/custom-block/define.ts';
          const block = document.createElement('zephr-custom-block');
          block.html = '<b onclick="x()">Hello</b>';
          block.customElements = ${elements};
          document.body.append(block);
          await block.updateComplete.catch((error) => block.append(String(error)));
          parent.postMessage(block.innerHTML, '*');
        </script>`;
      document.body.append(frame);
      placed.push(await answer);
      frame.remove();
    }

    expect(placed).to.deep.equal(Array(4).fill('<b>Hello</b>'));
  });
});
