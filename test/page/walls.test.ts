import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const FIELDS = [
  { name: 'email', type: 'email', required: true },
  { name: 'secret', type: 'password', required: true, minLength: 8, hint: 'At least 8 characters' },
  { name: 'plan', type: 'select', label: 'Plan', required: true, options: [{ value: 'a' }] },
  { name: 'terms', type: 'consent', label: 'I accept the terms', required: true, href: '/terms' },
];

/** The example, its registration wall changed. */
const withWall = (changes: object, texts?: object): Record<string, unknown> => {
  const config = exampleConfig(texts ? { texts } : {});
  const { register, ...others } = config['components'] as Record<string, object>;
  return { ...config, components: { ...others, register: { ...register, ...changes } } };
};

/** What a form has sent: its fields. */
interface Sent {
  readonly fields: Readonly<Record<string, string>>;
}

/** An identity provider at `/register`. */
function aProvider(answer: Route): { readonly sent: Sent[]; readonly routes: Record<string, Route> } {
  const sent: Sent[] = [];
  return {
    sent,
    routes: {
      '/register': async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        sent.push({ fields: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) });
        await (answer as Exclude<Route, string>)(request, response);
      },
    },
  };
}

const signsIn: Route = (_request, response) =>
  void response.writeHead(204, { 'set-cookie': `blaize_jwt=${aToken({ prod: 'gold' })}; Path=/; SameSite=Lax` }).end();
const refuses =
  (status: number, body: unknown): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const WALL = 'zephr-registration-wall';

/** What a wall shows of its form, in short. */
const stateOf = ({ page }: PageVisit): Promise<{ state: string; errors: string[]; message: string; focus: string }> =>
  page.evaluate((selector) => {
    const wall = document.querySelector(selector) as HTMLElement & { state: string };
    const root = wall.shadowRoot!;
    const [errors, messages] = ['[part=field-error]', '[part=error], [part=status]'].map((parts) =>
      [...root.querySelectorAll(parts)].map((element) => element.textContent.trim()),
    );
    const focused = root.activeElement;
    return {
      state: wall.state,
      errors: errors!,
      message: messages!.join(),
      focus: focused?.getAttribute('name') ?? focused?.getAttribute('part') ?? '',
    };
  }, WALL);

const waitForState = ({ page }: PageVisit, state: string): Promise<unknown> =>
  page.waitForSelector(`${WALL}[state=${state}]`);

/** Fills in the e-mail address by keyboard, and submits by Enter. */
async function register({ page }: PageVisit, email = 'ada@example.org'): Promise<void> {
  await page.$eval(WALL, (wall) => wall.shadowRoot!.querySelector('input')!.focus());
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
}

suite('a registration wall', TOGETHER, () => {
  test('goes without a reload once the identity provider has set the cookie, and reading goes on where it stood', async () => {
    const provider = aProvider(signsIn);
    await using reader = await visit({ routes: provider.routes });
    await reader.page.evaluate(() => Object.assign(window, { isSame: true }));
    await register(reader);
    await reader.page.waitForSelector('zephr-feature[state=shown]');
    await reader.page.waitForFunction(() => document.activeElement?.localName === 'zephr-feature');

    assert.deepEqual(provider.sent, [{ fields: { email: 'ada@example.org' } }]);
    assert.equal(await reader.page.evaluate(() => 'isSame' in window), true);
    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('says that it is taken where the reader may not read on yet', async () => {
    await using reader = await visit({ routes: aProvider(refuses(200, {})).routes });
    await register(reader);
    await waitForState(reader, 'done');

    const { message, focus } = await stateOf(reader);
    assert.match(message, /^Thank you\./);
    assert.equal(focus, 'status');
  });

  test('shows at its fields what the identity provider refuses, and leads there', async () => {
    const answer = { message: 'Not yet.', errors: { email: 'This address has an account already.' } };
    await using reader = await visit({ routes: aProvider(refuses(422, answer)).routes });
    await register(reader);
    await waitForState(reader, 'error');
    await reader.page.waitForFunction(
      (selector) =>
        document.querySelector(selector)!.shadowRoot!.activeElement?.getAttribute('aria-invalid') === 'true',
      {},
      WALL,
    );

    assert.deepEqual(await stateOf(reader), {
      state: 'error',
      errors: ['This address has an account already.'],
      message: 'Not yet.',
      focus: 'email',
    });
  });

  for (const [says, answer] of [
    ['answers 500', refuses(500, 'no')],
    ['answers with another thing than it should', refuses(400, ['x', { errors: 7 }])],
    ['hangs up', (_request: unknown, response: { destroy: () => void }) => response.destroy()],
  ] as const) {
    test(`says that it did not work where the identity provider ${says}, and lets try again`, async () => {
      const provider = aProvider(answer);
      await using reader = await visit({ routes: provider.routes });
      await register(reader);
      await waitForState(reader, 'error');
      const first = await stateOf(reader);
      await reader.page.keyboard.press('Enter');
      await reader.page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/register`).length > 1);

      assert.equal(first.message, 'That did not work. Please try again.');
    });
  }

  test('sends once, however often its button is pressed', async () => {
    let answer = (): void => undefined;
    const provider = aProvider(
      (_request, response) =>
        new Promise((done) => {
          answer = () => done(void response.writeHead(200).end());
        }),
    );
    await using reader = await visit({ routes: provider.routes });
    await register(reader);
    await waitForState(reader, 'pending');
    await reader.page.keyboard.press('Enter');
    await reader.page.$eval(WALL, (wall) => wall.shadowRoot!.querySelector('button')!.click());
    answer();
    await waitForState(reader, 'done');

    assert.equal(provider.sent.length, 1);
  });

  test('goes to the address as any form does where it is told to', async () => {
    const provider = aProvider((_request, response) => void response.end('<title>Provider</title>'));
    await using reader = await visit({ config: withWall({ submit: 'form' }), routes: provider.routes });
    await Promise.all([reader.page.waitForNavigation(), register(reader)]);

    assert.deepEqual(provider.sent, [{ fields: { email: 'ada@example.org' } }]);
  });

  test('goes there too where the file for forms does not arrive', async () => {
    const provider = aProvider((_request, response) => void response.end('<title>Provider</title>'));
    await using reader = await visit({
      routes: { ...provider.routes, '/chunks/form.mjs': (_request, response) => void response.writeHead(404).end() },
    });
    await Promise.all([reader.page.waitForNavigation(), register(reader)]);

    assert.deepEqual(provider.sent, [{ fields: { email: 'ada@example.org' } }]);
  });

  test('says what is wrong with each field in the language of the page, and no more once it is right', async () => {
    await using reader = await visit({
      config: withWall({ fields: FIELDS }),
      html: aPage(place('articles')).replace('lang="en"', 'lang="de-AT"'),
    });
    await register(reader, 'ada');
    await reader.page.waitForFunction(
      (selector) => !!document.querySelector(selector)!.shadowRoot!.activeElement?.matches('[aria-invalid]'),
      {},
      WALL,
    );
    const wrong = await stateOf(reader);
    await reader.page.keyboard.type('@example.org');
    const right = await stateOf(reader);

    assert.deepEqual(wrong, {
      state: 'error',
      errors: [
        'Bitte geben Sie eine E-Mail-Adresse an, etwa name@example.com.',
        'Bitte füllen Sie dieses Feld aus.',
        'Bitte wählen Sie etwas aus.',
        'Bitte setzen Sie hier ein Häkchen, um fortzufahren.',
      ],
      message: '',
      focus: 'email',
    });
    assert.equal(right.errors.length, 3);
  });

  test('tells a screen reader of a field its name, its hint and its mistake', async () => {
    await using reader = await visit({ config: withWall({ fields: FIELDS }) });
    await register(reader);
    await reader.page.waitForFunction(
      (selector) => !!document.querySelector(selector)!.shadowRoot!.querySelector('[name=secret][aria-invalid]'),
      {},
      WALL,
    );
    const secret = await reader.page.evaluateHandle(
      (selector) => document.querySelector(selector)!.shadowRoot!.querySelector('[name=secret]')!,
      WALL,
    );
    const node = await reader.page.accessibility.snapshot({ root: secret.asElement()!, interestingOnly: false });

    assert.equal(node?.name, 'Password');
    assert.equal(node?.description, 'At least 8 characters Please fill in this field.');
    assert.equal(node?.invalid, 'true');
  });

  test('sends what the page makes of its data, and tells it of the answer', async () => {
    const provider = aProvider(refuses(200, {}));
    await using reader = await visit({ routes: provider.routes });
    await reader.page.evaluate(() => {
      type Told = CustomEvent<{ wait: (data: Promise<unknown>) => void; data: object; response: Response }>;
      document.addEventListener('zephr-form-data', (event) => {
        const { data, wait } = (event as Told).detail;
        wait(Promise.resolve({ ...data, source: 'spring' }));
      });
      document.addEventListener('zephr-form-response', (event) => {
        Object.assign(window, { answered: (event as Told).detail.response.status });
      });
    });
    await register(reader);
    await waitForState(reader, 'done');

    assert.deepEqual(provider.sent, [{ fields: { email: 'ada@example.org', source: 'spring' } }]);
    assert.equal(await reader.page.evaluate(() => (window as { answered?: number }).answered), 200);
  });

  for (const [says, signIn, back] of [
    ['this page', {}, '/story?page=2'],
    ['a page of the site', { returnTo: '/welcome' }, '/welcome'],
    ['this page, where another site is named', { returnTo: 'https://evil.example/' }, '/story?page=2'],
    ['this page, where another site is named without a scheme', { returnTo: '//evil.example/' }, '/story?page=2'],
    ['this page, where a script is named', { returnTo: 'javascript:alert(1)' }, '/story?page=2'],
  ] as const) {
    test(`tells the sign-in page to lead back to ${says}`, async () => {
      await using reader = await visit({
        config: withWall({ signIn: { href: '/login?from=wall', returnParameter: 'return_to', ...signIn } }),
        path: '/story?page=2',
      });
      const href = await reader.page.$eval(
        WALL,
        (wall) => wall.shadowRoot!.querySelector<HTMLAnchorElement>('[part=link]')!.href,
      );

      const url = new URL(href);
      assert.equal(url.pathname, '/login');
      assert.deepEqual(
        [...url.searchParams],
        [
          ['from', 'wall'],
          ['return_to', reader.server.origin + back],
        ],
      );
    });
  }
});

const OFFERS = [
  { id: 'm', title: 'Reader', price: { amount: 9.9, currency: 'EUR' }, per: 'month' },
  { id: 'y', title: 'Reader', price: { amount: 99, currency: 'EUR' }, per: 'year', href: '/yearly' },
  { id: 'free', title: 'Newsletter' },
];
const aPaywall = (
  paywall: object,
  step: object = { content: 'hide', components: ['subscribe'] },
): Record<string, unknown> =>
  configWithFeatures(
    { articles: alwaysDoes(step) },
    { components: { subscribe: { type: 'paywall', offers: OFFERS, ...paywall } } },
  );
const ARTICLE: VisitWish = { html: aPage(place('articles')) };
const textsOf = ({ page }: PageVisit, selector: string): Promise<string[]> =>
  page.$eval(
    'zephr-paywall',
    (wall, parts) =>
      [...wall.shadowRoot!.querySelectorAll(parts)].map((element) => element.textContent.replace(/\s+/g, ' ').trim()),
    selector,
  );

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
  test('shows what is sound, and tells where the rest is', async () => {
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

suite('the words of a wall', TOGETHER, () => {
  for (const [language, heading] of [
    ['en-GB', 'Subscribe to keep reading'],
    ['de', 'Weiterlesen mit einem Abo'],
    ['fr-CA', 'Abonnez-vous pour lire la suite'],
    ['es', 'Suscríbase para seguir leyendo'],
    ['pt-BR', 'Assine para continuar a leitura'],
    ['ar', 'اشترك لمتابعة القراءة'],
    ['ja', '続きを読むには購読をお申し込みください'],
    ['nl', 'Subscribe to keep reading'],
  ] as const) {
    test(`are those of a page in ${language}, whose file alone is loaded`, async () => {
      await using reader = await visit({
        html: ARTICLE.html!.replace('lang="en"', `lang="${language}"`),
        config: aPaywall({ heading: undefined }),
      });

      assert.deepEqual(await textsOf(reader, '[part=heading]'), [heading]);
      const files = reader.requests.filter(({ path }) => path.includes('texts-')).map(({ path }) => path);
      const own = language.slice(0, 2);
      assert.deepEqual(files, ['en', 'nl'].includes(own) ? [] : [`/chunks/texts-${own}.mjs`]);
    });
  }

  test('are English where their file does not arrive', async () => {
    await using reader = await visit({
      html: ARTICLE.html!.replace('lang="en"', 'lang="de"'),
      config: aPaywall({}),
      routes: { '/chunks/texts-de.mjs': (_request, response) => void response.writeHead(500).end() },
    });

    assert.deepEqual(await textsOf(reader, '[part=heading]'), ['Subscribe to keep reading']);
  });

  test('are the publisher’s own where the config has them, a component’s before those of all', async () => {
    const texts = { subscribe: 'Join us', month: 'each month', en: { month: 'a month' } };
    await using reader = await visit({
      ...ARTICLE,
      config: { ...aPaywall({ texts: { subscribe: 'Join in' } }), texts },
    });

    assert.deepEqual(await textsOf(reader, '[part=heading]'), ['Join in']);
    assert.deepEqual(await textsOf(reader, '[part=period]'), ['a month', 'per year']);
  });

  for (const [says, markup, level] of [
    ['two, where no heading stands before it', place('articles'), 'H2'],
    [
      'one below the heading before it',
      `<h1>News</h1><h2>Today</h2>${place('articles', '<h5>x</h5>')}<h4>More</h4>`,
      'H3',
    ],
    ['six at most', `<h6>Deep</h6>${place('articles')}`, 'H6'],
  ] as const) {
    test(`stand under a heading of level ${says}`, async () => {
      await using reader = await visit({ config: aPaywall({}), html: aPage(markup) });
      const found = await reader.page.$eval(
        'zephr-paywall',
        (wall) => wall.shadowRoot!.querySelector('[part=heading]')!.tagName,
      );

      assert.equal(found, level);
    });
  }
});

const KEEP = { content: { keep: { words: 20 } }, components: ['register'] };

suite('gated content', TOGETHER, () => {
  test('is not in the document while a wall stands, and comes back with its listeners and its state', async () => {
    await using reader = await visit({
      html: aPage(place('articles', '<p id="story">w1 <input id="note"></p><p>w2</p>')),
    });
    const gone = await reader.page.evaluate(() => document.documentElement.outerHTML.includes('w1'));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken({ prod: 'gold' }));
    await reader.page.evaluate(() => {
      document.querySelector<HTMLInputElement>('#note')!.value = 'typed';
      document.querySelector('#story')!.addEventListener('click', () => Object.assign(window, { heard: true }));
    });
    await reader.page.evaluate(() => window.Zephr.setToken(null));
    const goneAgain = await reader.page.evaluate(() => document.documentElement.outerHTML.includes('w1'));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken({ prod: 'gold' }));
    const back = await reader.page.evaluate(() => {
      document.querySelector<HTMLElement>('#story')!.click();
      return [
        document.querySelector<HTMLInputElement>('#note')!.value,
        'heard' in window,
        document.querySelector('zephr-feature')!.textContent,
      ];
    });

    assert.deepEqual([gone, goneAgain], [false, false]);
    assert.deepEqual(back, ['typed', true, 'w1 w2']);
  });

  test('that comes while a wall stands is taken out as well, and kept words are counted anew', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP) }),
      html: aPage(place('articles', '<p>w1</p>')),
    });
    await reader.page.evaluate(() =>
      document.querySelector('zephr-feature')!.insertAdjacentHTML('beforeend', '<p id="late">w2 secret</p>'),
    );
    await reader.page.waitForFunction(() => document.querySelector('[slot=zephr-teaser]')?.textContent.includes('w2'));

    assert.equal(await reader.page.evaluate(() => document.querySelectorAll('zephr-feature > #late').length), 0);
  });

  test('stays in the tree of a framework, where nothing of it is laid out', async () => {
    await using reader = await visit({
      html: aPage(`${place('articles', '<p id="story">w1</p>', 'keep-nodes')}`),
    });
    const [isThere, boxes] = await reader.page.evaluate(() => {
      const story = document.querySelector('#story')!;
      return [story.parentElement?.localName, story.getClientRects().length];
    });

    assert.deepEqual([isThere, boxes], ['zephr-feature', 0]);
  });

  test('is cut with a fade, and the fade is no more where nothing is cut, on paper, or in forced colours', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP), short: alwaysDoes(KEEP) }),
      html: aPage(place('articles') + place('short', '<p>w1 w2</p>')),
    });
    const fades = (): Promise<boolean[]> =>
      reader.page.$$eval('[slot=zephr-teaser]', (teasers) =>
        teasers.map((teaser) => getComputedStyle(teaser).maskImage !== 'none'),
      );
    const onScreen = await fades();
    await reader.page.emulateMediaType('print');

    assert.deepEqual(
      [onScreen, await fades()],
      [
        [true, false],
        [false, false],
      ],
    );
  });

  test('has no wall in the way of what was kept, on paper', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP) }),
      html: aPage(place('articles')),
    });
    await reader.page.emulateMediaType('print');
    const [wall, teaser] = await reader.page.evaluate(
      (selector) => [
        document.querySelector(selector)!.getClientRects().length,
        document.querySelector('[slot=zephr-teaser]')!.getClientRects().length,
      ],
      WALL,
    );

    assert.deepEqual([wall, teaser], [0, 1]);
  });

  test('does not come into sight where somebody takes the wall away: that comes back, and not for ever', async () => {
    await using reader = await visit();
    const times = await reader.page.evaluate(async (selector) => {
      let count = 0;
      for (let turn = 0; turn < 60; turn++) {
        const wall = document.querySelector(`zephr-feature[feature=articles] > ${selector}`);
        if (wall) count++;
        wall?.remove();
        await new Promise((done) => setTimeout(done));
      }
      return count;
    }, WALL);

    assert.ok(times > 5 && times < 40, `it came back ${times - 1} times`);
    assert.deepEqual(await reader.words('articles'), []);
  });

  test('keeps the height that its feature asks for, from before it is decided on', async () => {
    const config = configWithFeatures({
      articles: { ...alwaysDoes('show'), pending: { minHeight: 480 } },
      videos: { ...alwaysDoes({ content: 'hide', components: ['register'] }), pending: { minHeight: '30em' } },
    });
    let answer = (): void => undefined;
    const released = new Promise<void>((done) => (answer = done));
    await using reader = await visit({
      html: aPage(
        place('articles', '<p>w1</p>') + place('videos', '<p>w2</p>'),
        inlineConfig(config) + SCRIPT.replace(' data-config="/zephr.json"', ''),
      ),
      token: aToken(),
      settle: false,
      routes: { '/chunks/verify.mjs': (_request, response) => void released.then(() => response.writeHead(404).end()) },
      config: { ...config, jwt: exampleConfig()['jwt'] },
    });
    const heights = (): Promise<number[]> =>
      reader.page.$$eval('zephr-feature', (places) => places.map((each) => each.getBoundingClientRect().height));
    const pending = await heights();
    answer();
    await reader.settled();

    assert.deepEqual(pending, [480, 480]);
    assert.equal((await heights())[0], 480);
  });
});

suite('a place that was taken away', TOGETHER, () => {
  for (const [what, config] of [
    ['registration wall', exampleConfig()],
    ['paywall', configWithFeatures({ articles: alwaysDoes({ content: 'hide', components: ['subscribe'] }) })],
  ] as const) {
    test(`is not kept by the page, nor is its ${what}`, async () => {
      await using reader = await visit({ html: aPage(place('articles', '<p>w1</p>')), config });
      const { page } = reader;
      const session = await page.createCDPSession();
      const kept = await page.evaluateHandle(() => {
        const place = document.querySelector('zephr-feature')!;
        const refs = [place, place.firstElementChild!].map((element) => new WeakRef(element));
        place.remove();
        return refs;
      });
      const isGone = (): Promise<boolean[]> => kept.evaluate((refs) => refs.map((ref) => ref.deref() === undefined));
      // The browser itself lets go of what it has painted a little later.
      for (let tries = 0; tries < 40 && (await isGone()).includes(false); tries++) {
        await new Promise((done) => setTimeout(done, 100));
        await session.send('HeapProfiler.collectGarbage');
      }

      assert.deepEqual(await isGone(), [true, true]);
    });
  }
});
