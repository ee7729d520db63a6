import { test } from 'node:test';
import { aPage, place, useBrowser } from '../support/bare-page.js';
const { visit } = useBrowser();
test('x', async () => {
    await using reader = await visit({
      html: aPage(`${place('articles')}<script>
        Zephr.start('/zephr.json').then(() =>
          Zephr.start({ version: 1, features: { articles: { title: 'Stories', rules: { anonymous: 'show' } } } }));</script>`, '<script src="/zephr.js" data-manual></script>'),
    });
    await new Promise((d) => setTimeout(d, 1500));
    console.log(JSON.stringify(await reader.events(''), null, 0), await reader.page.$eval('zephr-feature', (e) => e.outerHTML.slice(0, 200)), await reader.decide('articles'));
});
