import assert from 'node:assert/strict';
import { beforeEach, mock, suite, test } from 'node:test';
import { BEAT_INTERVAL_MS } from '../../../../src/page/sessions/limits.js';
import { SessionBeats, type SessionFact } from '../../../../src/page/sessions/session-beats.js';

const TOKEN = 'a.b.c';
const ADA = 'ada';
const FIRST = { place: 1, of: 1 };
const OLDEST = { place: 1, of: 2 };

/** An answer of the endpoint; a number is the status of a request that failed. */
type Answer = SessionFact | 503;

/** Signs of life to an endpoint that gives these answers, in order, and then the last one again. */
function beatsTo(...answers: Answer[]): {
  readonly beats: SessionBeats;
  /** The tokens of the questions; a last sign of life ends in `!`. */
  readonly asked: (string | null)[];
  readonly news: unknown[];
  readonly page: { isHidden: boolean; isPrerendering: boolean };
  readonly placeOf: SessionBeats['placeOf'];
  readonly placeOfAda: () => SessionFact;
} {
  const asked: (string | null)[] = [];
  const news: unknown[] = [];
  const page = { isHidden: false, isPrerendering: false };
  let latest: Parameters<SessionBeats['placeOf']> = [null, null];
  const placeOf: SessionBeats['placeOf'] = (...reader) => beats.placeOf(...(latest = reader));
  const beats = new SessionBeats({
    ask: (token, ends) => {
      asked.push(ends ? `${token}!` : token);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return Promise.resolve(answer === 503 ? null : { fact: answer });
    },
    isHidden: () => page.isHidden,
    isPrerendering: () => page.isPrerendering,
    onNews: () => news.push(placeOf(...latest)),
  });
  return { beats, asked, news, page, placeOf, placeOfAda: () => placeOf(ADA, TOKEN) };
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
/** The time of one sign of life passes, and the endpoint answers. */
const pass = async (): Promise<void> => {
  mock.timers.tick(BEAT_INTERVAL_MS);
  await settle();
};

suite('the signs of life of a page', () => {
  beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout'] });
  });

  test('begin with the token of the page, and give the place to the first decision', async () => {
    const { beats, asked, news, placeOfAda } = beatsTo(FIRST);
    await beats.askAhead(TOKEN);

    assert.deepEqual([placeOfAda(), asked, news], [FIRST, [TOKEN], []]);
  });

  test('go on while the reader sees the page, and tell of another place', async () => {
    const { beats, asked, news, placeOfAda } = beatsTo(FIRST, FIRST, OLDEST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    await pass();
    await pass();

    assert.deepEqual([asked.length, news, placeOfAda()], [3, [OLDEST], OLDEST]);
  });

  test('ask for the reader when the token of the page was that of nobody', async () => {
    const { beats, asked, news, placeOfAda } = beatsTo(undefined, OLDEST);
    await beats.askAhead('other');
    const before = placeOfAda();
    await settle();

    assert.deepEqual([before, asked, news], [undefined, ['other', TOKEN], [OLDEST]]);
  });

  test('tell of the first place when it comes after the decision', async () => {
    const { beats, news, placeOfAda } = beatsTo(OLDEST);
    const early = beats.askAhead(TOKEN);
    placeOfAda();
    await early;

    assert.deepEqual(news, [OLDEST]);
  });

  test('keep the last place while the endpoint does not answer', async () => {
    const { beats, asked, news, placeOfAda } = beatsTo(OLDEST, 503, 503, FIRST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    await pass();
    await pass();
    const meanwhile = placeOfAda();
    await pass();

    assert.deepEqual([meanwhile, asked.length, news], [OLDEST, 4, [FIRST]]);
  });

  test('go on after a first question without an answer', async () => {
    const { beats, news, placeOfAda } = beatsTo(503, OLDEST);
    await beats.askAhead(TOKEN);
    const before = placeOfAda();
    await pass();

    assert.deepEqual([before, news], [undefined, [OLDEST]]);
  });

  test('rest while the page is hidden, and go on when it is seen', async () => {
    const { beats, asked, page, placeOfAda } = beatsTo(FIRST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    page.isHidden = true;
    await pass();
    await pass();
    const hidden = asked.length;
    page.isHidden = false;
    await beats.beat();
    await pass();

    assert.deepEqual([hidden, asked.length], [1, 3]);
  });

  test('begin when a page that was prerendered is opened', async () => {
    const { beats, asked, page, placeOfAda } = beatsTo(FIRST);
    page.isPrerendering = true;
    await beats.askAhead(TOKEN);
    placeOfAda();
    await settle();
    const before = asked.length;
    page.isPrerendering = false;
    await beats.beat();

    assert.deepEqual([before, asked.length, placeOfAda()], [0, 1, FIRST]);
  });

  test('are given for no reader without an account', async () => {
    const { beats, asked } = beatsTo(FIRST);
    const place = beats.placeOf(null, null);
    await beats.beat();
    await pass();
    beats.end();

    assert.deepEqual([place, asked], [undefined, []]);
  });

  test('forget the place when the reader signs out, and ask again for the next one', async () => {
    const { beats, asked, placeOf, placeOfAda } = beatsTo(FIRST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    const out = placeOf(null, null);
    const other = placeOf('bob', 'd.e.f');
    await settle();

    assert.deepEqual([out, other, asked], [undefined, undefined, [TOKEN, 'd.e.f']]);
  });

  test('use the token that was renewed, without another question', async () => {
    const { beats, asked, placeOfAda } = beatsTo(FIRST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    const place = beats.placeOf(ADA, 'new');
    await pass();

    assert.deepEqual([place, asked], [FIRST, [TOKEN, 'new']]);
  });

  test('take no answer that another one has overtaken', async () => {
    let resolve!: (answer: { readonly fact: SessionFact }) => void;
    const promise = new Promise<{ readonly fact: SessionFact }>((done) => (resolve = done));
    const answers = [promise, Promise.resolve({ fact: OLDEST })];
    const beats = new SessionBeats({
      ask: () => answers.shift()!,
      isHidden: () => false,
      isPrerendering: () => false,
      onNews: () => {},
    });
    beats.placeOf(ADA, TOKEN);
    await beats.beat();
    resolve({ fact: FIRST });
    await settle();

    assert.deepEqual(beats.placeOf(ADA, TOKEN), OLDEST);
  });

  test('end with the page, and with the session', async () => {
    const { beats, asked, placeOfAda } = beatsTo(FIRST);
    await beats.askAhead(TOKEN);
    placeOfAda();
    beats.end();
    beats.stop();
    await pass();
    await beats.beat();

    assert.deepEqual(asked, [TOKEN, `${TOKEN}!`]);
  });
});
