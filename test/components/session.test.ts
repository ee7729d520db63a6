import { expect, fixture, html } from '@open-wc/testing';
import { defineFeature } from '../../components/index.js';
import { BlockFetcher } from '../../components/feature/block-fetcher.js';
import { prepare } from '../../components/feature/show-walls.js';
import { ownedBy } from '../../components/session/owned-by.js';
import { type ZephrRegistrationWallElement } from '../../components/registration-wall/registration-wall.js';
import { type ZephrZoneElement } from '../../components/zone/zone.js';
import { type Decision } from '../../src/model/decision.js';
import { type FeatureSession } from '../../src/model/feature-host.js';
import { aSession, type TestSession } from '../support/a-session.js';
import { until } from '../support/until.js';

interface WatchedSession extends TestSession {
  readonly requests: string[];
  readonly refreshes: number[];
}

/** A session that answers each request with a text, and notes requests and refreshes. */
function aWatchedSession(changes: Partial<FeatureSession> = {}): WatchedSession {
  const requests: string[] = [];
  const refreshes: number[] = [];
  const session = aSession({
    fetch: (input) => {
      requests.push(new URL(String(input), document.baseURI).pathname);
      return Promise.resolve(new Response('<p>hello</p>', { headers: { 'content-type': 'text/html' } }));
    },
    refresh: () => Promise.resolve(void refreshes.push(1)),
    ...changes,
  });
  return Object.assign(session, { requests, refreshes });
}

const DECISION: Decision = {
  feature: 'articles',
  userState: 'anonymous',
  outcomeId: 'wall',
  outcomeLabel: 'wall',
  access: false,
  content: 'hide',
  components: ['register', 'block'],
  zone: 'inline',
  trials: {},
  splitTests: {},
  reason: 'rule',
  trace: [],
};

/** A feature with a form and an external block, shown in a session. */
async function show(session: FeatureSession): Promise<HTMLElement> {
  const feature = await fixture<HTMLElement>(html`<div></div>`);
  feature.attachShadow({ mode: 'open' });
  const presentation = {
    decision: DECISION,
    config: {
      version: 1 as const,
      features: {},
      components: {
        register: { type: 'registration-wall' as const, action: '/register', fields: [] },
        block: { type: 'custom-block' as const, src: '/block.html' },
      },
    },
    identity: undefined,
    broken: false,
  };
  const { showWalls } = await prepare(presentation);
  const walls = showWalls(feature, presentation, { session, notify: () => undefined, report: () => undefined });
  feature.shadowRoot!.append(...walls.slots);
  await walls.complete;
  return feature;
}

const submit = async (wall: ZephrRegistrationWallElement): Promise<void> => {
  wall.shadowRoot!.querySelector('form')!.requestSubmit();
  await until(() => wall.state === 'done' || wall.state === 'error');
};

const host = {
  session: aWatchedSession(),
  connect: () => undefined,
  disconnect: () => undefined,
  fallback: () => {
    throw new Error('not asked for');
  },
  notify: () => undefined,
  report: () => undefined,
};

describe('the session of a component', () => {
  before(() => defineFeature(host));
  beforeEach(() => {
    host.session = aWatchedSession();
  });

  it('sends the form of a wall, fetches external blocks, and refreshes', async () => {
    const session = aWatchedSession();
    const feature = await show(session);
    await submit(feature.querySelector('zephr-registration-wall')!);

    expect(session.requests).to.deep.equal(['/block.html', '/register']);
    expect(session.refreshes.length).to.equal(1);
    expect(feature.querySelector('zephr-custom-block')!.textContent).to.equal('hello');
    expect(host.session.requests).to.deep.equal([]);
  });

  it('is that of the host for a wall in the page’s own markup', async () => {
    const wall = await fixture<ZephrRegistrationWallElement>(html`
      <zephr-registration-wall action="/register" fields="[]"></zephr-registration-wall>
    `);
    await submit(wall);

    expect(host.session.requests).to.deep.equal(['/register']);
    expect(host.session.refreshes.length).to.equal(1);
  });

  it('fetches each block once, and is not what another session fetches from', async () => {
    const [first, second] = [aWatchedSession(), aWatchedSession()];
    for (const session of [first, first, second]) await ownedBy(session, BlockFetcher).fetch('/block.html');

    expect([first.requests, second.requests]).to.deep.equal([['/block.html'], ['/block.html']]);
  });

  it('ends requests for blocks when it ends', async () => {
    const session = aSession({
      fetch: (_, request) =>
        new Promise((_resolve, reject) => request!.signal!.addEventListener('abort', () => reject(new Error('over')))),
    });
    const block = ownedBy(session, BlockFetcher).fetch('/block.html');
    session.stop();

    expect(await block).to.deep.equal({ code: 'block-unreachable', why: 'over' });
  });

  it('passes decisions to its walls until it ends', async () => {
    const session = aWatchedSession();
    const feature = await show(session);
    const updates: string[] = [];
    const wall = feature.querySelector('zephr-registration-wall')!;
    Object.defineProperty(wall, 'trialLeft', { set: () => updates.push('update') });
    const trials = (remaining: number): Decision['trials'] => ({ t: { limit: 5, remaining, resetsAt: null } });
    const decide = (remaining: number): void =>
      void document.dispatchEvent(
        new CustomEvent('zephr-decision', { detail: { ...DECISION, trials: trials(remaining) }, bubbles: true }),
      );
    decide(2);
    session.stop();
    decide(1);

    expect(updates).to.deep.equal(['update']);
  });

  it('has its zones take turns, and remembers which ones the reader has closed; another session does not', async () => {
    const aZone = async (session: FeatureSession): Promise<ZephrZoneElement> => {
      const zone = Object.assign(document.createElement('zephr-zone'), { session, occasion: 'one', closeable: true });
      (await fixture(html`<div lang="en"></div>`)).append(zone);
      for (let turn = 0; turn < 4; turn++) await zone.updateComplete;
      return zone;
    };
    const [first, second] = [aSession(), aSession()];
    const zone = await aZone(first);
    zone.dismiss();
    const again = await aZone(first);
    const other = await aZone(second);

    expect([zone.open, again.open, other.open]).to.deep.equal([false, false, true]);
    other.remove();
  });
});
