import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import { aSite, configWithTrial, itemsIn, read, remaining, storedIn, textIn } from '../support/counting-pages.js';

const { visit } = useBrowser();

/** A consent manager of IAB TCF that asks; `tell(true)` is a reader who agrees to purpose 1. Its state lasts. */
const MANAGER = `
  const listeners = new Map();
  let data = sessionStorage.consent
    ? { gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: sessionStorage.consent === 'true' } } }
    : { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } };
  let last = 0;
  window.__tcfapi = (command, version, callback, parameter) => {
    if (command === 'addEventListener') {
      const listenerId = ++last;
      listeners.set(listenerId, callback);
      callback({ ...data, listenerId }, true);
    } else callback(listeners.delete(parameter), true);
  };
  window.tell = (granted) => {
    sessionStorage.consent = granted;
    data = { gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: { 1: granted } } };
    for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
  };`;

const tell = (reader: PageVisit, granted: boolean): Promise<void> =>
  reader.page.evaluate((answer) => (window as unknown as { tell: (granted: boolean) => void }).tell(answer), granted);

const text = (reader: PageVisit): Promise<string | null> => textIn(reader.page);

suite('a reader who is asked', TOGETHER, () => {
  test('has nothing stored before they agree; then the views counted meanwhile are stored', async () => {
    await using reader = await visit(aSite({ before: MANAGER }));
    const before = [await remaining(reader), await text(reader)];
    await tell(reader, true);
    const after = await itemsIn(reader.page);
    await read(reader, '/2');

    assert.deepEqual([before, after, await itemsIn(reader.page)], [[2, null], ['/1'], ['/1', '/2']]);
  });

  test('and does not agree has nothing stored, and is counted for as long as a page is there', async () => {
    await using reader = await visit(aSite({ before: MANAGER, config: configWithTrial({ limit: 1 }) }));
    await tell(reader, false);
    await reader.page.evaluate(() => {
      history.pushState(null, '', '/2');
      return window.Zephr.refresh();
    });

    assert.deepEqual([await reader.shows('articles'), await text(reader)], ['walled registration-wall', null]);
    assert.deepEqual([await read(reader, '/3'), await text(reader)], ['shown', null]);
  });

  test('and withdraws consent has the stored data removed', async () => {
    await using reader = await visit(aSite({ before: MANAGER, config: configWithTrial({ limit: 2 }) }));
    await tell(reader, true);
    await read(reader, '/2');
    const before = await itemsIn(reader.page);
    await tell(reader, false);
    const gone = await text(reader);
    // In this page the reader has read two.
    await reader.page.evaluate(() => {
      history.pushState(null, '', '/3');
      return window.Zephr.refresh();
    });

    assert.deepEqual([before, gone, await reader.shows('articles')], [['/1', '/2'], null, 'walled registration-wall']);
    assert.equal(await text(reader), null);
  });

  test('and changes their mind twice loses nothing of this page', async () => {
    await using reader = await visit(aSite({ before: MANAGER }));
    await tell(reader, true);
    await tell(reader, false);
    await tell(reader, true);

    assert.deepEqual(await itemsIn(reader.page), ['/1']);
  });

  test('keeps the count that they agreed to while they are asked again, and nothing is written', async () => {
    const stored = JSON.stringify({
      version: 1,
      reader: 'a',
      latest: 1,
      accounts: {
        '': {
          seen: {
            stories: [
              ['1', '/8', 1],
              ['2', '/9', 1],
            ],
          },
        },
      },
    });
    await using reader = await visit(aSite({ before: `${MANAGER}; localStorage.setItem('zephr-usage', '${stored}')` }));

    assert.deepEqual([await remaining(reader), await text(reader)], [0, stored]);
  });
});

suite('the site’s own word', TOGETHER, () => {
  for (const [says, consent] of Object.entries({
    'that storage is refused': { storage: false },
    'that purpose 1 is refused': { '1': false },
    'that something else was agreed to': ['newsletter'],
  })) {
    test(`${says} keeps anything from being stored`, async () => {
      await using reader = await visit(
        aSite({ before: `(window.Zephr = window.Zephr || []).push(['provideFacts', ${JSON.stringify({ consent })}])` }),
      );
      await read(reader, '/2');

      assert.deepEqual([await remaining(reader), await text(reader)], [2, null]);
    });
  }

  test('that storage is refused goes before a consent manager, and removes what was stored', async () => {
    await using reader = await visit(aSite({ before: `sessionStorage.consent ??= 'true'; ${MANAGER}` }));
    const before = await storedIn(reader.page);
    await reader.page.evaluate(() => window.Zephr.provideFacts({ consent: { storage: false } }));

    assert.deepEqual([before !== null, await text(reader)], [true, null]);
  });

  test('that storage is agreed to is enough, whatever a consent manager waits for', async () => {
    await using reader = await visit(
      aSite({
        before: `${MANAGER}; (window.Zephr = window.Zephr || []).push(['provideFacts', { consent: { storage: true } }])`,
      }),
    );

    assert.deepEqual(await itemsIn(reader.page), ['/1']);
  });
});
