import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/walls.js';
import '../../components/zone/define.js';
import { findFocused } from '../../components/zone/find-focused.js';
import {
  POP_UP,
  aZone,
  settled,
  find,
  panelOf,
  isShown,
  rectOf,
  click,
  listenTo,
  removeZones,
} from '../support/a-zone.js';
import { until } from '../support/until.js';

afterEach(removeZones);

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
    await until(() => zone.open && isShown(zone));
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
    await until(() => zone.open && isShown(zone));
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
    await until(() => panelOf(zone).matches(':modal'));

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

  it('keeps the page behind it from scrolling by default, and moves nothing', async () => {
    const zone = await aZone({ ...POP_UP, displayAfter: 30 });
    const now = (): [string, number] => [
      getComputedStyle(document.documentElement).overflowY,
      zone.parentElement!.clientWidth,
    ];
    const before = now();
    await until(() => zone.open && isShown(zone));
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
    await until(() => find(zone, '.scroller').tabIndex === 0);

    expect(top).to.be.greaterThan(8);
    expect(bottom).to.be.lessThan(innerHeight - 8);
  });

  it('is wide enough for offers side by side', async () => {
    const offers = [{ id: 'a' }, { id: 'b' }];
    const plain = await aZone(POP_UP, html`<zephr-registration-wall></zephr-registration-wall>`);
    const width = rectOf(plain).width;
    plain.remove();
    const zone = await aZone(POP_UP, html`<zephr-paywall .offers=${offers}></zephr-paywall>`);
    await until(() => panelOf(zone).classList.contains('wide'));

    if (innerWidth >= 700) expect(rectOf(zone).width).to.be.greaterThan(width);
  });
});
