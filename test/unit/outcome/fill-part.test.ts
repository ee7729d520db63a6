import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ComponentConfig } from '../../../src/model/config.js';
import { fillPart } from '../../../src/outcome/fill-part.js';

const DATA = {
  claims: {
    name: 'Ada <b>',
    n: 7,
    zero: 0,
    no: false,
    nothing: null,
    list: ['a'],
    deep: { er: 'x' },
    $id: 'd',
    'a-b': 'dash',
  },
  user: null,
  trial: { limit: 5, remaining: 2 },
  trials: { 'articles/anonymous': { limit: 5, remaining: 1 } },
};

/** A text of a custom block, filled. */
function fill(text: string, name: 'html' | 'heading' = 'html', variables?: Record<string, unknown>): unknown {
  const config = { type: 'custom-block', [name]: text, ...(variables && { variables }) } as unknown as ComponentConfig;
  return (fillPart({ id: 'hello', config }, DATA).config as unknown as Record<string, unknown>)[name];
}

suite('a text with places to fill', () => {
  const rows: readonly {
    says: string;
    text: string;
    gives: string;
    name?: 'heading';
    variables?: Record<string, unknown>;
  }[] = [
    { says: 'a claim is put in', text: 'No. {{claims.n}}', gives: 'No. 7' },
    { says: 'spaces inside the braces do not matter', text: '{{ claims.n }}', gives: '7' },
    { says: 'a claim is escaped in markup', text: '<p>{{claims.name}}</p>', gives: '<p>Ada &lt;b&gt;</p>' },
    { says: 'triple braces leave markup as it is', text: '{{{claims.name}}}', gives: 'Ada <b>' },
    { says: 'other texts are not markup', name: 'heading', text: 'Hello {{claims.name}}', gives: 'Hello Ada <b>' },
    { says: 'zero is put in', text: '{{claims.zero}}', gives: '0' },
    { says: 'false is put in', text: '{{claims.no}}', gives: 'false' },
    { says: 'null leaves nothing', text: '[{{claims.nothing}}]', gives: '[]' },
    { says: 'a missing claim leaves nothing', text: '[{{claims.missing}}]', gives: '[]' },
    { says: 'a missing parent leaves nothing', text: '[{{user.city}}]', gives: '[]' },
    { says: 'a list leaves nothing', text: '[{{claims.list}}]', gives: '[]' },
    { says: 'an object leaves nothing', text: '[{{claims.deep}}]', gives: '[]' },
    { says: 'a deeper claim is put in', text: '{{claims.deep.er}}', gives: 'x' },
    { says: 'a name with a dollar sign', text: '{{claims.$id}}', gives: 'd' },
    { says: 'a name with a dash', text: '{{claims.a-b}}', gives: 'dash' },
    { says: 'an inherited member leaves nothing', text: '[{{claims.constructor}}{{claims.name.length}}]', gives: '[]' },
    { says: 'the remainder of a trial is put in', text: '{{trial.remaining}} of {{trial.limit}}', gives: '2 of 5' },
    { says: 'the remainder of a trial by its tracker', text: '{{trials.articles/anonymous.remaining}}', gives: '1' },
    { says: 'a slash at the beginning is not a name', text: '{{/trials}}', gives: '{{/trials}}' },
    {
      says: 'an inserted value is not filled again',
      text: '{{variables.trick}}',
      variables: { trick: '{{claims.n}}' },
      gives: '{{claims.n}}',
    },
    {
      says: 'a dollar sign in a value means nothing',
      text: '{{variables.price}}',
      variables: { price: '$& $1' },
      gives: '$&amp; $1',
    },
    { says: 'braces with nothing in them stay', text: '{{}} {{ }} {{a b}}', gives: '{{}} {{ }} {{a b}}' },
    {
      says: 'braces that are not closed stay',
      text: '{{{claims.n}} {{{{claims.n}}}}',
      gives: '{{{claims.n}} {{{{claims.n}}}}',
    },
    { says: 'a text without braces stays', text: 'plain', gives: 'plain' },
    {
      says: 'a variable of the component is put in',
      text: '{{variables.who}}',
      variables: { who: 'you' },
      gives: 'you',
    },
    {
      says: 'quotes are escaped for attributes',
      text: '<p title="{{variables.q}}">',
      variables: { q: `"'&` },
      gives: '<p title="&quot;&#39;&amp;">',
    },
  ];
  for (const { says, text, gives, name, variables } of rows) {
    test(says, () => assert.equal(fill(text, name, variables), gives));
  }

  suite('with words for numbers', () => {
    const ARTICLES = 'one="# article left" other="# articles left"';
    const STORIES = `{{plural trial.remaining 0='keine Geschichte' one='# Geschichte' other='# Geschichten'}}`;
    const POLISH = 'one="# artykuł" few="# artykuły" many="# artykułów" other="# artykułu"';
    const rows: readonly (readonly [says: string, text: string, remaining: unknown, language: string, gives: string])[] = [
      ['one', `{{plural trial.remaining ${ARTICLES}}}`, 1, 'en', '1 article left'],
      ['two', `{{plural trial.remaining ${ARTICLES}}}`, 2, 'en', '2 articles left'],
      ['none', `{{plural trial.remaining ${ARTICLES}}}`, 0, 'en', '0 articles left'],
      ['none in French, where it is as one', `{{plural trial.remaining ${ARTICLES}}}`, 0, 'fr', '0 article left'],
      ['a number that has words of its own', STORIES, 0, 'de', 'keine Geschichte'],
      ['single quotes', STORIES, 1, 'de', '1 Geschichte'],
      ['few in Polish', `{{plural trial.remaining ${POLISH}}}`, 3, 'pl', '3 artykuły'],
      ['many in Polish', `{{plural trial.remaining ${POLISH}}}`, 5, 'pl', '5 artykułów'],
      ['a large number as the language writes it', `{{plural trial.remaining ${ARTICLES}}}`, 12345, 'de', '12.345 articles left'],
      ['a category without words has those of other', '{{plural trial.remaining other="#"}}', 1, 'en', '1'],
      ['no words at all', '[{{plural trial.remaining few="#"}}]', 1, 'en', '[]'],
      ['several in one text', '{{plural trial.remaining one="a" other="b"}}{{trial.remaining}}', 1, 'en', 'a1'],
      ['spaces and lines', '{{  plural  trial.remaining\n one="a"\n other="b"  }}', 1, 'en', 'a'],
      ['braces, quotes and a dollar sign in the words', `{{plural trial.remaining other="{it's} $& #"}}`, 2, 'en', "{it's} $& 2"],
      ['a value that is not a number', '[{{plural trial.remaining other="#"}}]', 'two', 'en', '[]'],
      ['a missing value', '[{{plural trial.missing other="#"}}]', 1, 'en', '[]'],
      ['without words it is not a plural form, and stays', '{{plural trial.remaining}}', 1, 'en', '{{plural trial.remaining}}'],
    ]; // prettier-ignore
    for (const [says, text, remaining, language, gives] of rows) {
      test(says, () => {
        const config = { type: 'paywall', heading: text } as ComponentConfig;
        const { config: filled } = fillPart({ id: 'p', config }, { trial: { remaining } }, language);

        assert.equal((filled as { heading?: string }).heading, gives);
      });
    }

    test('a text that is long and never ends is over at once', () => {
      const text = `{{plural a ${'one="a" '.repeat(20_000)}`;
      const begun = performance.now();

      assert.equal(fill(text, 'heading'), text);
      assert.ok(performance.now() - begun < 1000);
    });
  });

  test('texts of offers are filled too', () => {
    const config = { type: 'paywall', offers: [{ id: 'm', title: 'For {{claims.n}}' }] } as ComponentConfig;

    assert.deepEqual(fillPart({ id: 'p', config }, DATA).config, {
      type: 'paywall',
      offers: [{ id: 'm', title: 'For 7' }],
    });
  });

  test('the config stays as it was', () => {
    const config = { type: 'custom-block', html: '{{claims.n}}' } as ComponentConfig;
    fillPart({ id: 'p', config }, DATA);

    assert.deepEqual(config, { type: 'custom-block', html: '{{claims.n}}' });
  });
});
