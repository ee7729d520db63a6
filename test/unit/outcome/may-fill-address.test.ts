import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mayFillAddress } from '../../../src/outcome/may-fill-address.js';

const html = (markup: string): unknown => ({ type: 'custom-block', html: markup });

suite('the code that fills addresses is loaded', () => {
  const rows: readonly (readonly [says: string, component: unknown, isLoaded: boolean])[] = [
    ['for a link', { signIn: { href: '/a?b={{claims.x}}' } }, true],
    ['for a link with quotes and slashes', { signIn: { href: '/a?b="\\\\"{{claims.x}}' } }, true],
    ['for a form', { action: '{{claims.x}}' }, true],
    ['for a return address', { signIn: { returnTo: '{{{claims.x}}}' } }, true],
    ['for an attribute', html('<a href="/{{claims.x}}">'), true],
    ['for an attribute of other quotes', html("<p>{{x}}</p><a title='>' href='>{{claims.x}}'>"), true],
    ['for an attribute without quotes', html('<a href=\n{{claims.x}}>'), true],
    ['for a value within a tag', html('<a {{claims.x}}>'), true],
    ['for a name of a tag', html('a < b <{{claims.x}}>'), true],
    ['not for markup without attributes', html('<p>\\"Hello\\" {{claims.x}}</p>'), false],
    ['not for markup without tags', html('<a href="/a">a</a>'), false],
    ['not for texts', { heading: '{{claims.x}} = "href":"', signIn: { href: '/a', text: '{{x}}' } }, false],
    ['not for text that looks like an address', { heading: '"href":"{{claims.x}}"' }, false],
    ['not for a missing component', undefined, false],
  ];
  for (const [says, component, isLoaded] of rows) {
    test(says, () => assert.equal(mayFillAddress(JSON.stringify([component])), isLoaded));
  }

  test('soon, however long a text is', () => {
    const begun = performance.now();
    for (const text of ['<'.repeat(100_000), '\\'.repeat(100_000), '"html":"'.repeat(20_000), '<a{{'.repeat(50_000)]) {
      mayFillAddress(JSON.stringify([html(text), html(`${text}{{`), { href: text }]));
    }

    assert.ok(performance.now() - begun < 2000);
  });
});
