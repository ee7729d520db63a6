/** The elements of React and Vue as a server renders them: what a place of sealed or withheld content needs. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createSSRApp, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { ZephrFeature as OfReact } from '../../../src/react.js';
import { ZephrFeature as OfVue } from '../../../src/vue.js';

type Props = Readonly<Record<string, unknown>>;

const renderers = {
  React: (props: Props) =>
    Promise.resolve(renderToStaticMarkup(createElement(OfReact, { feature: 'articles', ...props }))),
  Vue: (props: Props) =>
    renderToString(createSSRApp({ render: () => h(OfVue as Component, { feature: 'articles', ...props }) })),
};

for (const [name, render] of Object.entries(renderers)) {
  const attributes = async (props: Props): Promise<string[]> => {
    const html = await render(props);
    const [, inside = ''] = /^<zephr-feature([^>]*)>/.exec(html) ?? [];
    return [...inside.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
      .map(([, attribute, value = '']) => `${attribute}=${value}`)
      .filter((text) => !text.startsWith('defer-hydration'))
      .sort();
  };

  suite(`<ZephrFeature> of ${name}, on a server`, () => {
    for (const [says, props, expected] of [
      ['content in clear', {}, ['feature=articles']],
      ['sealed content', { sealed: true }, ['feature=articles', 'sealed=']],
      ['content that is not sealed', { sealed: false }, ['feature=articles']],
      ['content that a server withholds', { src: '/story/body.html' }, ['feature=articles', 'src=/story/body.html']],
    ] as const)
      test(`has the attributes of ${says}`, async () => {
        assert.deepEqual(await attributes(props), expected);
      });
  });
}
