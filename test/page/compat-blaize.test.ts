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

  test('maps what a form sends, one processor after the other, and hands over the response', async () => {
    await using reader = await visit({ before: `${NOTE}${SEND}` });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() => {
      const { Blaize } = window;
      Blaize.registerFormPreProcessor('register', (data) => ({ ...data, source: 'wall' }));
      Blaize.registerFormPreProcessor('register', async (data) => ({ ...data, twice: `${data['source']}!` }));
      Blaize.registerFormPreProcessor('register', () => undefined);
      Blaize.registerFormPostProcessor('register', (data, response) => {
        (window as unknown as { after: unknown }).after = [data, response];
      });
    });
    const sent = await sends(reader);
    const mapped = { email: 'a@b.example', source: 'wall', twice: 'wall!' };

    assert.deepEqual(sent, mapped);
    assert.deepEqual(await reader.page.evaluate(() => (window as unknown as { after: unknown }).after), [
      mapped,
      { ok: true },
    ]);
    assert.deepEqual(await sends(reader, 'another'), { email: 'a@b.example' });
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
