import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ComponentConfig } from '../../../src/model/config.js';
import { fillPart, isSimple } from '../../../src/outcome/fill-part.js';
import { fillTemplate, findTemplateMistake } from '../../../src/outcome/fill-template.js';

let called = 0;

const DATA = {
  claims: {
    name: 'Ada <b>',
    n: 7,
    zero: 0,
    no: false,
    empty: '',
    nothing: null,
    none: [],
    list: ['a', '<b>'],
    people: [{ name: 'Ada' }, { name: 'Bo', city: 'Mobile' }],
    deep: { er: 'x' },
    'http://site.example/plan': 'gold',
  },
  name: 'outer',
  trial: { limit: 5, remaining: 2 },
  trials: { 'articles/anonymous': { remaining: 1 } },
  variables: {
    trick: '{{claims.n}}',
    q: `"'&/=`,
    run: () => {
      called += 1;
      return 'ran';
    },
  },
};

const fill = (template: string, language = 'en'): string => fillTemplate(template, DATA, language).html;

suite('a template', () => {
  const rows: readonly (readonly [says: string, template: string, gives: string])[] = [
    ['a section is shown for what is there', '{{#claims.n}}yes{{/claims.n}}', 'yes'],
    ['a section of nothing is left out', '[{{#claims.missing}}x{{/claims.missing}}{{#claims.zero}}x{{/claims.zero}}{{#claims.no}}x{{/claims.no}}{{#claims.empty}}x{{/claims.empty}}{{#claims.nothing}}x{{/claims.nothing}}{{#claims.none}}x{{/claims.none}}]', '[]'],
    ['an inverted section is shown for nothing', '{{^claims.missing}}a{{/claims.missing}}{{^claims.none}}b{{/claims.none}}{{^claims.n}}c{{/claims.n}}', 'ab'],
    ['a list is gone through', '{{#claims.people}}<i>{{name}}</i>{{/claims.people}}', '<i>Ada</i><i>Bo</i>'],
    ['the implicit iterator is escaped', '{{#claims.list}}{{.}},{{/claims.list}}', 'a,&lt;b&gt;,'],
    ['the implicit iterator in triple braces is not', '{{#claims.list}}{{{.}}}{{/claims.list}}', 'a<b>'],
    ['a name that an item lacks is that of what is around it', '{{#claims.people}}{{city}}{{trial.limit}} {{/claims.people}}', '5 Mobile5 '],
    ['a section goes into an object', '{{#claims.deep}}{{er}}{{/claims.deep}}', 'x'],
    ['sections may be nested', '{{#trial}}{{#claims.people}}{{#city}}{{name}} of {{.}}{{/city}}{{/claims.people}}{{/trial}}', 'Bo of Mobile'],
    ['a comment is left out', 'a{{! {a} <b> }}b', 'ab'],
    ['an ampersand leaves markup as it is', '{{& claims.name}}', 'Ada <b>'],
    ['other delimiters', '{{=<% %>=}}<%claims.n%>{{x}}<%={{ }}=%>{{claims.n}}', '7{{x}}7'],
    ['lines with only a section are left out', 'a\n{{#trial}}\nb\n{{/trial}}\nc', 'a\nb\nc'],
    ['a name with other signs', '{{#trial}}{{#claims}}{{http://site}}{{/claims}}{{/trial}}', ''],
    ['words for a number in a section', '{{#trial}}{{plural remaining one="# left" other="# are left"}}{{/trial}}', '2 are left'],
    ['words for a number with other delimiters', '{{=<% %>=}}<%plural trial.remaining other="#!"%>', '2!'],
    ['words with markup are the publisher’s own', '{{! }}{{plural trial.remaining other="<b>#</b>"}}', '<b>2</b>'],
    ['words with closing braces', `{{! }}{{plural trial.remaining other="{{#}} it's"}}.`, "{{2}} it's."],
    ['words for a value that is not a number', '[{{! }}{{plural claims.name other="#"}}{{plural trial.none other="#"}}]', '[]'],
    ['an inserted value is not filled again', '{{! }}{{variables.trick}}', '{{claims.n}}'],
    ['nothing inherited is found', '[{{! }}{{constructor}}{{claims.constructor}}{{__proto__}}{{#toString}}x{{/toString}}{{claims.name.length}}{{#claims.list}}{{constructor}}{{length}}{{/claims.list}}]', '[]'],
    ['an object or a list is not text', '[{{! }}{{claims}}{{claims.list}}{{{trial}}}]', '[]'],
  ]; // prettier-ignore
  for (const [says, template, gives] of rows) {
    test(says, () => {
      assert.equal(isSimple(template), false);
      assert.deepEqual(fillTemplate(template, DATA, 'en'), { html: gives, mistake: null, refused: [] });
    });
  }

  test('functions never run', () => {
    assert.equal(
      fill(
        '[{{! }}{{variables.run}}{{{variables.run}}}{{#variables.run}}x{{/variables.run}}{{#variables}}{{run}}{{/variables}}]',
      ),
      '[]',
    );
    assert.equal(called, 0);
  });

  test('numbers are spoken of in the language of the page', () => {
    const text = '{{#trial}}{{plural remaining one="# artykuł" few="# artykuły" other="# artykułu"}}{{/trial}}';

    assert.equal(fill(text, 'pl'), '2 artykuły');
  });
});

suite('a template with simple tags only is filled alike with the library and without', () => {
  const templates = [
    'No. {{claims.n}}', '{{ claims.n }}', '{{  claims.n\n}}', '<p>{{claims.name}}</p>', '{{{claims.name}}}', '{{{ claims.name }}}',
    '{{claims.zero}}', '{{claims.no}}', '[{{claims.nothing}}]', '[{{claims.missing}}]', '[{{user.city}}]', '[{{claims.list}}]',
    '[{{claims.deep}}]', '{{claims.deep.er}}', '{{claims.list.1}}', '{{claims.list.length}}', '[{{claims.constructor}}{{claims.name.length}}]',
    '[{{constructor}}{{hasOwnProperty}}{{__proto__}}]', '{{trials.articles/anonymous.remaining}}', '{{variables.trick}}', '<p title="{{variables.q}}">',
    '[{{.}}]', '[{{claims..n}}{{.claims.n}}{{claims.n.}}]', '[{{variables.run}}]', 'plain', '', 'a\n{{claims.n}}\nb', '  {{claims.missing}}\n',
    '{{plural trial.remaining one="# left" other="# are left"}}', `{{plural trial.remaining other='"#"'}}`, '{{plural claims.name other="#"}}',
    '{{plural trial.remaining other="{it\'s} $& #"}}', '{{plural trial.remaining other="}}"}}', '{{plural trial.remaining other="}"}}',
    '{{  plural  trial.remaining\n one="a"\n other="b"  }}', '{{plural trial.remaining few="#"}}', '{{plural}}',
  ]; // prettier-ignore
  for (const template of templates) {
    test(JSON.stringify(template), () => {
      const config = { type: 'custom-block', html: template } as ComponentConfig;
      const { html } = fillPart({ id: 'x', config }, DATA, 'en').config as { html: string };

      assert.equal(isSimple(template), true);
      assert.equal(fill(template), html);
    });
  }
});

suite('a broken template', () => {
  const rows: readonly (readonly [template: string, left: string, mistake: RegExp])[] = [
    ['<p>Hello {{#claims.name}}{{claims.n}}</p>', '<p>Hello 7</p>', /Unclosed section "claims\.name"/],
    ['<p>{{claims.n}}</p>{{/trial}}<p>more</p>', '<p>7</p><p>more</p>', /Unopened section "trial"/],
    ['{{#trial}}a{{#claims}}b{{/trial}}c{{/claims}}', 'abc', /Unclosed section "claims"/],
    ['<p>Hello {{claims.name</p><p>safe</p>', '<p>Hello </p><p>safe</p>', /Unclosed tag/],
    ['<p>Hello {{{claims.name}}</p>', '<p>Hello </p>', /Unclosed tag/],
    ['<p>Hello {{> footer}}</p>', '<p>Hello </p>', /no partials.*"footer"/],
    ['{{#trial}}<p>{{>footer}}</p>{{/trial}}', '<p></p>', /no partials.*"footer"/],
    ['{{=<% %>=}}<%#trial%>x', '', /Unclosed section "trial"/],
    ['{{=a=}}', '', /Invalid tags|Unclosed/],
    ['<p>{{variables.trick}}{{#trial}}</p>', '<p>{{claims.n}}</p>', /Unclosed section/],
    ['<b>{{{claims.name}}}{{claims.name}}{{#x}}</b>', '<b>Ada <b>Ada &lt;b&gt;</b>', /Unclosed section/],
  ]; // prettier-ignore
  for (const [template, left, mistake] of rows) {
    test(`${template} leaves ${left || 'nothing'}`, () => {
      const filled = fillTemplate(template, DATA, 'en');

      assert.equal(filled.html, left);
      assert.match(filled.mistake!, mistake);
      assert.equal(findTemplateMistake(template), filled.mistake);
    });
  }

  test('one that is nested far too deeply, or never ends, is over soon', () => {
    const begun = performance.now();
    const deep = fillTemplate('{{#trial}}'.repeat(50_000) + '{{/trial}}'.repeat(50_000), DATA);
    fillTemplate('{{'.repeat(100_000), DATA);
    fillTemplate(`{{plural a ${'one="a" '.repeat(20_000)}`, DATA);

    assert.equal(typeof deep.html, 'string');
    assert.ok(performance.now() - begun < 5000);
  });
});

test('a sound template has no mistake', () => {
  assert.equal(findTemplateMistake('{{#a}}{{plural b other="}}"}}{{/a}}{{! {{ }}'), null);
});
