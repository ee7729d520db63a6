import { expect } from '@open-wc/testing';
import { placeMarkup } from '../../components/custom-block/place-markup.js';
import { createAddressFilling } from '../../src/outcome/create-address-filling.js';
import { fillTemplate } from '../../src/outcome/fill-template.js';

const nativeSetHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');
const EVIL = 'evil.example';

/** Values of claims that would lead elsewhere, if an address took them as they are. */
const VALUES = [
  `//${EVIL}`, `/\\${EVIL}`, `https://${EVIL}/`, `HTTPS:\\\\${EVIL}`, `\thttps://${EVIL}`, `@${EVIL}`, EVIL, `.${EVIL}`, `%2f%2f${EVIL}`,
  `&#47;&#47;${EVIL}`, `"href="//${EVIL}`, `' href='//${EVIL}`, ` href=//${EVIL} `, `href=//${EVIL}`, `><a href=//${EVIL}>`, `--><a href=//${EVIL}>`,
  `</textarea><a href=//${EVIL}>`, `a href=//${EVIL}`, '..', '', 'href', '=', '>', '"', "'", '<', '<!--', '\ud800', '\ufdd0',
]; // prettier-ignore

/** Pieces of templates, sound and broken: each is tried before and behind each other one. */
const PIECES = [
  '{{claims.x}}', '<a href="{{claims.x}}">', '<a href="/{{claims.x}}">', "<a href='/{{claims.x}}/a'>", '<a href={{claims.x}}>', '<a href=/a?{{claims.x}}>',
  '<a href="https://{{claims.x}}/">', '<a href="https://{{claims.x}}.com/" title="{{claims.x}}">', '<a title={{claims.x}} href=/{{claims.x}}>',
  '<a {{claims.x}}>', '<a {{claims.x}}="{{claims.x}}">', '<a {{claims.x}}={{claims.x}}>', '<{{claims.x}}>', '</{{claims.x}}>', '<a{{claims.x}} href="{{claims.x}}">',
  '<img src="{{claims.x}}">', '<img srcset="{{claims.x}} 1x, /{{claims.x}} 2x">', '<form action="{{claims.x}}">', '<video poster={{claims.x}} src={{claims.x}}>',
  '<textarea>', '</textarea>', '<title>', '</title >', '<style>a[b="', '</style>', '<script>"</script', '<!-- "', '-->', '<!-->', '<!--->', '<!x "', '<?y \'',
  '<p title="', "<p title='", '<p title=a"b', '<p =">', '<p "=\'>', '<p a = ', '<p a\n=\n"b"c=d/e>', '"', "'", '>', '<', '</', '=', '/', '<p', '</p ', ' href="', " href='", ' href=',
  '<svg>', '</svg>', '<a HREF\t=\r\n"{{claims.x}}"/>', '<p/href="{{claims.x}}">', '<a\fhref="//{{claims.x}}">', '<iframe>', '</iframe/>', '<noscript>', '<xmp', '<math>',
]; // prettier-ignore

/** Values that are tried in each pair of pieces. All of them in all pairs would take a slow engine a minute. */
const VALUES_EACH = 5;

/** Addresses in the markup, as the browser reads them. */
function addressesIn(root: Element): string[] {
  const names = ['href', 'src', 'srcset', 'action', 'poster'];
  return [...root.querySelectorAll('*')].flatMap((node) =>
    names.flatMap((name) => (node.getAttribute(name) ?? '').split(name === 'srcset' ? /[\s,]+/ : /$^/)),
  );
}

function leadsElsewhere(address: string): boolean {
  return URL.canParse(address, location.href) && new URL(address, location.href).hostname.includes(EVIL);
}

async function place(markup: string, isNative: boolean): Promise<Element> {
  if (!isNative) Reflect.deleteProperty(Element.prototype, 'setHTML');
  // Of a document that loads nothing.
  const element = document.createElement('template').content.ownerDocument.createElement('div');
  try {
    await placeMarkup(element, markup, null, () => true);
  } finally {
    if (nativeSetHTML) Object.defineProperty(Element.prototype, 'setHTML', nativeSetHTML);
  }
  return element;
}

function fill(template: string, x: string): string {
  return fillTemplate(template, { claims: { x } }, 'en', createAddressFilling(location.href)).html;
}

describe('a value in the addresses of a block', () => {
  for (const isNative of [true, false]) {
    it(`leads nowhere else, by ${isNative ? 'what sanitiser the browser has' : 'DOMPurify'}`, async () => {
      const failures: string[] = [];
      const templates = PIECES.flatMap((first) =>
        PIECES.map((second) => `${first}t${second}<a href="{{claims.x}}">u</a>`),
      );
      for (const [index, template] of templates.entries()) {
        const value = VALUES[index % VALUES.length]!;
        const placed = await place(fill(template, value), isNative);
        if (addressesIn(placed).some(leadsElsewhere)) failures.push(`${template} with ${JSON.stringify(value)}`);
      }

      expect(failures).to.deep.equal([]);
    }).timeout(60_000);
  }

  it('leads nowhere else before it is sanitised, for several values in each place', () => {
    const failures: string[] = [];
    const parser = new DOMParser();
    const templates = PIECES.flatMap((first) => PIECES.map((second) => first + second + '{{claims.x}}"\'>'));
    for (const [index, template] of templates.entries()) {
      for (let turn = 0; turn < VALUES_EACH; turn++) {
        const value = VALUES[(index * VALUES_EACH + turn) % VALUES.length]!;
        const { body } = parser.parseFromString(`<!DOCTYPE html><body>${fill(template, value)}`, 'text/html');
        if (addressesIn(body).some(leadsElsewhere)) failures.push(`${template} with ${JSON.stringify(value)}`);
      }
    }

    expect(failures).to.deep.equal([]);
  }).timeout(60_000);

  it('makes no link of an address that is left out, and keeps the others', async () => {
    const template =
      '<a href="{{claims.x}}">a</a><a href="/u?n={{claims.x}}&v=1">b</a><img src="//{{claims.x}}/a" alt="c">';
    for (const isNative of [true, false]) {
      const placed = await place(fill(template, 'https://evil.example/?a'), isNative);

      expect(placed.innerHTML).to.equal(
        '<a>a</a><a href="/u?n=https%3A%2F%2Fevil.example%2F%3Fa&amp;v=1">b</a><img alt="c">',
      );
    }
  });
});
