import { assert } from '@open-wc/testing';
import { collectPageFacts, type PageFact, type PageFacts } from '../../src/page/facts/collect-facts.js';
import { readDevice } from '../../src/facts/read-user-agent.js';
import { override } from '../support/override.js';

const MONDAY = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
const IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15';

const undo: (() => void)[] = [];

function collect(wanted: readonly PageFact[], now = MONDAY): PageFacts {
  return collectPageFacts(new Set(wanted), { now, tokenCookie: 'blaize_jwt' });
}

/** Puts markup at the end of the page. */
function addMarkup(html: string): void {
  const markup = document.createRange().createContextualFragment(html);
  const nodes = [...markup.childNodes];
  document.body.append(markup);
  undo.push(() => nodes.forEach((node) => node.remove()));
}

function setCookie(pair: string): void {
  document.cookie = `${pair}; path=/`;
  undo.push(() => {
    document.cookie = `${pair}; path=/; max-age=0`;
  });
}

afterEach(() => {
  undo.splice(0).forEach((back) => back());
  localStorage.clear();
});

describe('the facts of a page', () => {
  it('are those that are wanted, and no others', () => {
    assert.deepEqual(collect([]), { facts: {} });
    assert.hasAllKeys(collect(['referrer', 'meta']), ['referrer', 'meta', 'facts']);
    assert.isNull(localStorage.getItem('zephr-visits'));
  });

  it('are the referrer and the user agent as the browser has them', () => {
    const { referrer, userAgent } = collect(['referrer', 'userAgent']);

    assert.equal(referrer, document.referrer);
    assert.equal(userAgent, navigator.userAgent);
  });

  it('hold consent once something is known of it', () => {
    const wanted = new Set<PageFact>(['consent']);

    assert.deepEqual(collectPageFacts(wanted, { now: MONDAY, tokenCookie: 'x' }).facts, {});
    assert.deepEqual(collectPageFacts(wanted, { now: MONDAY, tokenCookie: 'x', consent: { 1: true } }).facts, {
      consent: { 1: true },
    });
  });

  it('are read past markup that takes the names of what is read', () => {
    setCookie('theme=dark');
    addMarkup(`<img name="referrer"><img name="cookie"><form name="querySelectorAll"></form><a id="navigator"></a>
      <iframe name="localStorage"></iframe><meta name="section" content="sport">`);
    const { referrer, cookies, meta, facts } = collect(['referrer', 'cookies', 'meta', 'visits']);

    assert.isString(referrer);
    assert.equal(cookies?.['theme'], 'dark');
    assert.equal(meta?.['section'], 'sport');
    assert.equal(facts?.['session-count'], 1);
  });
});

describe('meta tags', () => {
  it('are read by name, by property and by itemprop', () => {
    addMarkup(`<meta name="section" content="sport"><meta property="article:published_time" content="2026-03-01">
      <meta itemprop="datePublished" content="2026-03-02">`);
    const { meta } = collect(['meta']);

    assert.include(meta, {
      section: 'sport',
      'article:published_time': '2026-03-01',
      datePublished: '2026-03-02',
    });
  });

  it('have as many names as they are given', () => {
    addMarkup('<meta name="a" property="og:b  og:c" itemprop="d e" content="x">');

    assert.include(collect(['meta']).meta, { a: 'x', 'og:b': 'x', 'og:c': 'x', d: 'x', e: 'x' });
  });

  it('count where they are first', () => {
    addMarkup('<meta name="section" content=""><meta name="section" content="sport">');

    assert.equal(collect(['meta']).meta?.['section'], '');
  });

  it('are left out without a content, and without a name', () => {
    addMarkup('<meta name="empty"><meta content="nameless">');
    const { meta } = collect(['meta']);

    assert.notProperty(meta, 'empty');
    assert.notInclude(Object.values(meta!), 'nameless');
  });

  it('may be named as what every object has', () => {
    addMarkup('<meta name="__proto__" content="a"><meta name="constructor" content="b">');
    const { meta } = collect(['meta']);

    assert.isNull(Object.getPrototypeOf(meta));
    assert.equal(Object.getOwnPropertyDescriptor(meta, '__proto__')?.value, 'a');
    assert.equal(meta!['constructor'], 'b');
  });
});

describe('cookies', () => {
  it('are read by name, without the one that carries the token', () => {
    setCookie('blaize_jwt=header.payload.signature');
    setCookie('city=Z%C3%BCrich');
    const { cookies } = collect(['cookies']);

    assert.equal(cookies?.['city'], 'Zürich');
    assert.notInclude(JSON.stringify(cookies), 'payload');
  });
});

describe('the device', () => {
  function beA(userAgent: string, maxTouchPoints: number): void {
    undo.push(override(navigator, 'userAgent', { value: userAgent }));
    undo.push(override(navigator, 'maxTouchPoints', { value: maxTouchPoints }));
  }

  it('is mobile where a Mac can be touched, as only an iPad can', () => {
    beA(IPAD, 5);

    assert.equal(collect(['userAgent']).facts?.['device'], 'mobile');
  });

  it('is what the user agent says of a Mac', () => {
    beA(IPAD, 0);

    assert.deepEqual(collect(['userAgent']).facts, {});
  });

  it('is what the user agent says of another computer with a screen to touch', () => {
    beA('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36', 10);

    assert.deepEqual(collect(['userAgent']).facts, {});
  });

  it('is read by libraries that leave no global behind', () => {
    assert.equal(readDevice('Googlebot/2.1'), 'crawler');
    assert.notProperty(window, 'UAParser');
  });
});

describe('the count of visits', () => {
  const count = (now: number): unknown => collect(['visits'], now).facts?.['session-count'];

  it('begins with the first visit', () => {
    assert.equal(count(MONDAY), 1);
  });

  it('stays as it is during a visit, however many pages and tabs it has', () => {
    assert.deepEqual(
      [count(MONDAY), count(MONDAY), count(MONDAY + 20 * MINUTE), count(MONDAY + 50 * MINUTE)],
      [1, 1, 1, 1],
    );
  });

  it('goes on after half an hour without a page view', () => {
    count(MONDAY);

    assert.equal(count(MONDAY + 30 * MINUTE), 1);
    assert.equal(count(MONDAY + 60 * MINUTE + 1), 2);
    assert.equal(count(MONDAY + 24 * 60 * MINUTE), 3);
  });

  it('goes on with a new visit where the clock was set back', () => {
    count(MONDAY);

    assert.equal(count(MONDAY - MINUTE), 1);
    assert.equal(count(MONDAY - 24 * 60 * MINUTE), 2);
    assert.equal(count(MONDAY - 24 * 60 * MINUTE), 2);
  });

  it('keeps three numbers and a version, and nothing that distinguishes readers', () => {
    count(MONDAY);

    assert.deepEqual(JSON.parse(localStorage.getItem('zephr-visits')!), {
      version: 1,
      count: 1,
      start: MONDAY,
      last: MONDAY,
    });
  });

  for (const text of [
    '',
    'x',
    'null',
    '7',
    '[]',
    '{}',
    '{"version":2,"count":5,"last":0}',
    `{"version":1,"count":"5","last":${MONDAY}}`,
    `{"version":1,"count":-5,"last":${MONDAY}}`,
    `{"version":1,"count":1.5,"last":${MONDAY}}`,
    `{"version":1,"count":1e99,"last":${MONDAY}}`,
    '{"version":1,"count":5}',
    '{"version":1,"count":5,"last":null}',
  ]) {
    it(`starts over where ${text || 'an empty text'} is stored`, () => {
      localStorage.setItem('zephr-visits', text);

      assert.equal(count(MONDAY), 1);
      assert.equal(count(MONDAY + 60 * MINUTE), 2);
    });
  }

  it('is not known where storage is blocked', () => {
    const block = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    undo.push(override(window, 'localStorage', { get: block }));

    assert.isUndefined(count(MONDAY));
    undo.splice(0).forEach((back) => back());
  });

  it('is not known where storage takes nothing', () => {
    const refuse = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    undo.push(override(Storage.prototype, 'setItem', { value: refuse, writable: true }));

    assert.isUndefined(count(MONDAY));
  });

  it('does not grow by a page that is not seen yet', () => {
    count(MONDAY);
    const activate = override(Document.prototype, 'prerendering', { get: () => true });

    assert.equal(count(MONDAY + 60 * MINUTE), 2);
    assert.include(localStorage.getItem('zephr-visits'), '"count":1');
    activate();
    assert.equal(count(MONDAY + 61 * MINUTE), 2);
    assert.include(localStorage.getItem('zephr-visits'), '"count":2');
  });
});
