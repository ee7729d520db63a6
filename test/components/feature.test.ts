import { expect, fixture, html } from '@open-wc/testing';
import { defineFeature } from '../../components/feature/define.js';
import { type ZephrFeatureElement } from '../../components/feature/feature.js';
import { type Config } from '../../src/model/config.js';
import { type Decision } from '../../src/model/decision.js';
import { type Fault } from '../../src/model/fault.js';
import { type FeatureView, type Presentation } from '../../src/model/feature-host.js';
import { aSession } from '../support/a-session.js';

/** Whatever a test wants of a decision; otherwise it shows the content. */
function aDecision(changes: Partial<Decision> = {}): Decision {
  return {
    feature: 'articles',
    userState: 'anonymous',
    outcomeId: 'show',
    outcomeLabel: 'Show content',
    access: changes.content === undefined,
    content: 'show',
    components: [],
    zone: 'inline',
    trials: {},
    splitTests: {},
    reason: 'rule',
    trace: [],
    ...changes,
  };
}

const CONFIG: Config = {
  version: 1,
  features: {},
  components: {
    register: { type: 'registration-wall', heading: 'register' },
    odd: { type: 'of-a-later-version' } as never,
  },
};

const presentation = (decision: Decision, changes: Partial<Presentation> = {}): Presentation => ({
  decision,
  config: CONFIG,
  identity: undefined,
  broken: false,
  ...changes,
});

const SHOWN = presentation(aDecision());
const SHUT = presentation(aDecision({ content: 'hide', outcomeId: 'shut' }));
const WALLED = presentation(aDecision({ content: 'hide', outcomeId: 'wall', components: ['register'] }));
const TEASER = presentation(aDecision({ content: { keep: { words: 2 } }, outcomeId: 'teaser' }));
const BROKEN = presentation(aDecision({ content: 'hide', outcomeId: 'fault', reason: 'fault' }), { broken: true });

/** The reaction of a listener to an event. */
let answer: (type: string) => void = () => undefined;

const hear = (type: string, about: string): void => {
  host.heard.push(`${type} ${about}`);
  answer(type);
};

/** An element of the page's own that has something to say whenever it leaves the page. */
customElements.define(
  'x-caller',
  class extends HTMLElement {
    disconnectedCallback(): void {
      answer('x-caller');
    }
  },
);

/** A host that the test controls: it presents what the test passes, and notes what it hears. */
const host = {
  session: aSession(),
  views: new Set<FeatureView>(),
  heard: [] as string[],
  connect: (view: FeatureView) => void host.views.add(view),
  disconnect: (view: FeatureView) => void host.views.delete(view),
  fallback: () => BROKEN,
  notify: (type: string, detail: object) => hear(type, (detail as Decision).outcomeId),
  report: ({ code }: Fault) => hear('zephr-fault', code),
};

async function aFeature(content = html`<p>One two three</p>`): Promise<ZephrFeatureElement> {
  return fixture<ZephrFeatureElement>(html`<zephr-feature feature="articles">${content}</zephr-feature>`);
}

const isSeen = (element: Element): boolean => {
  const content = element.parentElement!.shadowRoot!.querySelector('[part="content"]');
  if (!content || !element.getClientRects().length) return false;
  const { visibility, opacity } = getComputedStyle(content);
  return visibility !== 'hidden' && opacity !== '0';
};

/** Decision, attributes and what is displayed all say the same. */
function expectToShow(feature: ZephrFeatureElement, { decision }: Presentation): void {
  expect([
    feature.decision?.outcomeId,
    ...['outcome', 'state'].map((name) => feature.getAttribute(name)),
    isSeen(feature.querySelector('p')!),
    feature.querySelectorAll('zephr-registration-wall').length,
  ]).to.deep.equal([
    ...[decision.outcomeId, decision.outcomeId, decision.access ? 'shown' : 'walled', decision.access],
    decision.components.length,
  ]);
}

describe('<zephr-feature>', () => {
  before(() => defineFeature(host));
  beforeEach(() => {
    host.heard.length = 0;
    answer = () => undefined;
  });

  it('is registered once, however often it is defined', () => {
    expect(() => defineFeature(host)).not.to.throw();
  });

  it('keeps the place of its content while it is pending, and shows it to no reader', async () => {
    const feature = await aFeature();
    const content = feature.shadowRoot!.querySelector<HTMLElement>('[part="content"]')!;

    expect(feature.getAttribute('state')).to.equal('pending');
    expect(feature.decision).to.equal(null);
    expect(feature.clientHeight).to.be.greaterThan(10);
    expect(isSeen(feature.querySelector('p')!)).to.equal(false);
    expect(content.inert).to.equal(true);
  });

  it('shows its content at once when it may', async () => {
    const feature = await aFeature();
    void feature.present(SHOWN);

    expect(isSeen(feature.querySelector('p')!)).to.equal(true);
    expect(feature.getAttribute('state')).to.equal('shown');
  });

  it('reflects the decision', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);

    expect(['state', 'user-state', 'outcome'].map((name) => feature.getAttribute(name))).to.deep.equal([
      'walled',
      'anonymous',
      'wall',
    ]);
    expect(feature.decision).to.equal(WALLED.decision);
  });

  it('puts a wall in place of its content', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);

    expect(feature.querySelector('p')!.getClientRects().length).to.equal(0);
    expect(feature.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('h2')!.textContent).to.equal(
      'register',
    );
  });

  it('takes the wall away again, and nothing else', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    await feature.present(SHOWN);

    expect([...feature.children].map(({ localName }) => localName)).to.deep.equal(['p']);
    expect(isSeen(feature.querySelector('p')!)).to.equal(true);
  });

  it('reports walls that open and close', async () => {
    const feature = await aFeature();
    for (const next of [WALLED, WALLED, SHOWN]) await feature.present(next);

    expect(host.heard).to.deep.equal(['zephr-wall-open wall', 'zephr-wall-close wall']);
  });

  it('keeps a wall that is to be shown again', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    const wall = feature.querySelector('zephr-registration-wall');
    await feature.present({ ...WALLED, decision: { ...WALLED.decision } });

    expect(feature.querySelector('zephr-registration-wall')).to.equal(wall);
  });

  it('shows the last of several decisions, in whatever order their walls come', async () => {
    const feature = await aFeature();
    await Promise.all([feature.present(WALLED), feature.present(TEASER), feature.present(SHOWN)]);

    expect([feature.getAttribute('state'), feature.decision, feature.children.length]).to.deep.equal([
      'shown',
      SHOWN.decision,
      1,
    ]);
  });

  it('stays in step with its decision when the next comes while a wall is being drawn', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    await feature.present(SHOWN);
    const walled = feature.present(WALLED);
    while (!feature.querySelector('zephr-registration-wall')) await Promise.resolve();
    void feature.present(SHOWN);
    await walled;

    expect([feature.getAttribute('state'), feature.decision]).to.deep.equal(['shown', SHOWN.decision]);
  });

  it('shows its content when a wall was called off before it came', async () => {
    const feature = await aFeature();
    await feature.present(SHOWN);
    await Promise.all([feature.present(WALLED), feature.present(SHOWN)]);

    expect([isSeen(feature.querySelector('p')!), feature.getAttribute('state')]).to.deep.equal([true, 'shown']);
  });

  for (const [event, ...order] of [
    ['zephr-wall-close', WALLED, SHOWN, SHUT],
    ['zephr-wall-close', WALLED, SHUT, SHOWN],
    ['zephr-wall-open', SHOWN, WALLED, SHUT],
    ['zephr-wall-open', SHUT, WALLED, SHOWN],
  ] as const) {
    const [first, second, last] = order;
    const says = order.map(({ decision }) => decision.outcomeId).join(', ');
    it(`stays in step with its decisions when the last of ${says} comes while ${event} is reported`, async () => {
      const feature = await aFeature();
      await feature.present(first);
      answer = (type) => {
        if (type === event) void feature.present(last);
      };
      await feature.present(second);

      expectToShow(feature, last);
      expect(host.heard.filter((heard) => heard.startsWith('zephr-wall-open')).length).to.equal(
        host.heard.filter((heard) => heard.startsWith('zephr-wall-close')).length,
      );
    });
  }

  it('stays in step with its decision when that comes from an element that is cut off', async () => {
    // No markup of Lit's, whose nodes stay where they are.
    const feature = document.createElement('zephr-feature');
    feature.feature = 'articles';
    feature.innerHTML = '<p>One two three <x-caller></x-caller></p>';
    document.body.append(feature);
    answer = (type) => {
      if (type === 'x-caller') void feature.present(SHOWN);
    };
    await feature.present(TEASER);

    expectToShow(feature, SHOWN);
    expect(feature.children.length).to.equal(1);
    feature.remove();
  });

  it('stays in step with its decision when that comes while a fault of a wall is reported', async () => {
    const feature = await aFeature();
    answer = () => void feature.present(SHUT);
    await feature.present(presentation(aDecision({ content: 'hide', outcomeId: 'odd', components: ['odd'] })));

    expectToShow(feature, SHUT);
    expect(host.heard).to.deep.equal(['zephr-fault component-unknown']);
  });

  it('draws nothing any more when it has left the page, and draws it when it is back', async () => {
    const feature = await aFeature();
    const before = feature.present(WALLED);
    const parent = feature.parentElement!;
    feature.remove();
    await before;
    const away = feature.querySelector('zephr-registration-wall');
    parent.append(feature);
    await feature.present(WALLED);

    expect(away).to.equal(null);
    expectToShow(feature, WALLED);
  });

  it('waits while a wall is loading, and says so', async () => {
    const feature = await aFeature();
    await feature.present(SHOWN);
    const walled = feature.present(WALLED);
    const [state, decision] = [feature.getAttribute('state'), feature.decision];
    await walled;

    expect([state, decision]).to.deep.equal(['pending', null]);
    expectToShow(feature, WALLED);
  });

  it('waits where its feature has changed and is not decided', async () => {
    const feature = await aFeature();
    await feature.present(SHOWN);
    feature.feature = 'videos';

    expect([feature.getAttribute('state'), feature.decision, isSeen(feature.querySelector('p')!)]).to.deep.equal([
      ...['pending', null, false],
    ]);
  });

  it('shows the page’s own markup for a component', async () => {
    const feature = await aFeature(
      html`<div slot="register">Our own</div>
        <p>One</p>`,
    );
    await feature.present(WALLED);

    expect(feature.querySelector('div')!.getClientRects().length).to.equal(1);
    expect(feature.querySelector('zephr-registration-wall')).to.equal(null);
  });

  it('keeps its attributes when the page removes those that it does not know, as a morph does', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);
    for (const name of ['state', 'outcome', 'user-state']) feature.removeAttribute(name);
    await new Promise((done) => setTimeout(done));

    expectToShow(feature, WALLED);
  });

  it('keeps the beginning of its content, and follows when that changes', async () => {
    const feature = await aFeature();
    await feature.present(TEASER);
    const before = feature.innerText.trim();
    feature.querySelector('p')!.textContent = 'Four five six';
    await new Promise((done) => setTimeout(done));

    expect([before, feature.innerText.trim()]).to.deep.equal(['One two …', 'Four five …']);
  });

  it('keeps a wall at a distance from what is kept above it, as the page likes', async () => {
    const feature = await aFeature(html`<p style="margin: 0">One two three</p>`);
    await feature.present(
      presentation(aDecision({ content: { keep: { words: 2 } }, outcomeId: 'offer', components: ['register'] })),
    );
    const distance = (): number => {
      const [teaser, wall] = [...feature.children].slice(-2).map((element) => element.getBoundingClientRect());
      return Math.round(wall!.top - teaser!.bottom);
    };
    feature.style.fontSize = '20px';
    const distances = [distance()];
    feature.style.setProperty('--zephr-wall-gap', '7px');
    distances.push(distance());

    expect(distances).to.deep.equal([parseFloat(getComputedStyle(feature.lastElementChild!).fontSize) * 1.5, 7]);
  });

  it('keeps no distance from nothing', async () => {
    const feature = await aFeature();
    await feature.present(WALLED);

    expect(feature.lastElementChild!.getBoundingClientRect().top).to.equal(feature.getBoundingClientRect().top);
  });

  it('shows only a line where it is broken', async () => {
    const feature = await aFeature();
    await feature.present(BROKEN);
    const line = feature.shadowRoot!.querySelector('[part="fault"]')!;

    expect([feature.getAttribute('state'), line.getAttribute('role')]).to.deep.equal(['fault', 'status']);
    expect(line.textContent).to.contain('could not be loaded');
  });

  it('leaves its host when it leaves the page', async () => {
    const feature = await aFeature();
    const there = host.views.has(feature);
    feature.remove();

    expect([there, host.views.has(feature)]).to.deep.equal([true, false]);
  });

  it('connects again when its feature changes', async () => {
    const feature = await aFeature();
    const names: string[] = [];
    const { connect } = host;
    host.connect = (view) => {
      names.push(view.feature);
      return connect(view);
    };
    feature.feature = 'videos';
    feature.feature = 'videos';
    host.connect = connect;

    expect(names).to.deep.equal(['videos']);
  });

  it('yields to the page’s own display, and to hidden', async () => {
    const feature = await aFeature();
    const displays = [getComputedStyle(feature).display];
    feature.hidden = true;
    displays.push(getComputedStyle(feature).display);

    expect(displays).to.deep.equal(['block', 'none']);
  });
});
