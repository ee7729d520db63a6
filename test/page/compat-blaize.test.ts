/** `window.Blaize` and the forms of walls. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, SCRIPT, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import { BODY, NOTE, hears } from '../support/page-from-zephr.js';

const { visit } = useBrowser();

/** A wall as it sends its form: asks the page what to send, sends it, and reports the answer. */
const SEND = `window.send = async (component, data) => {
  const waiting = [];
  const detail = { component, data, wait: (promise) => waiting.push(promise) };
  document.dispatchEvent(new CustomEvent('zephr-form-data', { detail, cancelable: true }));
  const sent = (await Promise.all(waiting)).at(-1) ?? detail.data;
  document.dispatchEvent(new CustomEvent('zephr-form-response', { detail: { component, data: sent, response: { ok: true } } }));
  return sent;
};`;

suite('window.Blaize', TOGETHER, () => {
  const sends = (reader: PageVisit, component = 'register'): Promise<unknown> =>
    reader.page.evaluate(
      (id) =>
        (window as unknown as { send: (id: string, data: object) => Promise<object> }).send(id, {
          email: 'a@b.example',
        }),
      component,
    );

  test('maps what a form sends, one processor after the other, in groups as Zephr’s forms have them', async () => {
    await using reader = await visit({ before: `${NOTE}${SEND}` });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() => {
      const { Blaize } = window;
      Blaize.registerFormPreProcessor('register', (data) => {
        data.attributes['source'] = `wall of ${data.identifiers['email_address']}`;
        return data;
      });
      Blaize.registerFormPreProcessor('register', async (data) => ({
        ...data,
        twice: `${data.attributes['source']}!`,
      }));
      Blaize.registerFormPreProcessor('register', (data) => {
        data.attributes['lost'] = 'not returned';
      });
      Blaize.registerFormPostProcessor('register', (data, response) => {
        (window as unknown as { after: unknown }).after = [data, response];
      });
    });
    const sent = await sends(reader);
    await reader.page.waitForFunction(() => 'after' in window);

    assert.deepEqual(sent, {
      email: 'a@b.example',
      source: 'wall of a@b.example',
      twice: 'wall of a@b.example!',
    });
    assert.deepEqual(await reader.page.evaluate(() => (window as unknown as { after: unknown }).after), [
      {
        identifiers: { email_address: 'a@b.example' },
        attributes: { source: 'wall of a@b.example', twice: 'wall of a@b.example!' },
        validators: {},
      },
      { ok: true },
    ]);
    assert.deepEqual(await sends(reader, 'another'), { email: 'a@b.example' });
  });

  test('hands over a response with its status and the message of its JSON, to each processor one of its own', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');
    const heard = await reader.page.evaluate(
      () =>
        new Promise((done) => {
          const all: unknown[] = [];
          for (const count of [1, 2]) {
            window.Blaize.registerFormPostProcessor('register', async (_data, response) => {
              all.push([response.status, response.message, await response.json()]);
              if (all.length === 2) done(all);
              return count;
            });
          }
          const response = new Response('{"message":"Address taken"}', { status: 409 });
          const detail = { component: 'register', data: {}, response };
          document.dispatchEvent(new CustomEvent('zephr-form-response', { detail }));
        }),
    );
    const one = [409, 'Address taken', { message: 'Address taken' }];

    assert.deepEqual(heard, [one, one]);
  });

  for (const [says, isCapturing, text] of [
    ['after it', false, 'no JSON'],
    ['before it, without its body', true, ''],
  ] as const)
    test(`hands over a response that another listener reads ${says}`, async () => {
      await using reader = await visit({ before: NOTE });
      await hears(reader, 'browserDecisionsFinished');
      const heard = await reader.page.evaluate(
        (capture) =>
          new Promise((done) => {
            window.Blaize.registerFormPostProcessor('register', async (_data, response) =>
              done([response.status, response.message, await response.text()]),
            );
            (capture ? window : document).addEventListener(
              'zephr-form-response',
              (event: Event) => void (event as CustomEvent<{ response: Response }>).detail.response.text(),
              { capture },
            );
            const response = new Response('no JSON', { status: 502, statusText: 'Bad Gateway' });
            const detail = { component: 'register', data: {}, response };
            document.dispatchEvent(new CustomEvent('zephr-form-response', { detail }));
          }),
        isCapturing,
      );

      assert.deepEqual(heard, [502, 'Bad Gateway', text]);
    });

  test('sends the form as it is where the file for processors does not arrive', async () => {
    await using reader = await visit({
      before: `${NOTE}${SEND}`,
      routes: { '/chunks/processors.js': (_request, response) => void response.writeHead(404).end() },
    });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() =>
      window.Blaize.registerFormPreProcessor('register', (data) => ({ ...data, source: 'wall' })),
    );

    assert.deepEqual(await sends(reader), { email: 'a@b.example' });
    assert.match(JSON.stringify(await reader.events('zephr-fault')), /chunk-unreachable.*processors/);
  });

  test('takes what was queued before it was there', async () => {
    const queue = `<script>(window.Blaize = window.Blaize || []).push(['registerFormPreProcessor', 'register', (data) => ({ ...data, early: 'yes' })]);</script>`;
    await using reader = await visit({ before: `${NOTE}${SEND}`, html: aPage(BODY, queue + SCRIPT) });
    await hears(reader, 'browserDecisionsFinished');

    assert.deepEqual(await sends(reader), { email: 'a@b.example', early: 'yes' });
  });

  test('reports a processor that throws, without the form’s data, and sends the form', async () => {
    await using reader = await visit({ before: `${NOTE}${SEND}` });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() => {
      window.Blaize.registerFormPreProcessor('register', () => {
        throw new Error('mine');
      });
      window.Blaize.registerFormPostProcessor('register', () => Promise.reject(new Error('mine too')));
    });
    const sent = await sends(reader);
    await reader.page.waitForFunction(
      () =>
        (window as unknown as { seen: { type: string }[] }).seen.filter(({ type }) => type === 'zephr-fault').length ===
        2,
    );

    assert.deepEqual(sent, { email: 'a@b.example' });
    assert.doesNotMatch(JSON.stringify(await reader.events('zephr-fault')), /a@b/);
  });
});
