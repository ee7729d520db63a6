import { aTimeout, expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/walls.js';
import '../../components/zone/define.js';
import { findZoneOptions } from '../../components/feature/find-zone-options.js';
import { findFocused } from '../../components/zone/find-focused.js';
import { type ZephrZoneElement } from '../../components/zone/zone.js';
import { type Config } from '../../src/model/config.js';
import { type Decision } from '../../src/model/decision.js';

type Given = Partial<ZephrZoneElement>;

const POP_UP: Given = { zone: 'pop-up', closeable: true };
const FOOTER: Given = { zone: 'sticky-footer', closeable: true, scrollable: true };
const BOTH = [POP_UP, FOOTER];

const CONTENT = html`<h2>Read on</h2>
  <p>For free. <a href="#go">Go</a></p>`;

/** A zone in a page, with something to focus before it. */
async function aZone(given: Given = {}, content: unknown = CONTENT): Promise<ZephrZoneElement> {
  const box = await fixture(html`
    <main lang="en">
      <button id="before">Before</button>
      <div style="height: 1500px"></div>
    </main>
  `);
  const zone = Object.assign(document.createElement('zephr-zone'), { feature: 'articles' }, given);
  zone.append(...(await fixture<HTMLElement>(html`<div>${content}</div>`)).childNodes);
  box.append(zone);
  await settled(zone);
  return zone;
}

/** When it is shown, if it does not wait. */
async function settled(zone: ZephrZoneElement): Promise<void> {
  await zone.updateComplete;
  await Promise.resolve();
  await zone.updateComplete;
  await zone.updateComplete;
}

const find = (zone: Element, selector: string): HTMLElement => zone.shadowRoot!.querySelector<HTMLElement>(selector)!;
const panelOf = (zone: Element): HTMLElement => find(zone, '[part="panel"]');
const isShown = (zone: Element): boolean => panelOf(zone).getClientRects().length > 0;

/** Where it is when it has come to rest. */
function rectOf(zone: Element): DOMRect {
  for (const animation of panelOf(zone).getAnimations()) animation.finish();
  return panelOf(zone).getBoundingClientRect();
}

/** A press and a click of the pointer on an element, as they come from the browser. */
function click(element: Element, pressed = element): void {
  pressed.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
}

/** What is told of a zone, in order. */
function listenTo(zone: ZephrZoneElement): string[] {
  const heard: string[] = [];
  for (const type of ['open', 'close', 'zephr-dismiss'] as const) {
    zone.addEventListener(type, () => heard.push(type));
  }
  return heard;
}

afterEach(() => {
  for (const zone of document.querySelectorAll('zephr-zone')) zone.remove();
  window.scrollTo(0, 0);
});

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

  it('takes no room where it stands, shown or not', async () => {
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
    it(`is shown as a ${given.zone} when its time has come, and tells then`, async () => {
      const zone = await aZone({ ...given, displayAfter: 80 });
      const heard = listenTo(zone);
      const early = zone.open;
      await waitUntil(() => isShown(zone));

      expect([early, heard]).to.deep.equal([false, ['open']]);
    });
  }

  it('does not come any more when it has left the page', async () => {
    const zone = await aZone({ displayAfter: 20 });
    zone.remove();
    await aTimeout(60);

    expect(zone.open).to.equal(false);
  });

  it('waits while what it stands in is not rendered, lest it blocks the page unseen', async () => {
    for (const given of BOTH) {
      const zone = await aZone({ ...given, displayAfter: 20 });
      zone.parentElement!.style.display = 'none';
      await aTimeout(60);
      const hidden = [zone.open, document.querySelectorAll(':modal').length];
      zone.parentElement!.style.display = '';
      await waitUntil(() => zone.open && isShown(zone));
      zone.parentElement!.style.display = 'none';
      await waitUntil(() => !zone.open);
      zone.parentElement!.style.display = '';
      await waitUntil(() => zone.open && isShown(zone));

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

describe('<zephr-zone> as a pop-up', () => {
  it('is modal, in the middle, and named by the heading in it', async () => {
    const zone = await aZone(POP_UP);
    const { left, right, top, bottom } = rectOf(zone);

    expect(panelOf(zone).matches(':modal')).to.equal(true);
    expect(panelOf(zone).getAttribute('aria-label')).to.equal('Read on');
    expect(Math.abs(left + right - document.documentElement.clientWidth)).to.be.lessThan(2);
    expect(Math.abs(top + bottom - innerHeight)).to.be.lessThan(2);
  });

  it('is named by the heading of a wall, and follows when that changes', async () => {
    const zone = await aZone(POP_UP, html`<zephr-paywall heading="Subscribe"></zephr-paywall>`);
    await nextFrame();
    await zone.updateComplete;
    const names = [panelOf(zone).getAttribute('aria-label')];
    zone.querySelector('zephr-paywall')!.heading = 'One article left';
    await nextFrame();
    await zone.updateComplete;
    names.push(panelOf(zone).getAttribute('aria-label'));

    expect(names).to.deep.equal(['Subscribe', 'One article left']);
  });

  for (const [language, close, notice] of [
    ['en-GB', 'Close', 'Notice'],
    ['de', 'Schließen', 'Hinweis'],
    ['ar', 'إغلاق', 'تنبيه'],
    ['nl', 'Close', 'Notice'],
  ] as const) {
    it(`has a name and a button in words of ${language}`, async () => {
      const box = await fixture(html`<div lang=${language}><zephr-zone closeable>Words</zephr-zone></div>`);
      const zone = box.querySelector('zephr-zone')!;
      await settled(zone);

      expect([panelOf(zone), find(zone, 'button')].map((it) => it.getAttribute('aria-label'))).to.deep.equal([
        ...[notice, close],
      ]);
    });
  }

  it('has a name and a button in the publisher’s own words where it is handed them', async () => {
    const texts = { close: 'Shut', pt: { close: 'Sair', notice: 'Nota' }, 'pt-BR': { notice: 'Recado' } };
    const box = await fixture(html`<div lang="pt-BR"><zephr-zone closeable .texts=${texts}>Words</zephr-zone></div>`);
    const zone = box.querySelector('zephr-zone')!;
    await settled(zone);

    expect([panelOf(zone), find(zone, 'button')].map((it) => it.getAttribute('aria-label'))).to.deep.equal([
      ...['Recado', 'Sair'],
    ]);
  });

  it('takes the focus as a whole, keeps it, and gives it back', async () => {
    const zone = await aZone({ ...POP_UP, displayAfter: 30 });
    const button = document.querySelector<HTMLElement>('#before')!;
    button.focus();
    await waitUntil(() => zone.open && isShown(zone));
    const seen = [findFocused()];
    for (let presses = 0; presses < 2; presses++) {
      await sendKeys({ press: 'Tab' });
      seen.push(findFocused());
    }
    button.focus();
    const kept = findFocused() !== button;
    zone.dismiss();
    await Promise.resolve();

    expect(seen).to.deep.equal([panelOf(zone), find(zone, 'button'), zone.querySelector('a')]);
    expect([kept, findFocused()]).to.deep.equal([true, button]);
  });

  it('gives the focus back when it is taken away', async () => {
    const zone = await aZone({ ...POP_UP, displayAfter: 30 });
    const button = document.querySelector<HTMLElement>('#before')!;
    button.focus();
    await waitUntil(() => zone.open && isShown(zone));
    zone.remove();
    await Promise.resolve();

    expect(findFocused()).to.equal(button);
  });

  it('closes by Escape, its button, and a click beside it', async () => {
    for (const act of [
      () => sendKeys({ press: 'Escape' }),
      (zone: Element) => find(zone, 'button').click(),
      (zone: Element) => click(panelOf(zone)),
    ]) {
      const zone = await aZone(POP_UP);
      const heard = listenTo(zone);
      await Promise.resolve(act(zone));

      expect([zone.open, heard]).to.deep.equal([false, ['zephr-dismiss', 'close']]);
      await zone.updateComplete;
      expect(isShown(zone)).to.equal(false);
      zone.remove();
    }
  });

  it('does not close when a selection is drawn out of it, nor by a click in it', async () => {
    const zone = await aZone(POP_UP);
    click(panelOf(zone), zone.querySelector('h2')!);
    click(zone.querySelector('h2')!);

    expect(zone.open).to.equal(true);
  });

  it('leaves an Escape alone that something in it has taken', async () => {
    const zone = await aZone(POP_UP);
    const link = zone.querySelector('a')!;
    link.addEventListener('keydown', (event) => event.preventDefault());
    link.focus();
    await sendKeys({ press: 'Escape' });

    expect(zone.open).to.equal(true);
  });

  it('stays on Escape, however often, and on clicks where it is not closeable', async () => {
    const zone = await aZone({ closeable: false });
    for (let presses = 0; presses < 3; presses++) await sendKeys({ press: 'Escape' });
    click(panelOf(zone));
    (document.activeElement as HTMLElement).blur();
    for (let presses = 0; presses < 3; presses++) await sendKeys({ press: 'Escape' });
    await nextFrame();

    expect([zone.open, panelOf(zone).matches(':modal')]).to.deep.equal([true, true]);
  });

  it('stays where the browser closes it all the same', async () => {
    const zone = await aZone({ closeable: false });
    (panelOf(zone) as HTMLDialogElement).close();
    await waitUntil(() => panelOf(zone).matches(':modal'));

    expect(zone.open).to.equal(true);
  });

  it('stays where the page cancels zephr-dismiss', async () => {
    const zone = await aZone(POP_UP);
    const seen: unknown[] = [];
    document.addEventListener(
      'zephr-dismiss',
      (event) => {
        event.preventDefault();
        seen.push(event.detail);
      },
      { once: true },
    );
    await sendKeys({ press: 'Escape' });

    expect([zone.open, isShown(zone)]).to.deep.equal([true, true]);
    expect(seen).to.deep.equal([{ feature: 'articles', zone: 'pop-up' }]);
  });

  it('keeps the page behind it from scrolling, unless told otherwise, and moves nothing', async () => {
    const zone = await aZone({ ...POP_UP, displayAfter: 30 });
    const now = (): [string, number] => [
      getComputedStyle(document.documentElement).overflowY,
      zone.parentElement!.clientWidth,
    ];
    const before = now();
    await waitUntil(() => zone.open && isShown(zone));
    const locked = now();
    zone.dismiss();
    const after = now();
    await aZone({ ...POP_UP, scrollable: true });

    expect([before, locked, after, now()]).to.deep.equal([before, ['hidden', before[1]], before, before]);
    expect(before[0]).to.equal('visible');
  });

  it('is locked on the body where that is the one that says how the page scrolls', async () => {
    document.body.style.overflowX = 'clip';
    await aZone(POP_UP);
    const found = [document.documentElement, document.body].map((element) => getComputedStyle(element).overflowY);
    document.body.style.overflowX = '';

    expect(found[0]).to.equal('visible');
    expect(found[1]).to.equal('hidden');
  });

  it('fits a small box and scrolls inside, by keyboard too', async () => {
    const zone = await aZone(
      POP_UP,
      html`<h2>Long</h2>
        <div style="block-size: 3000px">Words</div>`,
    );
    const { top, bottom } = rectOf(zone);
    await waitUntil(() => find(zone, '.scroller').tabIndex === 0);

    expect(top).to.be.greaterThan(8);
    expect(bottom).to.be.lessThan(innerHeight - 8);
  });

  it('is wide enough for offers side by side', async () => {
    const offers = [{ id: 'a' }, { id: 'b' }];
    const plain = await aZone(POP_UP, html`<zephr-registration-wall></zephr-registration-wall>`);
    const width = rectOf(plain).width;
    plain.remove();
    const zone = await aZone(POP_UP, html`<zephr-paywall .offers=${offers}></zephr-paywall>`);
    await waitUntil(() => panelOf(zone).classList.contains('wide'));

    if (innerWidth >= 700) expect(rectOf(zone).width).to.be.greaterThan(width);
  });
});

describe('<zephr-zone> as a sticky footer', () => {
  it('stands along the bottom of the viewport, wherever its ancestors are', async () => {
    const zone = await aZone({ ...FOOTER, displayAfter: 30 });
    zone.parentElement!.style.cssText = 'transform: scale(0.5); overflow: hidden; height: 300px; contain: paint';
    await waitUntil(() => zone.open && isShown(zone));
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

  it('is told of by a live region when it comes', async () => {
    const zone = await aZone({ ...FOOTER, displayAfter: 30 });
    const status = find(zone, '[role="status"]');
    const before = status.textContent;
    await waitUntil(() => zone.open && isShown(zone));
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

  it('leaves the page scrolling, unless told otherwise', async () => {
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
    await waitUntil(() => room() > before);

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

  it('steps aside for what is fixed where it stands while that has the focus', async () => {
    const zone = await aZone(FOOTER);
    const notice = document.createElement('button');
    notice.style.cssText = 'position: fixed; bottom: 0; left: 0; height: 30px';
    document.body.append(notice);
    notice.focus();
    await waitUntil(() => zone.hasAttribute('aside'));
    const visibility = getComputedStyle(panelOf(zone)).visibility;
    notice.blur();
    await waitUntil(() => !zone.hasAttribute('aside'));
    notice.remove();

    expect(visibility).to.equal('hidden');
  });

  it('does not step aside for what is in it', async () => {
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
    await waitUntil(() => find(zone, '.scroller').tabIndex === 0);

    expect(rectOf(zone).height).to.be.at.most(innerHeight / 2 + 1);
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

describe('<zephr-zone> for everybody', () => {
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
          // A button of the browser's own is no business of this test.
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
      await waitUntil(() => find(zone, '.scroller').tabIndex === 0);

      await expect(zone.parentElement!).to.be.accessible();
      zone.parentElement!.remove();
    }
  });

  it('has its button at the other end in a page that is read from right to left', async () => {
    const ends: boolean[] = [];
    for (const dir of ['ltr', 'rtl']) {
      const zone = await aZone({ ...FOOTER, displayAfter: 20 });
      zone.parentElement!.dir = dir;
      await waitUntil(() => zone.open && isShown(zone));
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

describe('findZoneOptions', () => {
  const footer = (closeable: boolean, more = {}): object => ({
    ...{ content: 'show', zone: 'sticky-footer', zoneOptions: { closeable }, ...more },
  });
  const config = {
    version: 1,
    features: {
      'a/b': { rules: { anonymous: { type: 'trial', yes: 'show', no: footer(true) }, customer: footer(false) } },
      named: { rules: { anonymous: { nodes: { x: { yes: footer(true, { id: 'bar' }) } } } } },
      other: { rules: { anonymous: footer(false, { id: 'bar' }) } },
    },
    outcomes: { shared: footer(true), bar: footer(false) },
    subRules: { sub: { start: { no: footer(true, { id: 'below' }) } } },
  } as unknown as Config;
  const closeable = (feature: string, outcomeId: string, zone = 'sticky-footer'): unknown =>
    findZoneOptions({ feature, outcomeId, zone } as Decision, config).closeable;

  for (const [says, feature, outcomeId, expected] of [
    ['a place in the config', 'a/b', '/features/a~1b/rules/anonymous/no', true],
    ['another place', 'a/b', '/features/a~1b/rules/customer', false],
    ['an entry of outcomes', 'a/b', 'shared', true],
    ['an id of its own, in a sub rule', 'a/b', 'below', true],
    ['nothing that there is', 'a/b', '/features/a~1b/rules/registered', undefined],
    ['what every object has', 'a/b', 'constructor', undefined],
  ] as const) {
    it(`finds an outcome that is named by ${says}`, () => {
      expect(closeable(feature, outcomeId)).to.equal(expected);
    });
  }

  it('takes the outcome of the feature where several have one id', () => {
    expect([closeable('named', 'bar'), closeable('other', 'bar'), closeable('a/b', 'bar')]).to.deep.equal([
      ...[true, false, false],
    ]);
  });

  it('takes no outcome of another zone', () => {
    expect(closeable('a/b', 'shared', 'pop-up')).to.equal(undefined);
  });

  it('comes to an end in a config that holds itself', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const options = findZoneOptions(
      { feature: 'x', outcomeId: 'y', zone: 'pop-up' } as Decision,
      {
        version: 1,
        features: { x: circle },
      } as unknown as Config,
    );

    expect(options).to.deep.equal({});
  });
});
