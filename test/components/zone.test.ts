import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import '../../components/walls.js';
import '../../components/zone/define.js';
import {
  type Given,
  POP_UP,
  FOOTER,
  BOTH,
  aZone,
  settled,
  find,
  panelOf,
  isShown,
  listenTo,
  removeZones,
} from '../support/a-zone.js';
import { until } from '../support/until.js';

afterEach(removeZones);

describe('<zephr-zone> by default', () => {
  it('is a pop-up that comes at once and stays', async () => {
    const zone = await aZone();

    expect([zone.open, isShown(zone), panelOf(zone).localName]).to.deep.equal([true, true, 'dialog']);
    expect(find(zone, '[part="close"]')).to.equal(null);
  });

  it('can be written in markup alone', async () => {
    const box = await fixture(html`
      <div>
        <zephr-zone zone="sticky-footer" closeable scrollable label="Offer" close-label="Away">Words</zephr-zone>
      </div>
    `);
    const zone = box.querySelector('zephr-zone')!;
    await settled(zone);

    expect(panelOf(zone).getAttribute('aria-label')).to.equal('Offer');
    expect(find(zone, 'button').getAttribute('aria-label')).to.equal('Away');
    expect(zone.hasAttribute('open')).to.equal(true);
  });

  it('takes no room in the page, shown or not', async () => {
    for (const given of BOTH) {
      const zone = await aZone({ ...given, displayAfter: 60_000 });
      const height = zone.parentElement!.offsetHeight;
      expect([zone.open, isShown(zone)]).to.deep.equal([false, false]);
      zone.displayAfter = 0;
      zone.parentElement!.append(zone);
      await settled(zone);

      expect([zone.open, zone.parentElement!.offsetHeight]).to.deep.equal([true, height]);
      zone.remove();
    }
  });
});

describe('<zephr-zone> and its time', () => {
  for (const given of BOTH) {
    it(`is shown as a ${given.zone} when its time has come, and reports it then`, async () => {
      const zone = await aZone({ ...given, displayAfter: 700 });
      const heard = listenTo(zone);
      const early = zone.open;
      await until(() => isShown(zone));

      expect([early, heard]).to.deep.equal([false, ['open']]);
    });
  }

  it('does not come any more when it has left the page', async () => {
    const zone = await aZone({ displayAfter: 20 });
    zone.remove();
    await aTimeout(60);

    expect(zone.open).to.equal(false);
  });

  it('waits while the element around it is not rendered, as it would block the page unseen', async () => {
    for (const given of BOTH) {
      const zone = await aZone({ ...given, displayAfter: 20 });
      zone.parentElement!.style.display = 'none';
      await aTimeout(60);
      const hidden = [zone.open, document.querySelectorAll(':modal').length];
      zone.parentElement!.style.display = '';
      await until(() => zone.open && isShown(zone));
      zone.parentElement!.style.display = 'none';
      await until(() => !zone.open);
      zone.parentElement!.style.display = '';
      await until(() => zone.open && isShown(zone));

      expect(hidden).to.deep.equal([false, 0]);
      zone.remove();
    }
  });

  it('waits for longer than a timer can count', async () => {
    expect((await aZone({ displayAfter: 1e12 })).open).to.equal(false);
  });

  for (const displayAfter of [NaN, -5, 'soon']) {
    it(`comes at once after ${displayAfter} milliseconds`, async () => {
      expect((await aZone({ displayAfter } as Given)).open).to.equal(true);
    });
  }
});

describe('<zephr-zone> and other zones', () => {
  it('shows one pop-up after the other', async () => {
    const first = await aZone({ ...POP_UP });
    const second = document.createElement('zephr-zone');
    first.parentElement!.append(Object.assign(second, POP_UP));
    await settled(second);
    const before = [first.open, second.open];
    first.dismiss();
    await settled(second);

    expect([before, [first.open, second.open]]).to.deep.equal([
      [true, false],
      [false, true],
    ]);
  });

  it('lets the next one come when the first has left the page', async () => {
    const first = await aZone({ ...FOOTER });
    const second = Object.assign(document.createElement('zephr-zone'), FOOTER);
    first.parentElement!.append(second);
    await settled(second);
    first.remove();
    await settled(second);

    expect(second.open).to.equal(true);
  });

  it('does not wait any more when it has left the page itself', async () => {
    const first = await aZone({ ...POP_UP });
    const second = Object.assign(document.createElement('zephr-zone'), POP_UP);
    first.parentElement!.append(second);
    await settled(second);
    second.remove();
    first.dismiss();
    await settled(second);

    expect(second.open).to.equal(false);
  });

  it('shows a pop-up over a footer, but no footer over a pop-up', async () => {
    const footer = await aZone({ ...FOOTER });
    const popUp = Object.assign(document.createElement('zephr-zone'), POP_UP);
    footer.parentElement!.append(popUp);
    await settled(popUp);
    const both = [footer.open, popUp.open];
    footer.parentElement!.prepend(footer);
    await settled(footer);

    expect([both, footer.open]).to.deep.equal([[true, true], false]);
  });
});

describe('<zephr-zone> that was closed', () => {
  it('is not shown again for the same occasion, but is for another', async () => {
    const zone = await aZone({ ...POP_UP, occasion: 'story 1' });
    zone.dismiss();
    const again = Object.assign(document.createElement('zephr-zone'), POP_UP, { occasion: 'story 1' });
    zone.parentElement!.append(again);
    await settled(again);
    const same = again.open;
    again.occasion = 'story 2';
    await settled(again);
    await settled(again);

    expect([same, again.open]).to.deep.equal([false, true]);
  });

  it('does not come in its turn where another has been closed for the same occasion meanwhile', async () => {
    const first = await aZone({ ...POP_UP, occasion: 'story 3' });
    const second = Object.assign(document.createElement('zephr-zone'), POP_UP, { occasion: 'story 3' });
    first.parentElement!.append(second);
    await settled(second);
    first.dismiss();
    await settled(second);

    expect(second.open).to.equal(false);
  });

  it('is shown again where it was only moved', async () => {
    const zone = await aZone({ ...POP_UP, occasion: 'story 4' });
    zone.parentElement!.prepend(zone);
    await settled(zone);

    expect([zone.open, panelOf(zone).matches(':modal')]).to.deep.equal([true, true]);
  });
});
