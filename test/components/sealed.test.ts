/** Sealed content is opened by each engine's own cryptography, inflating and parsing. */
import { expect, fixture } from '@open-wc/testing';
import { defineFeature } from '../../components/feature/define.js';
import { type ZephrFeatureElement } from '../../components/feature/feature.js';
import { type Config } from '../../src/model/config.js';
import { type Decision } from '../../src/model/decision.js';
import { type FeatureView, type Presentation } from '../../src/model/feature-host.js';
import { meetPlaces, type KeyAnswer, type KeyQuestion } from '../../src/model/place-questions.js';
import { deriveFeatureKey } from '../../src/seal/derive-keys.js';
import { releaseKey } from '../../src/seal/release-key.js';
import { aSeal, changePart, MASTER_KEY } from '../support/a-seal.js';
import { aSession } from '../support/a-session.js';
import { until } from '../support/until.js';

const CONFIG: Config = {
  version: 1,
  features: { articles: { protection: 'sealed' } },
  components: { register: { type: 'registration-wall', heading: 'register' } },
};

const DECISION: Decision = {
  ...{ feature: 'articles', userState: 'customer', outcomeId: 'show', outcomeLabel: 'show', access: true },
  ...{ content: 'show', components: [], zone: 'inline', trials: {}, splitTests: {}, reason: 'rule', trace: [] },
};

const present = (changes: Partial<Decision> = {}): Presentation => ({
  decision: { ...DECISION, ...changes },
  ...{ config: CONFIG, identity: undefined, broken: false },
});

const SHOWN = present();
const WALLED = present({ access: false, content: 'hide', components: ['register'], outcomeId: 'wall' });

/** A host whose sessions the test opens. */
const host = {
  session: aSession(),
  faults: [] as string[],
  heard: [] as string[],
  connect: () => undefined,
  disconnect: () => undefined,
  fallback: (): Presentation => ({ ...WALLED, broken: true }),
  notify: (type: string) => void host.heard.push(type),
  report: ({ code }: { readonly code: string }) => void host.faults.push(code),
};

/** Releases the key of a seal, as an endpoint does. */
async function release({ decision, header, wrapped, kid }: KeyQuestion): Promise<KeyAnswer> {
  return { key: await releaseKey(await deriveFeatureKey(MASTER_KEY, kid, decision.feature), header, wrapped) };
}

async function aPlace(seals: readonly string[], clear = '<p>clear</p>'): Promise<ZephrFeatureElement> {
  const scripts = seals.map((seal) => `<script type="application/jose">${seal}</script>`).join('');
  return fixture<ZephrFeatureElement>(`<zephr-feature feature="articles" sealed>${clear}${scripts}</zephr-feature>`);
}

const stateOf = (place: Element): string | null => place.getAttribute('state');

describe('sealed content', () => {
  before(() => defineFeature(host as never));
  beforeEach(() => {
    host.session = aSession();
    host.faults.length = 0;
    host.heard.length = 0;
    meetPlaces(host.session.store).answer({ askKey: release, forgetKeys: () => undefined, decideLower: () => null });
  });

  it('opens part by part in light DOM, and leaves no ciphertext', async () => {
    const place = await aPlace(await Promise.all([aSeal('<p>wörter</p>'), aSeal('<p>two</p>', { part: 1 })]));
    void (place as FeatureView).present(SHOWN);
    await until(() => stateOf(place) === 'shown');

    expect(place.textContent).to.equal('clearwörtertwo');
    expect(host.heard).to.include('zephr-opened');
    expect(host.faults).to.deep.equal([]);
  });

  it('opens a content of a megabyte, and one that is not deflated', async () => {
    const long = `<p>${'word '.repeat(200_000)}</p>`;
    const place = await aPlace(
      await Promise.all([aSeal(long), aSeal('<p id="plain">plain</p>', { part: 1, isDeflated: false })]),
    );
    void (place as FeatureView).present(SHOWN);
    await until(() => stateOf(place) === 'shown');

    expect(place.textContent.length).to.be.greaterThan(1_000_000);
    expect(place.querySelector('#plain')?.textContent).to.equal('plain');
  });

  it('attaches declarative shadow roots, and runs no script', async () => {
    const content =
      '<div id="host"><template shadowrootmode="open"><b>in shadow</b></template></div><script>window.sealRan = true</script>';
    const place = await aPlace([await aSeal(content)]);
    void (place as FeatureView).present(SHOWN);
    await until(() => stateOf(place) === 'shown');

    expect(place.querySelector('#host')?.shadowRoot?.textContent).to.equal('in shadow');
    expect(Reflect.get(window, 'sealRan')).to.equal(undefined);
  });

  it('leaves the page with the access, and returns with it', async () => {
    const place = await aPlace([await aSeal('<p>one</p>')]);
    void (place as FeatureView).present(SHOWN);
    await until(() => stateOf(place) === 'shown');
    void (place as FeatureView).present(WALLED);
    await until(() => stateOf(place) === 'walled');
    expect(place.textContent).not.to.include('one');
    void (place as FeatureView).present(SHOWN);
    await until(() => stateOf(place) === 'shown');

    expect(place.textContent).to.equal('clearone');
  });

  it('is a fault where it was changed, and nothing of it is inserted', async () => {
    const place = await aPlace([changePart(await aSeal('<p>one</p>'), 3, 4)]);
    void (place as FeatureView).present(SHOWN);
    await until(() => host.faults.length > 0);

    expect(host.faults).to.deep.equal(['seal-broken']);
    expect(place.textContent).not.to.include('one');
  });
});
