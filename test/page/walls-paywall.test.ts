/** Paywalls on a page, and walls whose config has gaps. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alwaysDoes, configWithFeatures, TOGETHER, useBrowser } from '../support/bare-page.js';
import { ARTICLE, OFFERS, aPaywall, textsOf } from '../support/paywall-page.js';

const { visit } = useBrowser();

const WALL = 'zephr-registration-wall';

suite('a paywall', TOGETHER, () => {
  test('shows monthly or yearly offers as its radio buttons say, by keyboard too', async () => {
    await using reader = await visit({ ...ARTICLE, config: aPaywall({ toggle: true }) });
    const monthly = await textsOf(reader, '[part=price]');
    await reader.page.$eval('zephr-paywall', (wall) => wall.shadowRoot!.querySelector('input')!.focus());
    await reader.page.keyboard.press('ArrowRight');
    const yearly = await textsOf(reader, '[part=price]');

    assert.deepEqual([monthly, yearly], [['€9.90 per month'], ['€99.00 per year']]);
    assert.deepEqual(await textsOf(reader, '[part=offer-title]'), ['Reader', 'Newsletter']);
    assert.deepEqual(await textsOf(reader, 'legend, [part=choice]'), ['Billing', 'Monthly', 'Yearly']);
  });

  test('lets choose nothing where all offers are of one kind', async () => {
    await using reader = await visit({
      ...ARTICLE,
      config: aPaywall({ toggle: true, offers: [OFFERS[1], OFFERS[2]] }),
    });

    assert.deepEqual(await textsOf(reader, '[part=toggle], [part=offer-title]'), ['Reader', 'Newsletter']);
  });

  for (const [says, limit, trial, language, words] of [
    ['that its free articles are read', 3, undefined, 'en', ['You have read your 3 free articles.']],
    ['it in Arabic, which has a word for two', 2, undefined, 'ar', ['لقد قرأت مقالتيك المجانيتين.']],
    ['it in words of the publisher', 3, '{{trial.limit}} read.', 'en', ['3 read.']],
    ['nothing where it is to say nothing', 3, false, 'en', []],
  ] as const) {
    test(`of a trial says ${says}`, async () => {
      const step = { type: 'trial', limit, yes: 'show', no: { content: 'hide', components: ['subscribe'] } };
      const used = Array.from({ length: limit }, (_, index) => ({ id: `s${index}`, item: `/story-${index}` }));
      await using reader = await visit({
        html: ARTICLE.html!.replace('lang="en"', `lang="${language}"`),
        config: aPaywall({ trial }, step),
      });
      for (const { item } of used) {
        await reader.page.evaluate((path) => history.pushState(null, '', path), item);
        await reader.page.evaluate(() => window.Zephr.refresh());
      }
      await reader.page.waitForSelector('zephr-paywall');

      assert.deepEqual(await textsOf(reader, '[part=trial]'), words);
    });
  }
});

suite('a wall whose config has gaps', TOGETHER, () => {
  test('shows its valid parts, and reports where the others are', async () => {
    const config = configWithFeatures(
      { articles: alwaysDoes({ content: 'hide', components: ['register', 'subscribe', 'strange'] }) },
      {
        components: {
          register: { type: 'registration-wall', fields: [{ type: 'text' }, { name: 'who', type: 'name' }] },
          subscribe: {
            type: 'paywall',
            offers: [...OFFERS, { id: 'broken', href: 'javascript:alert(1)', price: null }],
          },
          strange: { type: 'carousel' },
        },
      },
    );
    await using reader = await visit({ ...ARTICLE, config });

    assert.deepEqual(await reader.faults(), [
      'field-missing /components/register/fields/0/name',
      'field-missing /components/subscribe/offers/2/price',
      'field-missing /components/subscribe/offers/3/price',
      'component-unknown /components/strange/type',
    ]);
    assert.deepEqual(await textsOf(reader, '[part=offer-title]'), ['Reader', 'Reader', 'Newsletter', 'broken']);
    assert.equal(await reader.page.$eval(WALL, (wall) => wall.shadowRoot!.querySelectorAll('input').length), 1);
  });

  test('that could not be loaded at all says so in the language of the page, or in words of the publisher', async () => {
    const broken = configWithFeatures({ articles: { rules: { anonymous: 'nowhere' } } });
    const lineOf = async (config: unknown, language = 'fr'): Promise<string> => {
      await using reader = await visit({ html: ARTICLE.html!.replace('lang="en"', `lang="${language}"`), config });
      const line = 'This content could not be loaded.';
      await reader.page.waitForFunction(
        (english) => {
          const found = document.querySelector('zephr-feature')!.shadowRoot!.querySelector('[part=fault]');
          return found && found.textContent !== english;
        },
        {},
        line,
      );
      return await reader.page.$eval(
        'zephr-feature',
        (feature) => feature.shadowRoot!.querySelector('[part=fault]')!.textContent,
      );
    };

    assert.equal(await lineOf(broken), 'Ce contenu n’a pas pu être chargé.');
    assert.equal(await lineOf({ ...broken, texts: { fr: { fault: 'Panne.' } } }), 'Panne.');
    const texts = { pt: { fault: 'Falhou.' }, 'pt-BR': { fault: 'Deu ruim.' } };
    assert.equal(await lineOf({ ...broken, texts }, 'pt-BR'), 'Deu ruim.');
  });
});
