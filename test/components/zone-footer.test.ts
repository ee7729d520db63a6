import { expect, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/walls.js';
import '../../components/zone/define.js';
import { findFocused } from '../../components/zone/find-focused.js';
import { FOOTER, aZone, settled, find, panelOf, isShown, rectOf, removeZones } from '../support/a-zone.js';
import { until } from '../support/until.js';

afterEach(removeZones);

describe('<zephr-zone> as a sticky footer', () => {
  it('is along the bottom of the viewport, wherever its ancestors are', async () => {
    const zone = await aZone({ ...FOOTER, displayAfter: 30 });
    zone.parentElement!.style.cssText = 'transform: scale(0.5); overflow: hidden; height: 300px; contain: paint';
    await until(() => zone.open && isShown(zone));
    const { left, right, bottom, height } = rectOf(zone);

    expect([left, right, bottom].map(Math.round)).to.deep.equal([0, document.documentElement.clientWidth, innerHeight]);
    expect(height).to.be.greaterThan(40);
  });

  it('is a landmark with a name, no dialog, and takes no focus', async () => {
    const button = (await aZone({ ...FOOTER, displayAfter: 60_000 })).parentElement!.querySelector('button')!;
    button.focus();
    const zone = Object.assign(document.createElement('zephr-zone'), FOOTER);
    button.parentElement!.append(zone);
    await settled(zone);

    expect([panelOf(zone).localName, panelOf(zone).getAttribute('aria-label')]).to.deep.equal(['section', 'Notice']);
    expect(panelOf(zone).matches(':modal')).to.equal(false);
    expect(findFocused()).to.equal(button);
  });

  it('is announced by a live region when it comes', async () => {
    const zone = await aZone({ ...FOOTER, displayAfter: 30 });
    const status = find(zone, '[role="status"]');
    const before = status.textContent;
    await until(() => zone.open && isShown(zone));
    await zone.updateComplete;

    expect([before, status.textContent]).to.deep.equal(['', 'Read on']);
  });

  it('closes by its button, gives the focus back, and gives the page its room back', async () => {
    const zone = await aZone(FOOTER);
    const button = document.querySelector<HTMLElement>('#before')!;
    button.focus();
    find(zone, 'button').focus();
    await sendKeys({ press: 'Enter' });
    await zone.updateComplete;
    await Promise.resolve();

    expect([zone.open, isShown(zone), findFocused()]).to.deep.equal([false, false, button]);
    expect(getComputedStyle(document.documentElement).scrollPaddingBottom).to.equal('auto');
    expect(document.adoptedStyleSheets).to.deep.equal([]);
  });

  it('leaves the page scrolling by default', async () => {
    const overflow = (): string => getComputedStyle(document.documentElement).overflowY;
    const zone = await aZone(FOOTER);
    const free = overflow();
    zone.remove();
    await aZone({ ...FOOTER, scrollable: false });

    expect([free, overflow()]).to.deep.equal(['visible', 'hidden']);
  });

  it('makes room for itself: what is scrolled to stops above it, the end of the page too', async () => {
    const zone = await aZone(FOOTER);
    const { offsetHeight } = panelOf(zone);
    const last = document.createElement('button');
    document.body.append(last);
    window.scrollTo({ top: 1e6, behavior: 'instant' });
    await nextFrame();

    expect(parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom)).to.equal(offsetHeight);
    expect(last.getBoundingClientRect().bottom).to.be.at.most(innerHeight - offsetHeight + 1);
    last.remove();
  });

  it('follows its content: the room is as high as it is', async () => {
    const zone = await aZone(FOOTER);
    const before = panelOf(zone).offsetHeight;
    zone.append(Object.assign(document.createElement('p'), { textContent: 'One more line' }));
    const room = (): number => parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom);
    await until(() => room() > before);

    expect(room()).to.equal(panelOf(zone).offsetHeight);
  });

  it('never covers what has the focus: that is scrolled clear of it', async () => {
    const zone = await aZone(FOOTER);
    const link = document.createElement('button');
    zone.parentElement!.prepend(link);
    link.style.cssText = `position: absolute; top: ${innerHeight - 40}px; height: 20px`;
    link.focus({ preventScroll: true });
    await nextFrame();
    await nextFrame();

    expect(link.getBoundingClientRect().bottom).to.be.at.most(innerHeight - panelOf(zone).offsetHeight + 1);
    expect(zone.hasAttribute('aside')).to.equal(false);
  });

  it('steps aside for an element that is fixed in its place and has the focus', async () => {
    const zone = await aZone(FOOTER);
    const notice = document.createElement('button');
    notice.style.cssText = 'position: fixed; bottom: 0; left: 0; height: 30px';
    document.body.append(notice);
    notice.focus();
    await until(() => zone.hasAttribute('aside'));
    const visibility = getComputedStyle(panelOf(zone)).visibility;
    notice.blur();
    await until(() => !zone.hasAttribute('aside'));
    notice.remove();

    expect(visibility).to.equal('hidden');
  });

  it('does not step aside for an element in it', async () => {
    const zone = await aZone(FOOTER);
    zone.querySelector('a')!.focus();
    await nextFrame();
    await nextFrame();

    expect(zone.hasAttribute('aside')).to.equal(false);
  });

  it('takes half of the viewport at most, and scrolls inside', async () => {
    const zone = await aZone(
      FOOTER,
      html`<h2>Long</h2>
        <div style="block-size: 3000px">Words</div>`,
    );
    await until(() => find(zone, '.scroller').tabIndex === 0);

    expect(rectOf(zone).height).to.be.at.most(innerHeight / 2 + 1);
  });
});
