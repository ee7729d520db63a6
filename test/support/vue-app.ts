import { OWN_MODULES } from './framework-app.js';
import type { WrapperApp } from './test-wrappers.js';

const APP = `
  import { createApp, createSSRApp, h, reactive } from 'vue';
  import { ZephrFeature, useDecision, useZephr } from '../../src/vue.ts';

  const values = reactive({ turn: 0, feature: 'articles', isThere: true });
  const Line = {
    props: ['feature'],
    setup(props) {
      const decision = useDecision(() => props.feature);
      const zephr = useZephr();
      return () => {
        const { status, identity, error } = zephr.value;
        const access = decision.value?.access ?? '';
        return h('output', \`\${props.feature}: \${access},\${decision.value?.trials.meter?.remaining ?? ''} · \${status} \${identity?.state ?? ''} \${error?.code ?? ''}\`);
      };
    },
  };
  const App = {
    setup: () => () => h('main', [
      values.isThere ? h(ZephrFeature, { feature: values.feature, class: 'story', title: 'A story' }, () => [h('p', 'story ' + values.turn), h('p', 'end')]) : null,
      values.isThere ? h(ZephrFeature, { feature: 'articles', style: { color: 'green' } }, () => 'text ' + values.turn) : null,
      h(Line, { feature: values.feature }),
    ]),
  };
  const expose = (app) => (globalThis.app = { set: (wanted) => Object.assign(values, wanted), unmount: () => app.unmount() });
`;

/** The site in Vue. */
export const vueApp = (): WrapperApp => ({
  framework: 'Vue 3',
  packages: { names: [], folder: OWN_MODULES },
  server: `${APP}
    import { renderToString } from 'vue/server-renderer';
    renderToString(createSSRApp(App)).then((text) => process.stdout.write(text));`,
  hydrates: `${APP}
    const app = createSSRApp(App);
    expose(app);
    app.mount('#app');`,
  mounts: `${APP}
    const app = createApp(App);
    expose(app);
    app.mount('#app');`,
});
