/** The build prepares the templates of the walls (`scripts/compile-templates.mjs`) as Lit would in the page. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compile } from '../../scripts/compile-templates.mjs';

/** The texts between the values of a template, which is written with `•` for a value. */
const textsOf = (template: string): string[] => template.split('•');

suite('a prepared template', () => {
  for (const [says, template, markup, parts] of [
    ['has a place for each value', '<p>•</p><p>a • b</p>', '<p><?></p><p>a <?> b</p>', [1, 3]],
    ['is a value alone', ' • ', '<?>', [0]],
    [
      'sets attributes',
      '<a id=• href="•">x</a>',
      '<a>x</a>',
      [
        [0, 'id'],
        [0, 'href'],
      ],
    ],
    [
      'sets an attribute of texts and values',
      '<a id="•-link" b="• •">•</a>',
      '<a><?></a>',
      [[0, 'id', ['', '-link']], [0, 'b', ['', ' ', '']], 1],
    ],
    [
      'sets properties, switches and events',
      '<i></i><input .trialLeft=• ?hidden=• @click=• type="x">',
      '<i></i><input type="x">',
      [
        [1, '.trialLeft'],
        [1, '?hidden'],
        [1, '@click'],
      ],
    ],
    ['counts comments', '<!-- a --><b>•</b>', '<!-- a --><b><?></b>', [2]],
    ['has no values', '<b>a</b>', '<b>a</b>', []],
  ] as const) {
    test(says, () => {
      assert.deepEqual(compile(textsOf(template)), { markup, parts });
    });
  }

  test('is refused where a value is in a tag, and no attribute', () => {
    assert.throws(() => compile(textsOf('<b •>a</b>')), /not prepared: <b zephr-value>a<\/b>/);
  });
});
