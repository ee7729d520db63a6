import type { WrapperApp } from './test-wrappers.js';

const APP = `
  import { createElement as h, StrictMode, useState } from 'react';
  import { ZephrFeature, useDecision, useZephr } from '../../src/react.ts';

  function Line({ feature }) {
    const decision = useDecision(feature);
    const { status, identity, error } = useZephr();
    const access = decision?.access ?? '';
    return h('output', null, \`\${feature}: \${access},\${decision?.trials.meter?.remaining ?? ''} · \${status} \${identity?.state ?? ''} \${error?.code ?? ''}\`);
  }
  function App() {
    const [{ turn, feature, isThere }, setValues] = useState({ turn: 0, feature: 'articles', isThere: true });
    globalThis.app = { ...globalThis.app, set: (values) => setValues((before) => ({ ...before, ...values })) };
    return h('main', null,
      isThere && h(ZephrFeature, { feature, className: 'story', title: 'A story' }, h('p', null, 'story ' + turn), h('p', null, 'end')),
      isThere && h(ZephrFeature, { feature: 'articles', style: { color: 'green' } }, 'text ' + turn),
      h(Line, { feature }));
  }
  const all = h(StrictMode, null, h(App));
`;

/** The site in React, all of it in its strict mode. */
export const reactApp = (version: string, folder: string): WrapperApp => ({
  framework: `React ${version}`,
  packages: { names: ['react', 'react-dom'], folder },
  server: `${APP}
    import { renderToString } from 'react-dom/server';
    process.stdout.write(renderToString(all));`,
  hydrates: `${APP}
    import { hydrateRoot } from 'react-dom/client';
    const root = hydrateRoot(document.getElementById('app'), all, { onRecoverableError: (error) => console.error(error) });
    globalThis.app = { ...globalThis.app, unmount: () => root.unmount() };`,
  mounts: `${APP}
    import { createRoot } from 'react-dom/client';
    const root = createRoot(document.getElementById('app'));
    globalThis.app = { ...globalThis.app, unmount: () => root.unmount() };
    root.render(all);`,
});
