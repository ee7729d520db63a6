/** Registration walls on a page: the form, its errors, and the reader who signs in. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, aToken, exampleConfig, place, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
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

/** The fields that a form has sent. */
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

/** The state of a wall's form, in short. */
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

  test('submits to the address like any form if the config says so', async () => {
    const provider = aProvider((_request, response) => void response.end('<title>Provider</title>'));
    await using reader = await visit({ config: withWall({ submit: 'form' }), routes: provider.routes });
    await Promise.all([reader.page.waitForNavigation(), register(reader)]);

    assert.deepEqual(provider.sent, [{ fields: { email: 'ada@example.org' } }]);
  });

  test('goes there too where the file for forms does not arrive', async () => {
    const provider = aProvider((_request, response) => void response.end('<title>Provider</title>'));
    await using reader = await visit({
      routes: { ...provider.routes, '/chunks/form.js': (_request, response) => void response.writeHead(404).end() },
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

  test('gives a screen reader the name, the hint and the error of a field', async () => {
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

  test('sends what the page makes of its data, and hands it the response', async () => {
    const provider = aProvider(refuses(200, {}));
    await using reader = await visit({ routes: provider.routes });
    await reader.page.evaluate(() => {
      document.addEventListener('zephr-form-data', (event) => {
        const { data, wait } = event.detail;
        wait(Promise.resolve({ ...data, source: 'spring' }));
      });
      document.addEventListener('zephr-form-response', (event) => {
        Object.assign(window, { answered: (event.detail.response as Response).status });
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
    test(`has the sign-in page lead back to ${says}`, async () => {
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
