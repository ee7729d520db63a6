import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { writeNotices } from '../../../scripts/write-notices.mjs';
import { isNotices, pickNotices } from '../../../src/commands/bundle/pick-notices.js';

const aPackage = (name: string, text: string) => ({
  ...{ name, version: '1.0.0', license: 'MIT', source: `https://code.example/${name}`, text },
});
const LIT = aPackage('lit', 'Copyright of Lit');
const JOSE = aPackage('jose', 'Copyright of jose');
const TEXT = writeNotices([JOSE, LIT], () => ['walls.js']);

suite('the notices of a bundle', () => {
  test('are those of the packages that it holds, and of no other', () => {
    const picked = pickNotices(TEXT, ['lit']);

    assert.ok(isNotices(picked));
    assert.match(picked, /^lit 1\.0\.0\nLicence: MIT\nSource: https:\/\/code\.example\/lit\n\nCopyright of Lit$/m);
    assert.doesNotMatch(picked, /jose|walls\.js/);
  });

  test('name a package that two chunks hold once', () => {
    assert.equal(pickNotices(TEXT, ['jose', 'lit', 'jose']).split('Copyright of jose').length, 2);
  });

  test('take a name for no other that begins as it does', () => {
    const text = writeNotices([aPackage('lit-html', 'Copyright of lit-html'), LIT], () => ['walls.js']);

    assert.doesNotMatch(pickNotices(text, ['lit']), /lit-html/);
  });

  test('have packages of one licence together, and are found by each of their names', () => {
    const text = writeNotices(
      [aPackage('a', 'Same'), { ...aPackage('b', 'Same'), source: 'https://code.example/a' }],
      () => ['walls.js'],
    );

    for (const name of ['a', 'b']) assert.match(pickNotices(text, [name]), /^a 1\.0\.0, b 1\.0\.0$/m);
  });

  test('are refused where a package has none', () => {
    assert.throws(() => pickNotices(TEXT, ['mustache']), { message: 'there is no notice of mustache' });
  });
});
