/** The articles that an endpoint keeps of its content API. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Generations } from '../../../../src/endpoint/content/generations.js';
import { aContentApi, sends } from '../../../support/a-content-api.js';
import { KNOWN, STORY, withContent } from '../../../support/a-content-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

suite('the cache of articles', () => {
  const SECOND = 1000;

  test('sends one request for a hundred readers at once', async () => {
    await using api = await aContentApi(sends(STORY));
    const { decide } = withContent(api);
    const all = await Promise.all(Array.from({ length: 100 }, () => decide()));

    assert.deepEqual([new Set(all.map(({ sport }) => sport)), api.asked.length], [new Set(['show']), 1]);
  });

  test('has an article for 300 seconds, or as long as the settings say', async () => {
    for (const [keepFor, seconds] of [[undefined, 300], [7, 7]] as const) {
      let now = NOON;
      await using api = await aContentApi(sends(STORY));
      const { facts } = withContent(api, { keepFor }, { now: () => now });
      await facts();
      now += seconds * SECOND - 1;
      await facts();
      assert.equal(api.asked.length, 1);
      now += 1;
      api.answer = sends({ section: 'politics' });

      assert.deepEqual([await facts(), api.asked.length], [{ section: 'politics' }, 2]);
    }
  }); // prettier-ignore

  test('has an unknown article for 30 seconds', async () => {
    let now = NOON;
    await using api = await aContentApi(sends('', 'text/html', 404));
    const { facts } = withContent(api, {}, { now: () => now });
    await facts();
    api.answer = sends(STORY);
    now += 30 * SECOND - 1;
    assert.deepEqual([await facts(), api.asked.length], [undefined, 1]);
    now += 1;

    assert.deepEqual([await facts(), api.asked.length], [KNOWN, 2]);
  });

  test('gives an article as it was for an hour while the API fails, and asks each 5 seconds', async () => {
    let now = NOON;
    await using api = await aContentApi(sends(STORY));
    const { facts } = withContent(api, {}, { now: () => now });
    await facts();
    api.answer = sends('', 'text/plain', 503);
    now += 300 * SECOND;
    const found = [await facts(), await facts()];
    now += 5 * SECOND;
    found.push(await facts());
    assert.deepEqual([found, api.asked.length], [[KNOWN, KNOWN, KNOWN], 3]);
    now = NOON + 3900 * SECOND;

    assert.equal(await facts(), undefined);
  });

  test('gives no article that was withdrawn, also while the API fails later', async () => {
    let now = NOON;
    await using api = await aContentApi(sends(STORY));
    const { facts } = withContent(api, {}, { now: () => now });
    await facts();
    now += 300 * SECOND;
    api.answer = sends('', 'text/html', 410);
    const found = [await facts()];
    now += 30 * SECOND;
    api.answer = sends('', 'text/plain', 503);
    found.push(await facts());

    assert.deepEqual(found, [undefined, undefined]);
  });

  test('asks again after a failure once the API is back', async () => {
    let now = NOON;
    await using api = await aContentApi(sends('', 'text/plain', 503));
    const { facts } = withContent(api, {}, { now: () => now });
    const found = [await facts()];
    api.answer = sends(STORY);
    found.push(await facts());
    now += 5 * SECOND;
    found.push(await facts());

    assert.deepEqual(found, [undefined, undefined, KNOWN]);
  });

  test('asks again after the clock was set back', async () => {
    let now = NOON;
    await using api = await aContentApi(sends(STORY));
    const { facts } = withContent(api, {}, { now: () => now });
    await facts();
    now -= SECOND;
    await facts();

    assert.equal(api.asked.length, 2);
  });

  test('sends 50 requests at a time, and the others get no answer', async () => {
    const held: (() => void)[] = [];
    await using api = await aContentApi((request, response) => void held.push(() => sends(STORY)(request, response)));
    const { facts, log } = withContent(api, { timeout: 8000 });
    const all = Array.from({ length: 60 }, (_, index) => facts(`/story-${index}`));
    assert.deepEqual(await Promise.all(all.slice(50)), Array(10).fill(undefined));
    while (held.length < 50) await new Promise((resolve) => setImmediate(resolve));
    held.forEach((answer) => answer());

    assert.deepEqual([await Promise.all(all.slice(0, 50)), api.asked.length], [Array(50).fill(KNOWN), 50]);
    assert.equal(log.find(({ event }) => event === 'content-api-failed')?.code, 'busy');
  });
});

suite('values that are kept up to a number of characters', () => {
  const NO_SIZE = (): number => 0;

  test('are bounded, however many there are', () => {
    const kept = new Generations<number>(1000);
    const names = Array.from({ length: 10_000 }, (_, index) => `/story-${index}`);
    names.forEach((name, index) => kept.keep(name, index, 0));
    const found = names.filter((name) => kept.find(name, NO_SIZE) !== undefined);

    assert.ok(found.join('').length <= 1000);
    assert.equal(found.at(-1), names.at(-1));
  });

  test('stay while they are asked for', () => {
    const kept = new Generations<string>(1000);
    kept.keep('/story', 'kept', 4);
    for (let index = 0; index < 1000; index++) {
      kept.keep(`/other-${index}`, 'other', 5);
      assert.equal(
        kept.find('/story', ({ length }) => length),
        'kept',
      );
    }
  });

  test('are forgotten in both generations', () => {
    const kept = new Generations<string>(40);
    ['/a', '/b', '/c'].forEach((name) => kept.keep(name, 'x', 10));
    ['/a', '/b', '/c'].forEach((name) => kept.forget(name));

    assert.deepEqual(
      ['/a', '/b', '/c'].map((name) => kept.find(name, NO_SIZE)),
      [undefined, undefined, undefined],
    );
  });
});
