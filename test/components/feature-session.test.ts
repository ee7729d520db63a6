import { expect, fixture } from '@open-wc/testing';
import { defineFeature } from '../../components/feature/define.js';
import { type ZephrFeatureElement } from '../../components/feature/feature.js';
import { type Config } from '../../src/model/config.js';
import { type Decision } from '../../src/model/decision.js';
import { type FeatureView, type Presentation } from '../../src/model/feature-host.js';
import { aSession } from '../support/a-session.js';

const CONFIG: Config = {
  version: 1,
  features: {},
  components: { register: { type: 'registration-wall', heading: 'register' } },
};

const DECISION: Decision = {
  feature: 'articles',
  userState: 'anonymous',
  outcomeId: 'wall',
  outcomeLabel: 'wall',
  access: false,
  content: 'hide',
  components: ['register'],
  zone: 'inline',
  trials: {},
  splitTests: {},
  reason: 'rule',
  trace: [],
};

const aPresentation = (changes: Partial<Decision> = {}, broken = false): Presentation => ({
  decision: { ...DECISION, ...changes },
  config: CONFIG,
  identity: undefined,
  broken,
});

const SHOWN = aPresentation({ outcomeId: 'show', access: true, content: 'show', components: [] });
const WALLED = aPresentation();

/** A host whose sessions the test opens and ends. */
const host = {
  session: aSession(),
  views: new Set<FeatureView>(),
  heard: [] as string[],
  connect: (view: FeatureView) => void host.views.add(view),
  disconnect: (view: FeatureView) => void host.views.delete(view),
  fallback: () => aPresentation({}, true),
  notify: (type: string) => void host.heard.push(type),
  report: () => undefined,
};

/** Ends the session as the host does. */
function stop(): void {
  host.session.stop();
  for (const view of host.views) view.release();
}

/** Markup of a server: no framework owns it, so that its content is detached behind a wall. */
const MARKUP = '<zephr-feature feature="articles"><p>One two three</p></zephr-feature>';

async function aFeature(markup = MARKUP): Promise<ZephrFeatureElement> {
  return fixture<ZephrFeatureElement>(markup);
}

const isSeen = (element: Element): boolean =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

describe('<zephr-feature> and its session', () => {
  before(() => defineFeature(host));
  beforeEach(() => {
    host.session = aSession();
    host.views.clear();
    host.heard.length = 0;
  });

  for (const [says, presentation] of [
    ['while it waits', null],
    ['with its content', SHOWN],
    ['with a wall', WALLED],
    ['with a teaser and a wall', aPresentation({ content: { keep: { words: 2 } }, outcomeId: 'teaser' })],
    ['with a wall in a pop-up', aPresentation({ zone: 'pop-up', outcomeId: 'pop-up' })],
    ['with a fault', aPresentation({ outcomeId: 'fault', components: [], reason: 'fault' }, true)],
  ] as const) {
    it(`is as in its markup when the session ends ${says}`, async () => {
      const feature = await aFeature();
      const paragraph = feature.querySelector('p')!;
      feature.style.minHeight = '300px';
      if (presentation) await feature.present(presentation);
      stop();

      expect(feature.outerHTML).to.equal(MARKUP);
      expect(feature.querySelector('p')).to.equal(paragraph);
      expect([isSeen(paragraph), feature.decision, feature.shadowRoot!.children.length]).to.deep.equal([true, null, 1]);
    });
  }

  it('keeps the least height that its markup has', async () => {
    const feature = await aFeature('<zephr-feature style="min-height: 2em; color: red"></zephr-feature>');
    feature.style.minHeight ||= '300px';
    await feature.present(WALLED);
    stop();

    expect([feature.style.minHeight, feature.style.color]).to.deep.equal(['2em', 'red']);
  });

  it('reports that its walls are closed', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    stop();

    expect(host.heard).to.deep.equal(['zephr-wall-open', 'zephr-wall-close']);
  });

  it('drops a wall that is loading when the session ends', async () => {
    const feature = await aFeature();
    const walled = feature.present(WALLED);
    stop();
    await walled;

    expect(feature.innerHTML).to.equal('<p>One two three</p>');
    expect(host.heard).to.deep.equal([]);
  });

  it('is shown again by a later session', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    stop();
    host.session = aSession();
    feature.wait();
    const whileItWaits = isSeen(feature.querySelector('p')!);
    await feature.present(WALLED);

    expect([whileItWaits, feature.getAttribute('state')]).to.deep.equal([false, 'walled']);
    expect(feature.querySelectorAll('zephr-registration-wall').length).to.equal(1);
  });

  it('gives a session walls of its own, though they look like those of the one before', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    const wall = feature.querySelector('zephr-registration-wall');
    host.session = aSession();
    await feature.present(WALLED);

    expect(feature.querySelectorAll('zephr-registration-wall').length).to.equal(1);
    expect(feature.querySelector('zephr-registration-wall')).not.to.equal(wall);
  });

  it('keeps the content away, and cuts its beginning, when a later session replaces its walls', async () => {
    const feature = await aFeature();
    const paragraph = feature.querySelector('p')!;
    const teaser = aPresentation({ content: { keep: { words: 2 } }, outcomeId: 'teaser' });
    await feature.present(teaser);
    host.session = aSession();
    await feature.present(teaser);

    expect([feature.innerText.split('\n')[0], paragraph.isConnected]).to.deep.equal(['One two …', true]);
    stop();
    expect([feature.outerHTML, feature.firstChild]).to.deep.equal([MARKUP, paragraph]);
  });

  it('shows its content as in its markup where it comes into a page whose session has ended', async () => {
    host.session.stop();
    const feature = await aFeature();

    expect([feature.hasAttribute('state'), isSeen(feature.querySelector('p')!)]).to.deep.equal([false, true]);
    expect(host.views.has(feature)).to.equal(true);
  });

  it('gives back the content of an element that was not in the page when the session ended', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    const parent = feature.parentElement!;
    feature.remove();
    stop();
    parent.append(feature);

    expect(feature.outerHTML).to.equal(MARKUP);
  });
});
