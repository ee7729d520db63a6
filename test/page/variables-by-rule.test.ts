/** Variables of templates that a rule sets. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, alwaysDoes, configWithFeatures, place, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

const components = {
  hello: { type: 'custom-block', html: '<p>{{variables.offer}}</p>' },
  many: { type: 'custom-block', html: '<p>{{#variables.on}}on: {{variables.offer}}{{/variables.on}}</p>' },
  register: { type: 'registration-wall', heading: 'Read on: {{variables.offer}}' },
};
const rule = {
  type: 'set',
  variables: { offer: 'a & b', on: true },
  exits: { next: { content: 'hide', components: Object.keys(components) } },
};

suite('variables that a rule sets', TOGETHER, () => {
  test('are in simple templates, in templates with sections and in the texts of walls', async () => {
    const config = configWithFeatures({ articles: alwaysDoes(rule) }, { components });
    await using reader = await visit({ config, html: aPage(place('articles')) });
    await reader.page.waitForFunction(
      () => {
        const all = [...document.querySelectorAll('zephr-custom-block')].map((block) => block.textContent);
        const heading = document.querySelector('zephr-registration-wall')?.shadowRoot?.textContent;
        return all.join('|') === 'a & b|on: a & b' && heading?.includes('Read on: a & b');
      },
      { timeout: 8000 },
    );

    assert.deepEqual((await reader.decide('articles')).variables, { offer: 'a & b', on: true });
  });
});
