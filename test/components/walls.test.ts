import { expect, fixture, html } from '@open-wc/testing';
import '../../components/custom-block/define.js';
import { safeHref } from '../../components/internal/safe-href.js';
import { createWall, type Wall } from '../../components/walls.js';
import { type ComponentConfig } from '../../src/model/config.js';

const asConfig = (config: unknown): ComponentConfig => config as ComponentConfig;

async function aWall(config: unknown, customElements?: Readonly<Record<string, string[]>>): Promise<Wall> {
  const wall = createWall({ id: 'it', feature: 'articles', config: asConfig(config), customElements })!;
  (await fixture(html`<div></div>`)).append(wall);
  await wall.updateComplete;
  return wall;
}

const text = (wall: Wall): string => wall.shadowRoot!.textContent.replace(/\s+/g, ' ');

describe('createWall', () => {
  it('makes the element of each type, which knows its feature and its id', async () => {
    for (const type of ['registration-wall', 'paywall', 'custom-block']) {
      const wall = await aWall({ type });

      expect(wall.localName).to.equal(`zephr-${type}`);
      expect([wall.getAttribute('feature'), wall.getAttribute('component')]).to.deep.equal(['articles', 'it']);
    }
  });

  it('hands the config of a registration wall on', async () => {
    const wall = await aWall({
      type: 'registration-wall',
      heading: 'Read on',
      text: 'For free.',
      button: 'Go',
      action: '/register',
      fields: [{ name: 'who', type: 'name', label: 'Your name' }],
      signIn: { href: '/login' },
    });

    expect(text(wall)).to.match(/Read on.*For free\..*Your name.*Go.*Sign in/);
    expect(wall.shadowRoot!.querySelector('form')!.getAttribute('action')).to.equal(`${location.origin}/register`);
  });

  it('hands the config of a paywall on', async () => {
    const wall = await aWall({ type: 'paywall', offers: [{ id: 'gold', title: 'Gold' }], signIn: { href: '/login' } });

    expect(text(wall)).to.match(/Subscribe to keep reading.*Gold.*Choose Gold.*Sign in/);
  });

  it('hands the markup of a custom block on, and which elements of the page it may hold', async () => {
    const wall = await aWall({ type: 'custom-block', html: '<x-news topic="a"></x-news>' }, { 'x-news': ['topic'] });

    expect(wall.innerHTML).to.equal('<x-news topic="a"></x-news>');
  });

  it('takes no elements of the page from a component', async () => {
    const wall = await aWall({ type: 'custom-block', html: '<x-news></x-news>', customElements: { 'x-news': [] } });

    expect(wall.innerHTML).to.equal('');
  });

  it('is null for a type that is not a wall, and for an invalid config', () => {
    for (const config of [{ type: 'hologram' }, { type: 'constructor' }, { type: ['paywall'] }, {}, null, 'paywall']) {
      expect(createWall({ id: 'it', feature: 'articles', config: asConfig(config) })).to.equal(null);
    }
  });

  const mistakes: Readonly<Record<string, unknown>> = {
    'Read on with a free account': {
      type: 'registration-wall',
      ...{ heading: 7, text: {}, action: ['/x'], button: null, fields: 'x', signIn: 7 },
    },
    'Subscribe to keep reading': { type: 'paywall', heading: [], text: 7, offers: 'x', signIn: 'x' },
  };
  for (const [heading, config] of Object.entries(mistakes)) {
    it(`shows "${heading}" where nothing else in the config is sound`, async () => {
      const wall = await aWall(config);

      expect(wall.shadowRoot!.querySelector('h2')!.textContent).to.equal(heading);
    });
  }

  it('shows the sound offers beside a null one', async () => {
    const wall = await aWall({ type: 'paywall', offers: [null, { id: 'gold' }] });

    expect(wall.shadowRoot!.querySelectorAll('[part~="offer"]').length).to.equal(1);
  });

  it('shows an empty block where its markup is not text', async () => {
    expect((await aWall({ type: 'custom-block', html: 7 })).childNodes.length).to.equal(0);
  });
});

describe('safeHref', () => {
  for (const address of [
    '/register',
    'register?x=1',
    '#top',
    '?plan=monthly',
    '//shop.example/a',
    'https://shop.example/',
    'HTTP://shop.example/',
    'mailto:desk@example.org',
    'tel:+4930123456',
    './java:script',
  ]) {
    it(`gives the whole address of ${address}`, () => {
      expect(safeHref(address)).to.equal(new URL(address, location.href).href);
    });
  }

  for (const address of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '  javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\r\n:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'about:blank',
    'https://',
    '',
    7,
    null,
    undefined,
    { toString: () => '/x' },
  ]) {
    it(`drops ${JSON.stringify(address)}`, () => {
      expect(safeHref(address)).to.equal(undefined);
    });
  }
});
