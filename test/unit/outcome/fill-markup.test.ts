import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createAddressFilling } from '../../../src/outcome/create-address-filling.js';
import { fillTemplate, findRefusedAddresses } from '../../../src/outcome/fill-template.js';

const DATA = {
  claims: {
    name: 'Ada & "Bo"',
    evil: 'https://evil.example/',
    tag: 'href=//evil.example',
    colour: '#a0f; background:url(//evil.example)',
    size: '12.5%',
    list: [{ name: 'a&b' }, { name: 'c/d' }],
    markup: '<b title="',
    link: '<a href="/u?',
  },
  variables: { site: 'https://shop.example/', links: [{ to: '/a?b=c&d' }], list: ['/e&f'], attributes: 'title=a' },
  offer: { href: 'https://pay.example/?a=b&c', title: 'a b&c', terms: { href: 'https://evil.example/' } },
};

const fill = (template: string): ReturnType<typeof fillTemplate> =>
  fillTemplate(template, DATA, 'en', createAddressFilling('https://www.news.example/'));

suite('a value in markup', () => {
  const rows: readonly (readonly [says: string, template: string, gives: string])[] = [
    ['is escaped in text', '<p>{{claims.name}}</p>', '<p>Ada &amp; &quot;Bo&quot;</p>'],
    ['is escaped in an attribute', '<p title="{{claims.name}}">', '<p title="Ada &amp; &quot;Bo&quot;">'],
    ['stays in an attribute without quotes', '<p title={{claims.name}} id=a>', '<p title="Ada &amp; &quot;Bo&quot;" id=a>'],
    ['that is missing takes nothing of the next attribute', '<a title={{x}} href={{x}} id=b>', '<a title="" href="about:invalid" id=b>'],
    ['is encoded in an address', '<a href="/u?n={{claims.name}}">', '<a href="/u?n=Ada%20%26%20%22Bo%22">'],
    ['is encoded in an address without quotes', '<a href=/u?n={{claims.name}}&b=1>c</a>', '<a href="/u?n=Ada%20%26%20%22Bo%22&b=1">c</a>'],
    ['is encoded in an address with single quotes', "<a href='/u/{{claims.name}}'>", "<a href='/u/Ada%20%26%20%22Bo%22'>"],
    ['is encoded however the name of the attribute is written', '<A\nID=a HREF\n=\n"/{{claims.evil}}"/>', '<A\nID=a HREF\n=\n"/https%3A%2F%2Fevil.example%2F"/>'],
    ['is encoded in images, forms and films', '<img src="/{{claims.name}}"><form action="/{{claims.name}}"><video poster="/{{claims.name}}">', '<img src="/Ada%20%26%20%22Bo%22"><form action="/Ada%20%26%20%22Bo%22"><video poster="/Ada%20%26%20%22Bo%22">'],
    ['is encoded in each address of a list', '<img srcset="/a?{{claims.name}} 1x, /b?{{claims.name}} 2x">', '<img srcset="/a?Ada%20%26%20%22Bo%22 1x, /b?Ada%20%26%20%22Bo%22 2x">'],
    ['loads nothing in a style', '<p style="color:{{claims.colour}};width:{{claims.size}}" STYLE=\'background:url({{claims.evil}})\'>', '<p style="color:#a0f backgroundurlevil.example;width:12.5%" STYLE=\'background:url(httpsevil.example)\'>'],
    ['is no address in other attributes', '<p data-href="{{claims.evil}}" hreflang="{{claims.evil}}">', '<p data-href="https://evil.example/" hreflang="https://evil.example/">'],
    ['adds no attribute to a tag', '<a {{claims.tag}}>b</a {{claims.tag}}>', '<a href%3D%2F%2Fevil.example>b</a href%3D%2F%2Fevil.example>'],
    ['adds no part of a name', '<a {{claims.tag}}="b" x{{claims.tag}} ={{claims.tag}}>', '<a href%3D%2F%2Fevil.example="b" xhref%3D%2F%2Fevil.example ="href=//evil.example">'],
    ['makes no tag', '<{{claims.tag}} a>', '<href%3D%2F%2Fevil.example a>'],
    ['is escaped behind signs that are no tag', 'a < {{claims.name}} <3 "{{claims.name}}"', 'a < Ada &amp; &quot;Bo&quot; <3 "Ada &amp; &quot;Bo&quot;"'],
    ['is escaped where text alone is', `<textarea title='a'><a href="{{claims.name}}"></textarea><i>`, `<textarea title='a'><a href="Ada &amp; &quot;Bo&quot;"></textarea><i>`],
    ['is encoded behind text alone', '<style>a[b="</style ><a href="/{{claims.evil}}">', '<style>a[b="</style ><a href="/https%3A%2F%2Fevil.example%2F">'],
    ['is encoded behind text alone that ends oddly', '<SCRIPT>"</x></scripts></script/a href=">"><a href="/{{claims.evil}}">', '<SCRIPT>"</x></scripts></script/a href=">"><a href="/https%3A%2F%2Fevil.example%2F">'],
    ['is encoded behind a comment', `<!-- it's <a href=" --><a href="/{{claims.evil}}">`, `<!-- it's <a href=" --><a href="/https%3A%2F%2Fevil.example%2F">`],
    ['is encoded behind short comments', '<!--><a href="/{{claims.evil}}"><!---><!-- " --!><a href="/{{claims.evil}}">', '<!--><a href="/https%3A%2F%2Fevil.example%2F"><!---><!-- " --!><a href="/https%3A%2F%2Fevil.example%2F">'],
    ['is encoded behind declarations', '<!doctype "><?a b="><//"><a href="/{{claims.evil}}">', '<!doctype "><?a b="><//"><a href="/https%3A%2F%2Fevil.example%2F">'],
    ['is encoded behind signs in values', '<p title="a>b" class=\'<a"\' id=a"b><a href="/{{claims.evil}}">', '<p title="a>b" class=\'<a"\' id=a"b><a href="/https%3A%2F%2Fevil.example%2F">'],
    ['is encoded in what markup of a value has begun', '{{{claims.link}}}{{claims.name}}">', '<a href="/u?Ada%20%26%20%22Bo%22">'],
    ['is escaped in what markup of a value has begun', '{{{claims.markup}}}{{claims.evil}}">', '<b title="https://evil.example/">'],
    ['is an address as it is in triple braces', '<a href="{{{claims.evil}}}">', '<a href="https://evil.example/">'],
    ['that is a whole address of elsewhere is left out', '<a href="{{claims.evil}}">a</a>', '<a href="about:invalid">a</a>'],
    ['in a host is left out', '<a href=https://{{claims.name}}/>a</a>', '<a href="about:invalid">a</a>'],
    ['in a host is left out where signs are escaped', '<a href="https&#58;&#x2f;/{{claims.name}}&#47;">a</a>', '<a href="about:invalid">a</a>'],
    ['is left out where signs are escaped by names', '<a href="https&colon;&sol;&sol;{{claims.name}}">a</a>', '<a href="about:invalid">a</a>'],
    ['in a list is left out with it', '<img srcset="/a 1x, https://{{claims.name}}/ 2x">', '<img srcset="about:invalid">'],
    ['goes on with the query of escaped ampersands', '<a href="/u?a=b&amp;n={{claims.name}}">', '<a href="/u?a=b&amp;n=Ada%20%26%20%22Bo%22">'],
    ['of the config is an address as it is', '<a href="{{variables.site}}?a={{claims.name}}">', '<a href="https://shop.example/?a=Ada%20%26%20%22Bo%22">'],
    ['of the config is an address in sections', '{{#variables}}{{#links}}<a href="{{to}}">{{/links}}{{#list}}<a href="{{.}}">{{/list}}{{/variables}}', '<a href="/a?b=c&amp;d"><a href="/e&amp;f">'],
    ['of the config may be attributes', '<p {{variables.attributes}}>', '<p title=a>'],
    ['of an offer is an address', '<a href="{{offer.href}}">{{#offer}}<a href="{{href}}">{{/offer}}', '<a href="https://pay.example/?a=b&amp;c"><a href="https://pay.example/?a=b&amp;c">'],
    ['of an offer is encoded where it is not its address', '<a href="/{{offer.title}}"><a href="{{offer.terms.href}}">', '<a href="/a%20b%26c"><a href="about:invalid">'],
    ['of a list is encoded', '{{#claims.list}}<a href="/u/{{name}}">{{/claims.list}}', '<a href="/u/a%26b"><a href="/u/c%2Fd">'],
    ['of a list in sections of the config is encoded', '{{#variables.list}}{{#claims.list}}<a href="/u/{{name}}">{{/claims.list}}{{/variables.list}}', '<a href="/u/a%26b"><a href="/u/c%2Fd">'],
    ['in an address that sections make', '<a href="{{#claims.evil}}//{{.}}{{/claims.evil}}{{^claims.evil}}/a{{/claims.evil}}">', '<a href="about:invalid">'],
    ['in an address that never ends', '<a href="/{{claims.name}}', '<a href="/Ada%20%26%20%22Bo%22"'],
    ['in a broken template', '<a href="/{{claims.name}}" title="{{claims.evil}}">{{#x}}', '<a href="/Ada%20%26%20%22Bo%22" title="https://evil.example/">'],
  ]; // prettier-ignore
  for (const [says, template, gives] of rows) test(says, () => assert.equal(fill(template).html, gives));

  test('is reported where it would lead elsewhere, once, and not by what it is', () => {
    const { refused } = fill('{{#claims.list}}<a href="https://{{name}}.com/{{name}}">{{/claims.list}}');

    assert.deepEqual(refused, [
      'the address "https://….com/…" is left out, as its values would lead to another origin.',
    ]);
  });

  test('is found by the template alone where it leads nowhere, whatever it is', () => {
    const found = [
      '<a href="https://{{claims.x}}/">', '{{#claims}}<img src="//{{x}}/a">{{/claims}}', "{{^a}}<a href='{{x}}:b'>{{/a}}",
      '<a href=https://{{claims.x}}.com/>', '<img srcset="/a, //{{claims.x}}">', '<a href="https:{{#a}}//{{x}}{{/a}}">',
    ]; // prettier-ignore
    const sound = [
      '<a href="/{{claims.x}}">', '<a href="{{claims.x}}">', '<p title="https://{{claims.x}}/">', '<a href="https://{{{claims.x}}}/">',
      '<a href="https://{{variables.x}}/">', '{{#variables}}{{#a}}<a href="https://{{x}}/">{{/a}}{{/variables}}',
      '<a href="https://{{claims.x}}.news.example/">', '<a href="/{{plural claims.n other="#"}}">', '{{#broken}}<a href="https://{{x}}/">',
    ]; // prettier-ignore

    assert.deepEqual(found.map((template) => findRefusedAddresses(template).length), [1, 1, 1, 1, 1, 1]); // prettier-ignore
    assert.deepEqual(
      sound.flatMap((template) => findRefusedAddresses(template)),
      [],
    );
  });
});

test('markup that is long takes time in proportion to it', () => {
  const list = Array.from({ length: 20_000 }, () => 'a'.repeat(10));
  const templates = [
    '<a href="'.repeat(20_000), '<'.repeat(200_000), '<a '.repeat(50_000), '<!--'.repeat(50_000), '<a href={{claims.x}} '.repeat(10_000),
    '<textarea>' + '</textare'.repeat(20_000), '<a href="{{#list}}{{.}}{{/list}}">', '<img srcset="{{#list}}{{.}}, {{/list}}">',
    `<a href="${'&'.repeat(100_000)}{{claims.x}}">`, `<a href="${'&a'.repeat(50_000)}{{claims.x}}">`, `<a href="${' '.repeat(100_000)}{{claims.x}}">`,
  ]; // prettier-ignore
  const begun = performance.now();
  for (const template of templates) fillTemplate(template, { list, claims: { x: 'y' } });

  assert.ok(performance.now() - begun < 5000);
});
