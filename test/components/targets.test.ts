import { expect, fixture } from '@open-wc/testing';
import { defineFeature } from '../../components/feature/define.js';
import { type Decision } from '../../src/model/decision.js';
import { type Fault } from '../../src/model/fault.js';
import { type FeatureHost, type FeatureView, type Presentation } from '../../src/model/feature-host.js';
import { aSession } from '../support/a-session.js';
import { onRoute } from '../../src/page/life/on-route.js';
import { aPageSession } from '../support/a-page-session.js';
import { watchTargets } from '../../src/page/targets/watch-targets.js';

const CONFIG = {
  version: 1,
  features: {},
  components: { register: { type: 'registration-wall', heading: 'register' } },
} as const;
const FEATURES = {
  selected: { target: { selector: '.story' } },
  marked: { target: { comment: 'body' } },
  bad: { target: { selector: '[^x]' } },
};

function aPresentation(feature: string, access: boolean): Presentation {
  const decision: Decision = {
    feature,
    userState: 'anonymous',
    outcomeId: access ? 'show' : 'wall',
    outcomeLabel: '',
    access,
    content: access ? 'show' : 'hide',
    components: access ? [] : ['register'],
    zone: 'inline',
    trials: {},
    splitTests: {},
    reason: 'rule',
    trace: [],
  };
  return { decision, config: CONFIG, identity: undefined, broken: false };
}

/** A host that decides the same for all elements, and again on request. */
function aHost(): FeatureHost & {
  access: boolean;
  faults: Fault[];
  views: Set<FeatureView>;
  decide: () => Promise<void>;
} {
  const views = new Set<FeatureView>();
  const faults: Fault[] = [];
  const host = {
    session: aSession(),
    access: false,
    faults,
    views,
    connect: (view: FeatureView) => {
      views.add(view);
      void view.present(aPresentation(view.feature, host.access));
    },
    disconnect: (view: FeatureView) => void views.delete(view),
    fallback: (feature: string) => aPresentation(feature, false),
    notify: () => undefined,
    report: (fault: Fault) => void faults.push(fault),
    decide: async () => {
      for (const view of views) await view.present(aPresentation(view.feature, host.access));
    },
  };
  return host;
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 10));
};

describe('targets', () => {
  for (const [says, markup] of [
    ['an element', '<div class="story"><p>w1</p></div>'],
    ['the nodes between comments', '<div></div>'],
  ] as const) {
    it(`gates ${says}, and gives the very same nodes back`, async () => {
      const host = aHost();
      defineFeature(host);
      const root = await fixture<HTMLElement>(markup);
      if (!root.matches('.story')) {
        const paragraph = Object.assign(document.createElement('p'), { textContent: 'w1' });
        root.append(document.createComment(' ZEPHR_FEATURE body '), paragraph, 'w2');
        root.append(document.createComment(' ZEPHR_FEATURE_END body '));
      }
      const paragraph = root.querySelector('p')!;
      const before = root.innerHTML;
      const stop = watchTargets(FEATURES, host);
      await until(() => root.querySelector('zephr-registration-wall') !== null);
      expect(root.innerText).not.to.contain('w1');

      host.access = true;
      await host.decide();

      expect(root.querySelector('p')).to.equal(paragraph);
      expect(root.innerHTML).to.equal(before);
      expect(host.faults.map(({ feature, code }) => `${feature} ${code}`)).to.eql(['bad selector-invalid']);
      stop();
    });
  }

  it('gates what comes later in the same moment, and gives it back when it stops', async () => {
    const host = aHost();
    defineFeature(host);
    const root = await fixture<HTMLElement>('<div></div>');
    const stop = watchTargets(FEATURES, host);
    const story = document.createElement('div');
    story.className = 'story';
    story.textContent = 'w1';
    root.append(story);
    await Promise.resolve();
    expect(story.innerText).not.to.contain('w1');

    await until(() => story.querySelector('zephr-registration-wall') !== null);
    stop();

    expect(story.innerHTML).to.equal('w1');
    expect(host.views.size).to.equal(0);
  });

  it('leaves nothing behind when it stops: no style sheet, and nothing is gated any more', async () => {
    const host = aHost();
    defineFeature(host);
    const root = await fixture<HTMLElement>('<div></div>');
    const sheets = [...document.adoptedStyleSheets];
    const stop = watchTargets(FEATURES, host);
    const during = document.adoptedStyleSheets.length - sheets.length;
    stop();
    root.innerHTML = '<div class="story">w1</div>';
    await new Promise((done) => setTimeout(done, 20));

    expect(during).to.equal(2);
    expect([...document.adoptedStyleSheets]).to.eql(sheets);
    expect(root.innerHTML).to.equal('<div class="story">w1</div>');
  });
});

describe('a route change', () => {
  it('is reported at once, by the interface that this browser has', async () => {
    const before = location.href;
    const reported: string[] = [];
    const stop = onRoute(aPageSession(), () => void reported.push(location.pathname));
    history.pushState(null, '', '/one');
    history.replaceState(null, '', '/two');
    const atOnce = [...reported];
    history.back();
    await until(() => location.href === before);
    await until(() => reported.length > 2);
    stop();
    history.pushState(null, '', '/three');
    history.replaceState(null, '', before);

    expect(atOnce).to.eql(['/one', '/two']);
    expect(reported.length).to.equal(3);
  });
});
