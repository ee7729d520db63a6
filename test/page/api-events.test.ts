/** Events of a page view. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, aToken, place, TOGETHER, useBrowser, GOLD } from '../support/bare-page.js';

const { visit } = useBrowser();

suite('events', TOGETHER, () => {
  test('of a page view come in order, on the document, and reach the window', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const seen = await reader.events('');

    assert.deepEqual(seen.map(({ type }) => type).sort(), [
      'zephr-decision',
      'zephr-decisions',
      'zephr-identity',
      'zephr-ready',
      'zephr-wall-open',
    ]);
    assert.deepEqual([...new Set(seen.map(({ target }) => target))], ['#document']);
    assert.equal(seen[0]!.type, 'zephr-identity');
    assert.equal(seen[1]!.type, 'zephr-decision');
  });

  test('hold identity, decision and wall in their detail', async () => {
    await using reader = await visit({ html: aPage(place('articles')), token: aToken() });
    const detail = async (type: string): Promise<Record<string, never>> =>
      (await reader.events<Record<string, never>>(type))[0]!.detail;
    const decision = await reader.decide('articles');

    assert.equal((await detail('zephr-identity'))['foreignUserId'], '1234567890');
    assert.deepEqual(await detail('zephr-decision'), decision);
    assert.deepEqual(await detail('zephr-decisions'), { decisions: { articles: decision } });
    assert.deepEqual(await detail('zephr-wall-open'), decision);
  });

  test('report that a wall closes when the reader signs in', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);

    assert.equal((await reader.events('zephr-wall-close')).length, 1);
  });

  test('come once a feature, however many elements it has', async () => {
    await using reader = await visit({ html: aPage(place('articles', '<p>Story</p>').repeat(200)) });
    const [decisions] = await reader.events<{ decisions: object }>('zephr-decisions');

    assert.equal((await reader.events('zephr-decision')).length, 1);
    assert.deepEqual(Object.keys(decisions!.detail.decisions), ['articles']);
    assert.equal(await reader.page.$$eval('zephr-feature[state="walled"]', (places) => places.length), 200);
  });

  test('on() listens until it is stopped', async () => {
    await using reader = await visit();
    const heard = await reader.page.evaluate(async () => {
      const heard: string[] = [];
      const off = window.Zephr.on('zephr-identity', ({ detail }) => void heard.push(detail.state));
      await window.Zephr.refresh();
      off();
      await window.Zephr.refresh();
      return heard;
    });

    assert.deepEqual(heard, ['anonymous']);
  });

  test('zephr-submit can be cancelled, and then the form goes nowhere', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const [cancelable, prevented] = await reader.page.evaluate(() => {
      let cancelable = false;
      document.addEventListener('zephr-submit', (event) => {
        cancelable = event.cancelable;
        event.preventDefault();
      });
      const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
      form.querySelector('input')!.value = 'ada@example.org';
      form.requestSubmit();
      return [cancelable, !form.checkValidity() || location.pathname === '/'];
    });
    const [submit] = await reader.events<{ feature: string; component: string; data: object }>('zephr-submit');

    assert.deepEqual([cancelable, prevented], [true, true]);
    const { outcomeId, outcomeLabel } = await reader.decide('articles');
    assert.deepEqual(
      { ...submit!.detail, data: Object.values(submit!.detail.data) },
      {
        ...{ feature: 'articles', component: 'register', data: ['ada@example.org'] },
        ...{ outcomeId, outcomeLabel, splitTests: {} },
      },
    );
    assert.ok(!reader.requests.some(({ path }) => path.startsWith('/register')));
  });

  test('without anybody cancelling, the form is posted where the config says', async () => {
    let posted = '';
    await using reader = await visit({
      html: aPage(place('articles')),
      routes: {
        '/register': async (request, response) => {
          for await (const piece of request) posted += String(piece);
          response.end('thanks');
        },
      },
    });
    await reader.page.evaluate(() => {
      const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
      form.querySelector('input')!.value = 'ada@example.org';
      form.requestSubmit();
    });
    await reader.page.waitForSelector('zephr-registration-wall[state=done]');

    assert.match(posted, /=ada%40example\.org$/);
  });

  test('an offer that is chosen says so and leads to its address', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      token: aToken(),
      routes: { '/checkout': 'checkout' },
    });
    const { outcomeId, outcomeLabel } = await reader.decide('articles');
    // The click leads away, and takes along what was not kept.
    await reader.page.evaluate(() => {
      document.addEventListener('zephr-submit', ({ detail }) => {
        sessionStorage.setItem('heard', JSON.stringify(detail));
      });
      const { shadowRoot } = document.querySelector('zephr-paywall')!;
      // Once this call has answered.
      setTimeout(() => shadowRoot!.querySelector<HTMLElement>('a[href], button')!.click());
    });

    await reader.page.waitForFunction(() => location.pathname === '/checkout');
    const heard = await reader.page.evaluate(() => sessionStorage.getItem('heard') ?? 'null');
    assert.deepEqual(JSON.parse(heard), {
      ...{ feature: 'articles', component: 'subscribe', outcomeId, outcomeLabel, splitTests: {}, offer: 'monthly' },
    });
  });
});
