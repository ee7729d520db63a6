import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createInspector } from '../../../components/inspector/define.js';
import type { InspectedPage } from '../../../components/inspector/inspected-page.js';
import type { ZephrInspectorElement } from '../../../components/inspector/inspector.js';
import { findActive } from '../../../components/inspector/stay-above.js';
import '../../../components/walls.js';
import { anInspectedPage, aWalledDecision } from '../../support/an-inspected-page.js';
import { aZone, POP_UP, removeZones, isShown } from '../../support/a-zone.js';

/** A busy machine draws late. */
const SHOWN = { timeout: 8000 };

let inspector: ZephrInspectorElement | null = null;
let box: HTMLElement;

beforeEach(() => {
  box = document.createElement('main');
  box.innerHTML = '<input aria-label="Words"><article id="story">Words of the story</article>';
  document.body.append(box);
});

afterEach(() => {
  inspector?.close();
  inspector = null;
  box.remove();
  removeZones();
});

const root = (): ShadowRoot => inspector!.shadowRoot!;
const find = (selector: string): HTMLElement => root().querySelector<HTMLElement>(selector)!;
const text = (): string => find('.body').innerText;
const button = (name: string): HTMLElement =>
  [...root().querySelectorAll<HTMLElement>('button')].find((one) => one.textContent.includes(name))!;

/** Opens the inspector of a page with one place. */
async function open(
  page: InspectedPage = anInspectedPage([box.querySelector('article')!]),
): Promise<ZephrInspectorElement> {
  inspector = createInspector(page);
  inspector.open();
  await inspector.updateComplete;
  return inspector;
}

/** Opens the first feature too. */
async function openFeature(page?: ReturnType<typeof anInspectedPage>): Promise<void> {
  await open(page);
  find('.row').click();
  await inspector!.updateComplete;
}

/** Whether a reader who clicks where the inspector is clicks it. */
function isOnTop(): boolean {
  const { x, y, width, height } = find('h2').getBoundingClientRect();
  let top = document.elementFromPoint(x + width / 2, y + height / 2);
  while (top && top !== inspector && top.shadowRoot)
    top = top.shadowRoot.elementFromPoint(x + width / 2, y + height / 2);
  return top === inspector || top?.getRootNode() === root();
}

describe('<zephr-inspector>', () => {
  it('lists the features, with what the page shows of each', async () => {
    await open();
    const rows = [...root().querySelectorAll<HTMLElement>('.row')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );

    expect(rows).to.deep.equal([
      ['Title of articles', 'walled · registered · wall'],
      ['Title of feature-1', 'not on this page'],
    ]);
  });

  it('says of a feature where it is, what is shown, why and when', async () => {
    const trials = { stories: { limit: 3, remaining: 1, resetsAt: null } };
    const decision = aWalledDecision('articles', { trials, splitTests: { headline: 'b' } });
    const page = anInspectedPage([box.querySelector('article')!]);
    const [first] = page.features();
    await openFeature({ ...page, features: () => [{ ...first!, decision }] });

    for (const words of [
      'main › article#story',
      'The content is hidden, in the page: paywall "Keep reading" (subscribe).',
      'the claim state equals Alabama (it is "Texas"): no',
      'stories 1 of 3 left',
      'headline group b',
      'script 10 ms · config 20 ms · reader 30 ms · decided 31 ms · shown 40 ms',
      "hidden (in the page; anyone can read it in the page's source)",
    ])
      expect(text().replace(/\s+/g, ' ')).to.include(words);
  });

  it('decides a feature that is not on the page without counting it', async () => {
    const asked: string[] = [];
    const page = anInspectedPage();
    await open({
      ...page,
      decide: async (feature) => {
        asked.push(feature);
        return aWalledDecision(feature);
      },
    });
    button('Title of feature-1').click();
    await waitUntil(() => text().includes('the claim state equals Alabama'), 'it is decided', SHOWN);

    expect(asked).to.deep.equal(['feature-1']);
    expect(text()).to.include('not on this page');
  });

  it('draws the rule with its path', async () => {
    await openFeature();
    find('summary').click();
    await waitUntil(() => find('.picture').shadowRoot?.querySelector('svg'), 'it is drawn', SHOWN);
    const drawing = find('.picture').shadowRoot!;

    expect(drawing.querySelector('title')!.textContent).to.equal(
      'Title of articles: Decisions of the feature articles',
    );
    expect([...drawing.querySelectorAll('.taken title')].map(({ textContent }) => textContent)).to.deep.equal([
      'Start',
      'jwt-token · The claim state equals Alabama',
      'wall · The content is hidden · Paywall "Keep reading" (subscribe)',
    ]);
    expect(drawing.querySelector('style')).to.equal(null);
  });

  it('outlines the place that has the focus, and no longer when it leaves', async () => {
    await openFeature();
    button('article#story').focus();
    await waitUntil(() => find('.frame').classList.contains('on'), 'it is outlined', SHOWN);
    const [frame, place] = [find('.frame'), box.querySelector('article')!].map((one) => one.getBoundingClientRect());
    button('All features').focus();

    expect(Math.abs(frame!.x - place!.x) + Math.abs(frame!.y - place!.y)).to.be.lessThan(2);
    expect(find('.frame').classList.contains('on')).to.equal(false);
  });

  it('shows an export before it is copied', async () => {
    const page = anInspectedPage();
    await openFeature(page);
    button('Export decision').click();
    await waitUntil(() => find('textarea'), 'it is shown', SHOWN);

    expect(JSON.parse((find('textarea') as HTMLTextAreaElement).value)).to.deep.equal({
      ...{ format: 'zephr-decision/1', feature: 'articles' },
    });
    expect(page.exported).to.deep.equal(['articles']);
  });

  it('decides again, and names the first difference', async () => {
    const page = anInspectedPage();
    await openFeature({ ...page, decide: async () => aWalledDecision('articles', { userState: 'customer' }) });
    button('Replay here').click();
    await waitUntil(() => find('textarea'), 'it is shown', SHOWN);
    const { value } = find('textarea') as HTMLTextAreaElement;

    expect(value).to.match(/^The user state was registered and is customer\.\n/);
  });

  it('says so where deciding again gives the same', async () => {
    await openFeature();
    button('Replay here').click();
    await waitUntil(() => find('[role=status]').innerText !== '', 'it is said', SHOWN);

    expect(find('[role=status]').innerText).to.match(/the same\.$/);
  });

  it('says how the token is, and shows the values of claims only when they are opened', async () => {
    await open();
    find('#reader').click();
    await inspector!.updateComplete;
    const before = text();
    find('summary').click();
    await waitUntil(() => text().includes('Texas'), 'they are open', SHOWN);

    expect(before).to.match(/Token\s+valid/);
    expect(before).not.to.match(/reader-17|Texas/);
  });

  it('has each fault with its code and its pointer', async () => {
    const page = anInspectedPage();
    await open(page);
    page.fail({ code: 'cycle', feature: 'articles', pointer: '/features/articles/rules', message: 'It never ends.' });
    await inspector!.updateComplete;
    find('#faults').click();
    await inspector!.updateComplete;

    expect(find('#faults').innerText).to.equal('Faults (1)');
    expect(text().replace(/\s+/g, ' ')).to.include('articles · cycle /features/articles/rules It never ends.');
    expect(find('.body a').getAttribute('href')).to.match(/#cycle$/);
  });

  it('finds features by letters of their titles', async () => {
    await open(anInspectedPage([], { count: 20 }));
    const field = find('input') as HTMLInputElement;
    field.value = 'FEATURE-1';
    field.dispatchEvent(new InputEvent('input'));
    await inspector!.updateComplete;

    expect(root().querySelectorAll('.row').length).to.equal(11);
  });

  it('has neither another reader nor a way out where no preview runs', async () => {
    await openFeature();

    expect(root().querySelector('select')).to.equal(null);
    expect(button('Leave the preview')).to.equal(undefined);
  });

  it('switches the reader of a preview, and leaves it', async () => {
    const done: unknown[] = [];
    const preview = {
      ...{
        by: 'the desk',
        exp: Date.UTC(2030, 0, 1),
        reader: null,
        readers: ['texan'],
        notes: ['One edit does not apply.'],
      },
      leave: () => void done.push('left'),
      switchTo: async (name: string | null) => void done.push(name),
    };
    await open(anInspectedPage([], { preview: () => preview }));
    const list = find('select') as HTMLSelectElement;
    list.value = 'texan';
    list.dispatchEvent(new Event('change'));
    button('Leave the preview').click();

    expect(find('.note').innerText).to.match(/the desk.*One edit does not apply\./s);
    expect(done).to.deep.equal(['texan', 'left']);
  });
});

describe('a preview that is pasted into <zephr-inspector>', () => {
  /** Opens the tab of the reader, and pastes a link there. */
  async function paste(link: string, page: ReturnType<typeof anInspectedPage>): Promise<void> {
    await open(page);
    find('#reader').click();
    await inspector!.updateComplete;
    find('.paste input').focus();
    await sendKeys({ type: link });
    await sendKeys({ press: 'Enter' });
  }

  it('is started as it is', async () => {
    const started: string[] = [];
    const startPreview = async (link: string): Promise<null> => {
      started.push(link);
      return null;
    };
    // Without a letter twice in a row: the driver of WebKit may lose the second one.
    await paste('#zephr-debug=a.b.c', anInspectedPage([], { startPreview }));
    await waitUntil(() => started.length > 0, 'it is started', SHOWN);

    expect(started).to.deep.equal(['#zephr-debug=a.b.c']);
    expect(find('[role=alert]').textContent).to.equal('');
  });

  it('says why it does not count, and is accessible then', async () => {
    await paste('a.b.c', anInspectedPage([], { startPreview: async () => 'preview-expired' }));
    await waitUntil(() => find('[role=alert]').textContent !== '', 'it is said', SHOWN);

    expect(find('[role=alert]').textContent).to.equal(
      'preview-expired: The time of the preview is over. Make another one.',
    );
    expect(find('.paste input').getAttribute('aria-invalid')).to.equal('true');
    await expect(inspector!).to.be.accessible();
  });

  it('says so where nothing is pasted, and where the file that verifies does not arrive', async () => {
    await paste(' ', anInspectedPage([], { startPreview: () => Promise.reject(new Error('no file')) }));
    await waitUntil(
      () => find('[role=alert]').textContent?.startsWith('preview-malformed'),
      'nothing is pasted',
      SHOWN,
    );
    await sendKeys({ type: 'a.b.c' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(
      () => find('[role=alert]').textContent === 'Start the preview failed',
      'the file does not arrive',
      SHOWN,
    );
  });
});

describe('<zephr-inspector> on a page whose config is unusable', () => {
  it('shows the mistake first, and has no field for previews', async () => {
    const mistake = { code: 'cycle', feature: null, pointer: '/features/a', message: 'It never ends.' } as const;
    const { startPreview: _start, ...page } = anInspectedPage();
    await open({ ...page, mistake, faults: () => [mistake] });

    expect(text().replace(/\s+/g, ' ').trim()).to.equal(
      'The config is unusable, so each feature shows its fallback. page · cycle /features/a It never ends.',
    );
    await expect(inspector!).to.be.accessible();
    find('#reader').click();
    await inspector!.updateComplete;
    expect(root().querySelector('.paste')).to.equal(null);
  });
});

describe('<zephr-inspector> and the page', () => {
  it('takes no focus, is reached by keys, and gives the focus back', async () => {
    const field = box.querySelector('input')!;
    field.focus();
    await open();
    const seen = [findActive() === field];
    inspector!.switchFocus();
    await waitUntil(() => findActive() === find('.row'), 'it has the focus', SHOWN);
    inspector!.switchFocus();
    seen.push(findActive() === field);

    expect(seen).to.deep.equal([true, true]);
  });

  it('folds by Escape, and keeps the focus', async () => {
    await openFeature();
    await waitUntil(() => findActive() === find('.back'), 'it has the focus', SHOWN);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => findActive() === find('.panel > button'), 'it is folded', SHOWN);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => root().querySelector('h2'), 'it is unfolded', SHOWN);

    expect(button('All features')).to.be.instanceOf(HTMLElement);
  });

  it('goes from tab to tab and is resized by arrow keys', async () => {
    await open();
    find('#features').focus();
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => findActive() === find('#reader'), 'the next tab', SHOWN);
    const edge = find('[role=separator]');
    edge.focus();
    const before = Number(edge.getAttribute('aria-valuenow'));
    const isBelow = edge.getAttribute('aria-orientation') === 'horizontal';
    await sendKeys({ press: isBelow ? 'ArrowUp' : 'ArrowLeft' });
    await inspector!.updateComplete;

    expect(Number(edge.getAttribute('aria-valuenow'))).to.be.closeTo(before + 5, 1);
  });

  it('is above a modal dialog and usable there, and is back in the page when that closes', async () => {
    await open();
    const zone = await aZone(POP_UP);
    await waitUntil(() => isShown(zone) && isOnTop(), 'it is above', SHOWN);
    find('.row').click();
    await inspector!.updateComplete;
    button('All features').focus();
    const isUsable = findActive() === button('All features');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => root().querySelector('.folded'), 'it is folded', SHOWN);
    const isOpen = zone.open;
    zone.dismiss();
    await waitUntil(() => inspector!.parentNode === document.documentElement, 'it is back', SHOWN);

    expect([isUsable, isOpen]).to.deep.equal([true, true]);
    expect(find('.panel').getBoundingClientRect().width).to.be.greaterThan(0);
  });

  it('is above a popover that opens later', async () => {
    await open();
    const later = document.createElement('div');
    later.popover = 'manual';
    later.style.cssText = 'position: fixed; inset: 0; inline-size: auto; block-size: auto';
    box.append(later);
    later.showPopover();
    await waitUntil(isOnTop, 'it is above', SHOWN);
  });

  it('returns where the dialog that it is in is removed from the page', async () => {
    const dialog = document.createElement('dialog');
    box.append(dialog);
    dialog.showModal();
    await open();
    await waitUntil(() => inspector!.parentNode === dialog && isOnTop(), 'it is in the dialog', SHOWN);
    dialog.remove();
    await waitUntil(() => inspector!.isConnected && isOnTop(), 'it is back', SHOWN);

    expect(inspector!.parentNode).to.equal(document.documentElement);
  });

  it('has no fault that axe finds, in any of its parts', async () => {
    for (const scheme of ['list', 'feature', 'reader', 'faults'] as const) {
      await open();
      if (scheme === 'feature') {
        find('.row').click();
        await inspector!.updateComplete;
        find('summary').click();
        await waitUntil(() => find('.picture').shadowRoot?.querySelector('svg'), 'it is drawn', SHOWN);
      } else if (scheme !== 'list') find(`#${scheme}`).click();
      await inspector!.updateComplete;

      await expect(inspector!).to.be.accessible();
      inspector!.close();
    }
  });
});
