import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ComponentConfig } from '../../../src/model/config.js';
import { createAddressFilling } from '../../../src/outcome/create-address-filling.js';
import { fillPart } from '../../../src/outcome/fill-part.js';
import { fillTemplate } from '../../../src/outcome/fill-template.js';

const PAGE = 'https://www.news.example/section/story?page=2';
const LEFT_OUT = 'about:invalid';

/** The address of a sign-in, filled with a claim named `x` and a variable named `own`. */
function fillHref(template: string, x?: unknown, own = 'https://shop.example/'): string {
  const config = { type: 'paywall', signIn: { href: template }, variables: { own } } as unknown as ComponentConfig;
  return (
    fillPart({ id: 'p', config }, { claims: { x } }, 'en', createAddressFilling(PAGE)).config as {
      signIn: { href: string };
    }
  ).signIn.href;
}

/** The same address in the markup of a block, as the library fills it. */
function fillLink(template: string, x?: unknown, quote = '"'): string {
  const { html } = fillTemplate(
    `<a href=${quote}${template}${quote}>a</a>`,
    { claims: { x } },
    'en',
    createAddressFilling(PAGE),
  );
  return html.slice('<a href="'.length, -'">a</a>'.length);
}

/** Values that would lead elsewhere, if an address took them as they are. */
const HOSTILE = [
  ...['//evil.example', '/\\evil.example', '\\\\evil.example', '///evil.example/', 'https://evil.example/', 'https:evil.example'],
  ...['HTTPS:\\\\evil.example', ' https://evil.example', '\thttps://evil.example', 'ht\ntps://evil.example', '\u0000//evil.example'],
  ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x', 'vbscript:x'],
  ...['%2f%2fevil.example', '%2F%2Fevil.example', '%5cevil.example', '%252f%252fevil.example', '%68ttps://evil.example', '%'],
  ...['@evil.example', ':x@evil.example', 'evil.example', '.evil.example', 'evil.example/', 'evil.example#', 'evil.example?', ':80@evil.example/'],
  ...['?a=b', '#a', '&admin=1', ';a=b', 'a&amp;b', '&#47;&#47;evil.example', '&sol;&sol;evil.example', 'a=b&c=d#e'],
  ...['..', '.', '../..', '..\\..', '%2e%2e', '%2e%2e/', '.%2e', './/evil.example', '..//evil.example'],
  ...['\ud800', '\udc00x', 'a\udfff', '\ud83d\ude00', 'Zoë Müller', '日本語', '／／evil.example', '\u2044\u2044evil.example', '。evil.example', 'evil。example'],
  ...['', ' ', '0', '80', ':', '/', '\\', '//', '"', "'", '"onclick="x()', "' onclick='x()", '<b>', '>', ' onclick=x()', '`', '{{claims.x}}'],
  ...['[::1]', '127.0.0.1', '2130706433', '0x7f.1', 'localhost', 'xn--evil', 'zephr-value', 'https://www.news.example.evil.example/'],
  ...['https://user@www.news.example@evil.example', 'https://www.news.example:444/', 'http://www.news.example/', 'blob:https://www.news.example/1'],
]; // prettier-ignore

/** Templates, and the origins that their own text names; the page's own in any case. */
const TEMPLATES: readonly (readonly [template: string, origin?: RegExp])[] = [
  ['/account?u={{claims.x}}&v=1'], ['/account/{{claims.x}}'], ['/{{claims.x}}'], ['/{{claims.x}}/a'], ['{{claims.x}}/a'], ['{{claims.x}}'],
  [' {{claims.x}} '], ['?{{claims.x}}'], ['#{{claims.x}}'], ['./{{claims.x}}'], ['../{{claims.x}}{{claims.x}}'], ['{{claims.x}}{{claims.x}}'],
  ['/{{claims.x}}/evil.example'], ['{{claims.x}}//evil.example'], ['{{claims.x}}:alert(1)'], ['{{claims.x}}script:alert(1)'],
  ['//{{claims.x}}'], ['//{{claims.x}}/a'], ['/\\{{claims.x}}'], ['https:{{claims.x}}'], ['http:{{claims.x}}'], ['https:/{{claims.x}}'],
  ['https://{{claims.x}}'], ['https://{{claims.x}}/'], ['https://{{claims.x}}.com/'], ['https://{{claims.x}}com/'], ['https://{{claims.x}}.com./'],
  ['https://{{claims.x}}.shop.example/a', /^https:\/\/[^/]*\.shop\.example$/], ['https://{{claims.x}}shop.example/'],
  ['https://my-{{claims.x}}.shop.example/', /^https:\/\/[^/]*\.shop\.example$/], ['https://shop.{{claims.x}}/'],
  ['https://shop.example{{claims.x}}', /^https:\/\/shop\.example$/], ['https://shop.example:{{claims.x}}/', /^https:\/\/shop\.example$/],
  ['https://shop.example/{{claims.x}}', /^https:\/\/shop\.example$/], ['https://shop.example?{{claims.x}}', /^https:\/\/shop\.example$/],
  ['https://{{claims.x}}@shop.example/', /^https:\/\/shop\.example$/], ['https://a:{{claims.x}}@shop.example/', /^https:\/\/shop\.example$/],
  ['https://10.0.0.{{claims.x}}/'], ['https://{{claims.x}}.0.0.1/'], ['https://[{{claims.x}}]/'], ['http{{claims.x}}://evil.example'],
  ['mailto:{{claims.x}}', /^null$/], ['{{claims.x}}mailto:a'], ['%{{claims.x}}'], ['/%2{{claims.x}}'], ['\\{{claims.x}}'], ['\t/{{claims.x}}'],
]; // prettier-ignore

function assertStays(filled: string, template: string, value: string, allowed = /^$/): void {
  if (filled === '' || filled === LEFT_OUT || !URL.canParse(filled, PAGE)) return;
  const { origin } = new URL(filled, PAGE);
  const stays = origin === new URL(PAGE).origin || allowed.test(origin);
  assert.ok(stays, `${JSON.stringify(value)} in ${template} leads to ${filled}`);
}

suite('an address', () => {
  for (const [template, allowed] of TEMPLATES) {
    test(`${template} leads where its own text leads, whatever the value is`, () => {
      for (const value of HOSTILE) {
        assertStays(fillHref(template, value), template, value, allowed);
        for (const quote of ['"', "'", '']) {
          if (quote === '' && /\s/.test(template)) continue;
          const filled = fillLink(template, value, quote);
          assert.doesNotMatch(filled, /["'<>]/, `${JSON.stringify(value)} in ${template}`);
          assertStays(filled.replaceAll('&amp;', '&'), template, value, allowed);
        }
      }
    });
  }

  const rows: readonly (readonly [says: string, template: string, value: unknown, gives: string])[] = [
    ['a value is one part of a query', '/account?u={{claims.x}}&v=1', 'a&admin=1#b', '/account?u=a%26admin%3D1%23b&v=1'],
    ['a value is one part of a path', '/u/{{claims.x}}/edit', 'a/b?c', '/u/a%2Fb%3Fc/edit'],
    ['percent signs are encoded too', '/u/{{claims.x}}', '%2e%2e', '/u/%252e%252e'],
    ['letters of any script are encoded', '/u/{{claims.x}}', 'Zoë 日本', '/u/Zo%C3%AB%20%E6%97%A5%E6%9C%AC'],
    ['a half character is replaced', '/u/{{claims.x}}', 'a\ud800', '/u/a%EF%BF%BD'],
    ['a part that only leads upwards goes', '/u/{{claims.x}}/edit', '..', '/u//edit'],
    ['a number', '/u/{{claims.x}}', 7, '/u/7'],
    ['a missing value leaves nothing', '/account?u={{claims.x}}', undefined, '/account?u='],
    ['a mail address is as programs read it', 'mailto:{{claims.x}}', 'a+b@c.example?cc=d', 'mailto:a+b@c.example%3Fcc%3Dd'],
    ['a telephone number', 'tel:{{claims.x}}', '+49 1', 'tel:+49%201'],
    ['a plus sign in a query', '/u?mail={{claims.x}}', 'a+b@c', '/u?mail=a%2Bb%40c'],
    ['a label of a host that is written out', 'https://{{claims.x}}.shop.example/', 'north', 'https://north.shop.example/'],
    ['a whole address of the page’s own origin', '{{claims.x}}', '/account?a=b&c=d', '/account?a=b&c=d'],
    ['the same with its origin', '{{claims.x}}', 'https://www.news.example/a', 'https://www.news.example/a'],
    ['triple braces take a value as it is', '{{{claims.x}}}', 'https://pay.example/?a=b', 'https://pay.example/?a=b'],
    ['triple braces with more', '{{{claims.x}}}?a=b', 'https://pay.example/', 'https://pay.example/?a=b'],
    ['words for a number', '/u?n={{plural claims.x one="#" other="#s"}}', 2, '/u?n=2s'],
    ['tags of another kind stay as they are', '/u/{{}}', 'x', '/u/{{}}'],
  ]; // prettier-ignore
  for (const [says, template, value, gives] of rows) {
    test(says, () => {
      assert.equal(fillHref(template, value), gives);
      if (!template.includes('{{}}') && !template.includes('"')) {
        assert.equal(fillLink(template, value).replaceAll('&amp;', '&'), gives);
      }
    });
  }

  test('variables are the config’s own text', () => {
    assert.equal(fillHref('{{variables.own}}a?b={{claims.x}}', '&'), 'https://shop.example/a?b=%26');
    assert.equal(fillHref('{{variables.own}}'), 'https://shop.example/');
  });

  test('a page without an origin of its own is led nowhere by a value', () => {
    const config = { type: 'paywall', signIn: { href: '{{claims.x}}' } } as unknown as ComponentConfig;
    for (const page of ['about:srcdoc', 'about:blank', 'data:text/html,x']) {
      for (const x of ['/a', 'https://evil.example/', 'about:blank']) {
        const { config: filled } = fillPart({ id: 'p', config }, { claims: { x } }, 'en', createAddressFilling(page));

        assert.ok(['', 'about:blank'].includes((filled as { signIn: { href: string } }).signIn.href));
      }
    }
  });

  test('each kind of address of a component is one, and texts are not', () => {
    const text = '{{claims.x}}';
    const config = {
      type: 'registration-wall',
      heading: text,
      action: text,
      signIn: { href: text, returnTo: text, text },
      fields: [{ name: 'a', href: text, hint: text }],
    } as unknown as ComponentConfig;
    const { config: filled, refused } = fillPart(
      { id: 'p', config },
      { claims: { x: '//evil' } },
      'en',
      createAddressFilling(PAGE),
    );

    assert.deepEqual(filled, {
      type: 'registration-wall',
      heading: '//evil',
      action: '',
      signIn: { href: '', returnTo: '', text: '//evil' },
      fields: [{ name: 'a', href: '', hint: '//evil' }],
    });
    assert.deepEqual(
      refused.map(({ member }) => member),
      ['action', 'signIn/href', 'signIn/returnTo', 'fields/0/href'],
    );
    assert.equal(refused[0]!.message, 'the address "…" is left out, as its values would lead to another origin.');
  });

  test('the text of an offer’s button is not an address', () => {
    const config = {
      type: 'paywall',
      offers: [{ id: 'a', action: '{{claims.x}}', href: '/{{claims.x}}' }],
    } as ComponentConfig;
    const { config: filled } = fillPart(
      { id: 'p', config },
      { claims: { x: 'a b' } },
      'en',
      createAddressFilling(PAGE),
    );

    assert.deepEqual((filled as { offers: unknown }).offers, [{ id: 'a', action: 'a b', href: '/a%20b' }]);
  });
});
