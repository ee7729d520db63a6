/** Readers whose devices have wrong clocks, are offline, or lose their storage: a limit holds by the endpoint's clock. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { TrackedView } from '../../../../src/endpoint/store.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMIT = 3;
const TOKEN = aSecretToken({ sub: 'reader-1' });

/** An endpoint with one trial of three articles in a window, and the clock of the world. */
function aWorld(window: unknown): {
  now: number;
  /** Sends views of the reader; gives which of them were counted or free. */
  readonly send: (spend: readonly TrackedView[], more?: object) => Promise<string[]>;
  readonly ask: (body: object) => Promise<Answered>;
} {
  const trial = { type: 'trial', tracker: 'stories', limit: LIMIT, window, yes: 'show', no: 'teaser' };
  const config = JSON.parse(JSON.stringify(aConfig({ jwt: JWT, features: { articles: { rules: { anonymous: trial } } }, products: {} }))) as object; // prettier-ignore
  const world = { now: NOON };
  const { endpoint } = anEndpoint({ config, now: () => world.now, rateLimit: false, log: () => {} });
  const ask = (body: object): Promise<Answered> => post(endpoint, '/zephr/usage', { token: TOKEN, ...body });
  const send = async (spend: readonly TrackedView[], more: object = {}): Promise<string[]> => {
    const { status, body } = await ask({ spend, ...more });
    assert.equal(status, 200);
    const refused = new Set(body.refused as string[]);
    return spend.map(({ id }) => id).filter((id) => !refused.has(id));
  };
  return Object.assign(world, { send, ask });
}

let count = 0;
const aView = (at: number, id = `id-${count++}`): TrackedView => ({ id, tracker: 'stories', item: `/${id}`, at });
const range = (length: number): number[] => Array.from({ length }, (_, n) => n);

suite('views that a device dates back', () => {
  for (const [window, back] of [
    ['calendar-day', DAY],
    ['calendar-week', 7 * DAY],
    ['calendar-month', 28 * DAY],
    [{ days: 1 }, 2 * DAY],
    [{ days: 7 }, 6.9 * DAY],
    [{ days: 30 }, 29.9 * DAY],
  ] as const) {
    const name = JSON.stringify(window);
    test(`count in the window ${name}, sent together`, async () => {
      const world = aWorld(window);

      assert.equal((await world.send(range(10).map(() => aView(NOON - back)))).length, LIMIT);
    });

    test(`count in the window ${name}, sent one by one, on two devices and with cleared storage`, async () => {
      const world = aWorld(window);
      let taken = 0;
      for (const n of range(12)) {
        world.now += HOUR / 2;
        // Every third comes from a device whose clock is right.
        taken += (await world.send([aView(world.now - (n % 3 ? back : 0))])).length;
      }

      // The first request of a reader has no earlier one to go by: in windows that roll its view may leave early.
      assert.ok(taken <= LIMIT + (typeof window === 'object' ? 1 : 0), `${taken}`);
    });
  }
});

suite('views of an honest device', () => {
  test('that was offline since yesterday count today, and are not lost', async () => {
    const world = aWorld('calendar-day');
    const yesterday = range(2).map((n) => aView(NOON - DAY + n));

    assert.equal((await world.send(yesterday)).length, 2);
    assert.equal((await world.send([aView(NOON), aView(NOON)])).length, 1);
  });

  test('keep their moments in a window that rolls', async () => {
    const world = aWorld({ days: 30 });
    const offline = range(2).map((n) => aView(NOON - 10 * DAY + n));
    await world.send(offline);
    const { body } = await world.ask({});

    assert.deepEqual(
      (body.trackers.stories as TrackedView[]).map(({ at }) => at),
      offline.map(({ at }) => at),
    );
  });

  test('that are sent again, as an answer was lost, cost nothing: at once, tomorrow or some days later', async () => {
    const world = aWorld('calendar-day');
    const first = [aView(NOON), aView(NOON)];
    await world.send(first);
    for (const days of [0, 1, 5]) {
      world.now = NOON + days * DAY;
      assert.equal((await world.send(first)).length, 2);
      if (days) assert.equal((await world.send(range(4).map(() => aView(world.now)))).length, LIMIT);
    }
  });

  test('from before signing in keep their moments, so that yesterday costs nothing today', async () => {
    const world = aWorld('calendar-day');
    const before = range(3).map((n) => aView(NOON - DAY + n));
    await world.send(before, { reader: 'browser-0123456789', carry: true });

    assert.equal((await world.send(range(4).map(() => aView(NOON)))).length, LIMIT);
  });
});

test('no mix of clocks, devices, lost storage and retries reads more in a calendar day than its limit', async () => {
  const step = fc.record({
    /** Hours that pass before. */
    passes: fc.integer({ min: 0, max: 9 }),
    /** Milliseconds that the device's clock is off. */
    off: fc.constantFrom(0, -HOUR, -DAY, -7 * DAY, -30 * DAY, -400 * DAY, DAY),
    views: fc.integer({ min: 1, max: 4 }),
    repeats: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const world = aWorld('calendar-day');
      const days = new Map<number, number>();
      const sent: TrackedView[] = [];
      for (const { passes, off, views, repeats } of steps) {
        world.now += passes * HOUR;
        const day = Math.floor(world.now / DAY);
        const fresh = range(views).map(() => aView(world.now + off));
        const taken = await world.send(fresh);
        days.set(day, (days.get(day) ?? 0) + taken.length);
        sent.push(...fresh.filter(({ id }) => taken.includes(id)));
        if (repeats && sent.length) {
          const before = (await world.ask({})).body as object;
          // The same views are taken again, and change nothing.
          const again = sent.slice(-LIMIT);
          assert.equal((await world.send(again)).length, again.length);
          assert.deepEqual((await world.ask({})).body, before);
        }
      }
      for (const [day, taken] of days) assert.ok(taken <= LIMIT, `${taken} on day ${day}`);
    }),
    { numRuns: 100 },
  );
});
