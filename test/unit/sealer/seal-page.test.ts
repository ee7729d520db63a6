import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseSeal } from '../../../src/seal/envelope.js';
import { createSealer, openSeal } from '../../../src/sealer/create-sealer.js';
import { createFeatureKeys } from '../../../src/sealer/feature-keys.js';
import { openPage, rekeyPage, sealPage } from '../../../src/sealer/seal-page.js';
import { windowsOf } from '../../../src/sealer/word-windows.js';
import { SEAL_KEY } from '../../support/a-seal.js';
import { aSealedConfig, aStoryPage, SECRET, sealSettings, STORY, wordsOf } from '../../support/a-sealer.js';

const OTHER_KEY = { kid: '2', key: 'B'.repeat(42) + 'A' };
const sealsOf = (html: string): string[] =>
  [...html.matchAll(/<script type="application\/jose">([^<]*)<\/script>/g)].map(([, text]) => text!);

suite('sealing a page', () => {
  test('leaves every character outside of the sealed part as it is', async () => {
    const html = aStoryPage().replaceAll('\n', '\r\n');

    const { text, sealed } = await sealPage(html, sealSettings());

    const [clear] = /<p>open1.*?<\/p>/.exec(html)!;
    const [before, after] = html.split(/class="paywall">.*<\/zephr-feature>/s) as [string, string];
    assert.equal(sealed, 1);
    assert.ok(text.startsWith(`${before}class="paywall" sealed data-characters="`));
    assert.ok(text.endsWith(`</script></zephr-feature>${after}`));
    assert.match(text, new RegExp(`sealed data-characters="\\d+">${clear}<script type="application/jose">`));
  });

  test('leaves no eight words of it in the page', async () => {
    const { text } = await sealPage(aStoryPage(), sealSettings());
    const clear = new Set([...windowsOf(text)].map(({ hash }) => hash));

    assert.deepEqual(
      [...windowsOf(SECRET)].filter(({ hash }) => clear.has(hash)),
      [],
    );
  });

  test('gives the same characters again, and leaves a sealed page alone', async () => {
    const first = await sealPage(aStoryPage(), sealSettings());
    const again = await sealPage(aStoryPage(), sealSettings());
    const twice = await sealPage(first.text, sealSettings());

    assert.equal(again.text, first.text);
    assert.deepEqual([twice.text, twice.sealed, twice.kept], [first.text, 0, 1]);
  });

  test('is undone by opening, also where a block was cut', async () => {
    for (const clear of [{ paragraphs: 1 }, { words: 3 }, { words: 20 }, undefined]) {
      const config = aSealedConfig({ seal: clear ? { clear } : {} });
      const { text } = await sealPage(aStoryPage(), sealSettings({ config }));

      assert.equal(await openPage(text, createFeatureKeys([SEAL_KEY])), aStoryPage());
    }
  });

  test('says in the header what it is, and counts the parts of each feature', async () => {
    const place = (feature: string): string => `<zephr-feature feature="${feature}"><p>${feature}</p></zephr-feature>`;
    const features = { articles: { protection: 'sealed' }, videos: { protection: 'sealed' } } as const;
    const html = `${place('articles')}${place('videos')}${place('articles')}`;

    const { text } = await sealPage(html, sealSettings({ config: { version: 1, features } }), { path: '/a b?page=2' });

    const fields = sealsOf(text).map((seal) => parseSeal(seal)!.fields);
    assert.deepEqual(
      fields.map(({ feature, path, part, kid }) => [feature, path, part, kid]),
      [
        ['articles', '/a%20b', 0, '1'],
        ['videos', '/a%20b', 0, '1'],
        ['articles', '/a%20b', 1, '1'],
      ],
    );
  });

  test('takes facts of the page only where rules of the feature ask for them', async () => {
    const meta = { type: 'meta-tag', name: 'section', condition: 'equals', value: 'sport', yes: 'show', no: 'wall' };
    const custom = {
      type: 'custom-data',
      property: 'premium',
      condition: 'equals',
      value: true,
      yes: 'show',
      no: 'wall',
    };
    const rules = { anonymous: { start: 'a', nodes: { a: { ...meta, no: 'b' }, b: { ...custom } } } };
    const config = { ...aSealedConfig({ rules: rules as never }), outcomes: { wall: { content: 'hide' as const } } };
    const html = aStoryPage(STORY, '<meta name="section" content="sport"><meta name="author" content="A">');

    const { text } = await sealPage(html, sealSettings({ config }), { customData: { premium: true, other: 1 } });

    assert.deepEqual(JSON.parse(JSON.stringify(parseSeal(sealsOf(text)[0]!)!.fields.facts)), {
      ...{ meta: { section: 'sport' }, customData: { premium: true } },
    });
    assert.equal(parseSeal(sealsOf((await sealPage(html, sealSettings())).text)[0]!)!.fields.facts, undefined);
  });

  test('seals everything without seal.clear, and notes a content that is too short for it', async () => {
    const whole = await sealPage(aStoryPage(), sealSettings({ config: aSealedConfig({ seal: {} }) }));
    const short = await sealPage(aStoryPage('<p>one two</p>'), sealSettings());

    assert.ok(!whole.text.includes('open1'));
    assert.ok(!short.text.includes('one two'));
    assert.deepEqual(
      short.notes.map(({ code }) => code),
      ['seal-short'],
    );
  });

  test('leaves pages without places, and features that are not declared sealed, alone', async () => {
    const html = '<zephr-feature feature="videos"><p>x</zephr-feature>';

    assert.equal((await sealPage(html, sealSettings())).text, html);
    assert.equal((await sealPage('<p>x', sealSettings())).text, '<p>x');
  });

  const refused: readonly (readonly [code: string, html: string])[] = [
    ['seal-unclosed', '<p>x</p><zephr-feature feature="articles"><p>Story</zephr-feature>'],
    [
      'seal-nested',
      '<zephr-feature feature="articles"><zephr-feature feature="videos">x</zephr-feature></zephr-feature>',
    ],
    ['seal-empty', '<p>x</p><zephr-feature feature="articles"> \n</zephr-feature>'],
    ['feature-unknown', '<p>x</p><zephr-feature feature="article">x</zephr-feature>'],
    ['content-outside', '<p><zephr-feature feature="articles"><div>x</div></zephr-feature></p>'],
  ];
  for (const [code, html] of refused) {
    test(`refuses a page with ${code}, and says where`, async () => {
      await assert.rejects(sealPage(html, sealSettings(), { path: '/' }), (error: { code: string; offset: number }) => {
        assert.equal(error.code, code);
        assert.ok(html.slice(error.offset).startsWith('<zephr-feature') || code === 'content-outside');
        return true;
      });
    });
  }

  test('refuses a page whose path is not known', async () => {
    const html = '<zephr-feature feature="articles"><p>x</p></zephr-feature>';

    await assert.rejects(sealPage(html, sealSettings()), { code: 'seal-path' });
  });
});

suite('sealing a page again', () => {
  test('takes the first of the keys', async () => {
    const { text } = await sealPage(aStoryPage(), sealSettings());
    const keys = createFeatureKeys([OTHER_KEY, SEAL_KEY]);

    const again = await rekeyPage(text, { keys, isDeflated: true });

    const [seal] = sealsOf(again);
    assert.equal(parseSeal(seal!)!.fields.kid, '2');
    assert.equal(await openSeal(seal!, { keys: [OTHER_KEY] }), await openSeal(sealsOf(text)[0]!, { keys: [SEAL_KEY] }));
    assert.equal(again.replace(seal!, ''), text.replace(sealsOf(text)[0]!, ''));
  });

  test('rejects with key-unknown where the old key is missing', async () => {
    const { text } = await sealPage(aStoryPage(), sealSettings());

    await assert.rejects(rekeyPage(text, { keys: createFeatureKeys([OTHER_KEY]), isDeflated: true }), {
      ...{ code: 'key-unknown', offset: text.indexOf('<script') },
    });
  });
});

suite('a sealer', () => {
  const sealer = createSealer({ config: aSealedConfig(), keys: [SEAL_KEY] });

  test('seals a page and a fragment alike', async () => {
    const page = await sealer.html(aStoryPage(), { path: '/story' });
    const content = aStoryPage().split('</p>')[1] + '</p>\n';

    const fragment = await sealer.fragment(content, { feature: 'articles', path: '/story' });

    assert.equal(fragment, sealsOf(page)[0]);
    assert.equal(await openSeal(fragment, { keys: [SEAL_KEY] }), content);
  });

  test('rejects fragments of unknown features, without text, and for no path', async () => {
    const about = { feature: 'articles', path: '/' };

    await assert.rejects(sealer.fragment('x', { ...about, feature: 'podcasts' }), { code: 'feature-unknown' });
    await assert.rejects(sealer.fragment(' ', about), { code: 'seal-empty' });
    await assert.rejects(sealer.fragment('x', { ...about, path: 'https://' }), { code: 'seal-path' });
  });

  test('is not made of other texts than keys', () => {
    for (const keys of [[], [{ kid: '1.2', key: SEAL_KEY.key }], [{ kid: '1', key: wordsOf(1) }]])
      assert.throws(() => createSealer({ config: aSealedConfig(), keys }), { code: 'seal-key-invalid' });
  });
});
