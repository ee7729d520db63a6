import { ARTICLE, PLACES, STORY_TEXT } from '../support/every-chunk.js';
import type { FarmProject } from './farm-project.js';

const LAYOUT = `export default function Layout({ children }) {
  const article = { __html: ${JSON.stringify(JSON.stringify(ARTICLE))} };
  return (
    <html lang="de">
      <head>
        <meta name="section" content="sport" />
        <link rel="icon" href="data:," />
        <script type="application/ld+json" dangerouslySetInnerHTML={article} />
      </head>
      <body>{children}</body>
    </html>
  );
}
`;

const STORY = `<p>${STORY_TEXT}</p>`;
const MARKUP = PLACES.map(([feature, attributes]) =>
  feature === null
    ? `<div ${attributes.replace('class=', 'className=')}>${STORY}</div>`
    : `<zephr-feature feature="${feature}" ${attributes}>${STORY}</zephr-feature>`,
).join('\n');

/** Imports the package as any other: the component is rendered on the server too. */
const PAGE = `'use client';
import { useEffect } from 'react';
import { startZephr } from 'zephr-onpage';
import config from '../zephr.json';

export default function Page() {
  useEffect(() => {
    startZephr(config);
  }, []);
  return <main>${MARKUP}</main>;
}
`;

const CONFIG = `import { resolve } from 'node:path';
export default { output: 'export', devIndicators: false, turbopack: { root: resolve('../..') } };
`;

/** Sites of Next. */
export const NEXT_PROJECTS: readonly FarmProject[] = [
  {
    name: 'Next 16',
    files: { 'app/layout.jsx': LAYOUT, 'app/page.jsx': PAGE, 'next.config.mjs': CONFIG },
    build: ['next', 'build'],
    output: 'out',
    dev: (port) => ['next', 'dev', '--hostname', '127.0.0.1', '--port', String(port)],
  },
];
