import { assert, fixture, html } from '@open-wc/testing';
import { prepare } from '../../components/feature/show-walls.js';
import type { Shown } from '../../components/feature/shown.js';
import type { Config } from '../../src/model/config.js';
import type { Decision, TrialLeft } from '../../src/model/decision.js';
import { aSession } from '../support/a-session.js';

const CONFIG: Config = {
  version: 1,
  features: {},
  components: {
    register: {
      type: 'registration-wall',
      heading: '{{plural trial.remaining 0="The last one" one="# article left" other="# articles left"}}',
      text: '{{trials.articles/anonymous.remaining}} of {{trial.limit}}',
      fields: [{ name: 'email', type: 'email', label: 'E-mail' }],
    },
    hello: { type: 'custom-block', html: '<p>{{trial.remaining}}</p>' },
    named: { type: 'custom-block', html: '<p>{{feature}}, {{outcome.id}}, {{outcome.label}}</p>' },
  },
};

const left = (remaining: number): TrialLeft => ({ limit: 5, remaining, resetsAt: null });

const aDecision = (remaining: number, changes: Partial<Decision> = {}): Decision => ({
  feature: 'articles',
  userState: 'anonymous',
  outcomeId: 'wall',
  outcomeLabel: 'wall',
  access: true,
  content: 'show',
  components: ['register', 'hello'],
  zone: 'inline',
  trials: { other: left(9), 'articles/anonymous': left(remaining) },
  splitTests: {},
  reason: 'rule',
  trace: [],
  ...changes,
});

const session = aSession();

/** Walls of a decision, in a page of that language. */
async function show(decision: Decision, language = 'en'): Promise<Shown & { readonly feature: HTMLElement }> {
  const box = await fixture(html`<div lang=${language}><div></div></div>`);
  const feature = box.querySelector('div')!;
  feature.attachShadow({ mode: 'open' });
  const presentation = { decision, config: CONFIG, identity: undefined, broken: false };
  const { showWalls } = await prepare(presentation);
  const shown = showWalls(feature, presentation, {
    session,
    notify: () => undefined,
    report: () => undefined,
  });
  feature.shadowRoot!.append(...shown.slots);
  await shown.complete;
  return Object.assign(shown, { feature });
}

const decideAgain = (detail: Decision): boolean =>
  document.dispatchEvent(new CustomEvent('zephr-decision', { detail, bubbles: true }));

const wallIn = (feature: HTMLElement): HTMLElement & { updateComplete: Promise<unknown> } =>
  feature.querySelector('zephr-registration-wall')!;
const headingIn = async (feature: HTMLElement): Promise<string> => {
  await wallIn(feature).updateComplete;
  return wallIn(feature).shadowRoot!.querySelector('h2')!.textContent;
};

describe('a wall that shows the count of a trial', () => {
  it('has words for one, several and none', async () => {
    const headings = [];
    for (const remaining of [2, 1, 0]) headings.push(await headingIn((await show(aDecision(remaining))).feature));

    assert.deepEqual(headings, ['2 articles left', '1 article left', 'The last one']);
  });

  it('can name its feature and its outcome', async () => {
    const pointer = '/features/articles/rules/anonymous';
    const decision = aDecision(3, { components: ['named'], outcomeId: pointer, outcomeLabel: pointer });
    const { feature } = await show(decision);

    assert.equal(feature.querySelector('zephr-custom-block')!.textContent, `articles, ${pointer}, show named`);
  });

  it('shows the count of the last trial, and of others by their trackers', async () => {
    const { feature } = await show(aDecision(3));

    assert.include(wallIn(feature).shadowRoot!.textContent, '3 of 5');
    assert.equal(feature.querySelector('zephr-custom-block')!.textContent, '3');
  });

  it('speaks the language of the page', async () => {
    // In French none is as one.
    const { feature } = await show(
      aDecision(1, { trials: { 'articles/anonymous': { ...left(1), remaining: 0.5 } } }),
      'fr',
    );

    assert.equal(await headingIn(feature), '0,5 article left');
  });

  it('leaves the place empty where no trial was met', async () => {
    const { feature } = await show(aDecision(1, { trials: {} }));

    assert.equal(feature.querySelector('zephr-custom-block')!.textContent, '');
  });

  it('shows the next count, and the reader’s input stays', async () => {
    const { feature } = await show(aDecision(2));
    const input = wallIn(feature).shadowRoot!.querySelector('input')!;
    input.value = 'ada@example.com';
    decideAgain(aDecision(1));

    assert.equal(await headingIn(feature), '1 article left');
    assert.strictEqual(wallIn(feature).shadowRoot!.querySelector('input'), input);
    assert.equal(input.value, 'ada@example.com');
    await feature.querySelector('zephr-custom-block')!.updateComplete;
    assert.equal(feature.querySelector('zephr-custom-block')!.textContent, '1');
  });

  it('ignores other features and other outcomes, and all of them once it is gone', async () => {
    const shown = await show(aDecision(2));
    const { feature } = shown;
    const wall = wallIn(feature);
    for (const changes of [{ feature: 'videos' }, { outcomeId: 'other' }, { components: ['register'] }])
      decideAgain(aDecision(1, changes));
    const before = await headingIn(feature);
    shown.undo();
    decideAgain(aDecision(1));
    await wall.updateComplete;

    assert.deepEqual(
      [before, wall.shadowRoot!.querySelector('h2')!.textContent],
      ['2 articles left', '2 articles left'],
    );
  });

  it('ignores decisions while its feature is off the page, and follows them when it is back', async () => {
    const { feature } = await show(aDecision(2));
    const wall = wallIn(feature);
    const here = feature.parentElement!;
    feature.remove();
    decideAgain(aDecision(1));
    here.append(feature);
    assert.equal(await headingIn(feature), '2 articles left');
    decideAgain(aDecision(0));

    assert.equal(await headingIn(feature), 'The last one');
    assert.equal(wallIn(feature), wall);
  });
});
