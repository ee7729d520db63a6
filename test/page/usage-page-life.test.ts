/** Counting in pages that come back, are prerendered or are open in several tabs. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, SCRIPT, useBrowser, type PageVisit, SHOWN } from '../support/bare-page.js';
import { aSite, configWithTrial, itemsIn, itemsOf, read, remaining, storedIn } from '../support/counting-pages.js';
import { eventually } from '../support/eventually.js';

// The shell without windows keeps no page that its reader has left, and shows all tabs at once.
const { visit } = useBrowser({ whole: true });

suite('a page that comes back from the back/forward cache', () => {
  test('counts nothing, and is decided on what was counted meanwhile', async (context) => {
    await using reader = await visit(aSite({ config: configWithTrial({ counts: 'page-view', limit: 2 }) }));
    await reader.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
      addEventListener('zephr-decision', () => Object.assign(window, { decidedAgain: true }));
    });
    await read(reader, '/2');
    await reader.page.goBack({ waitUntil: 'load' });
    const persisted = await reader.page.evaluate(() => (window as { persisted?: boolean }).persisted === true);
    if (!persisted) return context.skip('this browser did not keep the page');
    await reader.page.waitForFunction(() => (window as { decidedAgain?: boolean }).decidedAgain);

    assert.deepEqual(await itemsIn(reader.page), ['/1', '/2']);
    assert.equal(await reader.shows('articles'), SHOWN);
    assert.equal(await remaining(reader), 0);
  });
});

suite('a page that the browser makes ready ahead', () => {
  test('counts when its reader comes, and not before', async (context) => {
    const rules = { prerender: [{ source: 'list', urls: ['/2'], eagerness: 'immediate' }] };
    // The page reports to the server what it has stored: while a browser puts such a page in the place of another, nobody can be asked.
    const html = aPage(
      `${place('articles')}<a id="next" href="/2">Next</a>`,
      `${SCRIPT}<script>
        if (document.prerendering) {
          const report = (what) => void fetch('/report?' + encodeURIComponent(what));
          addEventListener('zephr-decision', () => report('decided'));
          const reportStored = () => report(localStorage.getItem('zephr-usage'));
          document.addEventListener('prerenderingchange', () => setInterval(reportStored, 100));
        }
      </script>`,
    );
    await using reader = await visit(aSite({ html, routes: { '/report': '' } }));
    await reader.page.evaluate((speculation) => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.textContent = JSON.stringify(speculation);
      document.head.append(script);
    }, rules);
    const requests = (path: string): string[] =>
      reader.requests.map((request) => decodeURIComponent(request.path)).filter((asked) => asked.startsWith(path));
    const isThere = (isSo: () => boolean): Promise<boolean> =>
      eventually(isSo).then(
        () => true,
        () => false,
      );
    if (!(await isThere(() => requests('/2').length > 0)))
      return context.skip('this browser makes nothing ready ahead');
    await eventually(() => requests('/report?decided').length > 0);
    // Time to count, if it were to.
    await new Promise((done) => setTimeout(done, 300));
    const before = await itemsIn(reader.page);
    await reader.page.evaluate(() => document.getElementById('next')!.click());
    const stored = (): string | undefined => requests('/report?{').find((report) => report.includes('"/2"'));
    await eventually(() => stored() ?? requests('/2').length > 1);
    if (requests('/2').length > 1) return context.skip('this browser did not use what it made ready');

    assert.deepEqual([before, itemsOf(JSON.parse(stored()!.replace('/report?', '')))], [['/1'], ['/1', '/2']]);
  });
});

suite('several tabs', () => {
  const openTabs = async (reader: PageVisit, paths: readonly string[]): Promise<string[]> => {
    const tabs = await Promise.all(paths.map(() => reader.context.newPage()));
    await Promise.all(
      tabs.map((tab, index) => tab.goto(reader.server.origin + paths[index], { waitUntil: 'domcontentloaded' })),
    );
    for (const tab of tabs) {
      await tab.bringToFront();
      await tab.waitForSelector('zephr-feature:is([state="shown"],[state="walled"])');
    }
    // Until nothing has changed for a while, as tabs take turns in writing and hear of each other later.
    const look = async (): Promise<string[]> => {
      const states = tabs.map((tab) => tab.$eval('zephr-feature', (place) => place.getAttribute('state')!));
      return [...(await Promise.all(states)), JSON.stringify(await storedIn(reader.page))];
    };
    let seen: string[] = [];
    for (let quiet = 0; quiet < 5; quiet++) {
      await new Promise((done) => setTimeout(done, 100));
      const now = await look();
      if (now.join() !== seen.join()) quiet = 0;
      seen = now;
    }
    return seen.slice(0, -1);
  };

  test('that are opened at once lose nothing and count nothing twice', async () => {
    await using reader = await visit(aSite({ config: configWithTrial({ limit: 10 }) }));
    const paths = ['/2', '/3', '/4', '/5', '/6', '/7', '/8'];
    const states = await openTabs(reader, paths);

    assert.deepEqual(
      states,
      paths.map(() => 'shown'),
    );
    assert.deepEqual((await itemsIn(reader.page)).sort(), ['/1', ...paths]);
  });

  test('that are opened at once show as many articles as are left, and no more', async () => {
    await using reader = await visit(aSite());
    const states = await openTabs(reader, ['/2', '/3', '/4', '/5', '/6']);

    assert.equal(states.filter((state) => state === 'shown').length, 2);
    assert.equal((await itemsIn(reader.page)).length, 3);
  });

  test('of one article count it once', async () => {
    await using reader = await visit(aSite());
    await openTabs(reader, ['/2', '/2', '/2', '/2']);

    assert.deepEqual([...new Set(await itemsIn(reader.page))], ['/1', '/2']);
    assert.equal(await remaining(reader), 1);
  });

  for (const [says, meanwhile] of [
    ['', '0'],
    [', though the site has asked meanwhile', 'window.Zephr.decide("articles", { dryRun: true })'],
  ] as const) {
    test(`show what was read in the others when their reader comes back to them${says}`, async (context) => {
      const left = { type: 'custom-block', html: '<p>{{trial.remaining}} left</p>' };
      const config = configWithTrial(
        { yes: { id: 'free', content: 'show', components: ['left'] } },
        { components: { left, register: { type: 'registration-wall' } } },
      );
      await using reader = await visit(aSite({ config }));
      const text = (): Promise<string> => reader.page.$eval('zephr-custom-block', (block) => block.textContent.trim());
      const before = await text();
      await openTabs(reader, ['/2']);
      if (await reader.page.evaluate(() => document.visibilityState === 'visible')) {
        return context.skip('this browser shows all tabs at once');
      }
      await reader.page.evaluate(meanwhile);
      await reader.page.bringToFront();
      await reader.page.waitForFunction(() =>
        document.querySelector('zephr-custom-block')!.textContent.includes('1 left'),
      );

      assert.deepEqual([before, await text()], ['2 left', '1 left']);
    });
  }
});
