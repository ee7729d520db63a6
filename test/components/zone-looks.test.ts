import { expect, fixture, html } from '@open-wc/testing';
import '../../components/walls.js';
import '../../components/zone/define.js';
import {
  POP_UP,
  FOOTER,
  BOTH,
  CONTENT,
  aZone,
  find,
  panelOf,
  isShown,
  rectOf,
  removeZones,
} from '../support/a-zone.js';
import { until } from '../support/until.js';

afterEach(removeZones);

describe('<zephr-zone> and accessibility', () => {
  for (const given of BOTH) {
    for (const scheme of ['light', 'dark']) {
      for (const wall of [
        html`<zephr-registration-wall></zephr-registration-wall>`,
        html`<zephr-paywall .offers=${[{ id: 'a', badge: 'New' }, { id: 'b' }]}></zephr-paywall>`,
        CONTENT,
      ]) {
        it(`has no fault that axe finds, as a ${given.zone} in ${scheme} colours`, async () => {
          const zone = await aZone(given, wall);
          zone.parentElement!.style.cssText = `color-scheme: ${scheme}; background: Canvas`;
          // This test does not judge the browser's own buttons.
          zone.parentElement!.querySelector('button')!.remove();
          rectOf(zone);

          await expect(zone.parentElement!).to.be.accessible();
        });
      }
    }
  }

  it('has no fault that axe finds where it scrolls', async () => {
    for (const given of BOTH) {
      const zone = await aZone(
        given,
        html`<h2>Long</h2>
          <div style="block-size: 3000px">Words</div>`,
      );
      await until(() => find(zone, '.scroller').tabIndex === 0, 'it scrolls');

      await expect(zone.parentElement!).to.be.accessible();
      zone.parentElement!.remove();
    }
  });

  it('has its button at the other end in a page that is read from right to left', async () => {
    const ends: boolean[] = [];
    for (const dir of ['ltr', 'rtl']) {
      const zone = await aZone({ ...FOOTER, displayAfter: 20 });
      zone.parentElement!.dir = dir;
      await until(() => zone.open && isShown(zone));
      ends.push(find(zone, 'button').getBoundingClientRect().left > innerWidth / 2);
      zone.remove();
    }

    expect(ends).to.deep.equal([true, false]);
  });
});

describe('<zephr-zone> in the colours of a paper', () => {
  it('follows the color-scheme of the page, not the device', async () => {
    const backgrounds: string[] = [];
    for (const scheme of ['normal', 'dark']) {
      const zone = await aZone(POP_UP);
      zone.parentElement!.style.colorScheme = scheme;
      backgrounds.push(getComputedStyle(panelOf(zone)).backgroundColor);
      zone.remove();
    }

    expect(backgrounds).to.deep.equal(['rgb(250, 248, 245)', 'rgb(29, 29, 32)']);
  });

  it('takes colours and sizes from custom properties', async () => {
    const zone = await aZone(POP_UP);
    for (const [name, value] of Object.entries({ surface: 'rgb(1, 2, 3)', 'zone-width': '250px' })) {
      zone.style.setProperty(`--zephr-${name}`, value);
    }

    expect([getComputedStyle(panelOf(zone)).backgroundColor, rectOf(zone).width]).to.deep.equal(['rgb(1, 2, 3)', 250]);
  });

  it('lets the page style its parts', async () => {
    const style = await fixture(html`
      <style>
        zephr-zone::part(panel) {
          border-color: rgb(9, 9, 9);
        }
      </style>
    `);
    const zone = await aZone(POP_UP);
    document.body.append(style);

    expect(getComputedStyle(panelOf(zone)).borderTopColor).to.equal('rgb(9, 9, 9)');
    style.remove();
  });

  it('gives a wall its own edge, and what has none of its own some room', async () => {
    const zone = await aZone(
      POP_UP,
      html`<zephr-registration-wall></zephr-registration-wall>
        <p>Words</p>`,
    );
    const wall = find(zone.querySelector('zephr-registration-wall')!, '[part="wall"]');

    expect(getComputedStyle(wall).borderTopWidth).to.equal('0px');
    expect(parseFloat(getComputedStyle(zone.querySelector('p')!).paddingLeft)).to.be.greaterThan(9);
  });
});
