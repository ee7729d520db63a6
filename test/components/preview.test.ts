import { expect } from '@open-wc/testing';
import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import type { Config } from '../../src/model/config.js';
import { createZephrPage } from '../../src/page/create-zephr-page.js';
import type { Zephr } from '../../src/page/zephr.js';
import { signPreview } from '../../src/preview/sign-preview.js';
import { until } from '../support/until.js';

const WALL = { content: 'hide', components: ['register'] };
const SHOW = { pointer: '/features/articles/rules/anonymous', before: WALL, after: 'show' };
const GONE = { pointer: '/features/films/title', before: 'Films', after: 'Videos' };

let config: Config;
let privateKey: string;
let zephr: Zephr;

const banner = (): ShadowRoot | undefined => document.querySelector('zephr-preview')?.shadowRoot ?? undefined;
const contentOf = async (): Promise<unknown> => (await zephr.decide('articles')).content;

/** Starts a page in this tab by a link to a preview. */
async function follow(options: Partial<Parameters<typeof signPreview>[0]> = {}): Promise<void> {
  const preview = { liveText: '{}', edits: [SHOW], origins: [location.origin], by: 'News desk', now: Date.now() };
  const jws = await signPreview({ ...preview, ...options }, privateKey);
  history.replaceState(null, '', `${location.pathname}${location.search}#zephr-debug=${jws}`);
  await zephr.start(config, { debug: false });
}

before(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = await exportPKCS8(pair.privateKey);
  config = {
    version: 1,
    preview: { publicKey: await exportSPKI(pair.publicKey) },
    components: { register: { type: 'registration-wall' } },
    features: { articles: { rules: { anonymous: WALL } } },
  } as Config;
});

let address: string;

beforeEach(() => {
  address = location.href;
  ({ zephr } = createZephrPage([], () => undefined));
});

afterEach(() => {
  zephr.stop();
  sessionStorage.clear();
  history.replaceState(null, '', address);
});

describe('a preview in a page', () => {
  it('decides as the draft does, and leaves the address', async () => {
    await follow();

    expect(await contentOf()).to.equal('show');
    expect(location.hash).to.equal('');
    expect(location.search).to.match(/[?&]zephr-debug$/);
    expect(banner()!.textContent).to.match(/^Preview by “News desk”, until .*Leave$/);
    expect(document.querySelector('zephr-preview')!.matches(':popover-open')).to.equal(true);
  });

  it('is left by its banner', async () => {
    await follow();
    banner()!.querySelector('button')!.click();
    await until(() => !banner(), 'the banner is gone');

    expect(await contentOf()).to.equal('hide');
    expect(zephr.preview).to.equal(null);
    expect(sessionStorage.length).to.equal(0);
  });

  it('ends at its end, by the next decision', async () => {
    const { now } = Date;
    try {
      await follow();
      Date.now = () => now() + 3_600_000;
      expect(await contentOf()).to.equal('hide');
      expect(banner()).to.equal(undefined);
    } finally {
      Date.now = now;
    }
  });

  it('has a banner without a fault that axe finds, with readers and with notes', async () => {
    await follow({ edits: [SHOW, GONE], readers: { anna: { claims: { sub: '7' } }, guest: {} } });

    expect(banner()!.textContent).to.include(
      '1 of 2 edits does not apply to today’s live config: /features/films/title.',
    );
    expect(banner()!.textContent).to.include('Open the live page');
    await expect(document.querySelector('zephr-preview')).to.be.accessible();
  });

  it('gives the focus to the list of its readers again when another one is chosen', async () => {
    await follow({ readers: { anna: { claims: { sub: '7' } }, guest: {} } });
    const choice = (): HTMLSelectElement => banner()!.querySelector('select')!;
    choice().focus();
    choice().value = 'guest';
    choice().dispatchEvent(new Event('change'));
    await until(() => zephr.preview?.reader === 'guest' && banner()?.activeElement === choice(), 'it has the focus');
  });
});
