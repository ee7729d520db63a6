/** A `<base>` of another origin where walls are in frames: with an address, without one, and without an origin. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  inlineConfig,
  place,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const EVIL = '<base href="https://evil.example/">';
const CONFIG = configWithFeatures(
  { story: alwaysDoes({ content: 'hide', components: ['wall', 'block'] }) },
  {
    components: {
      wall: { type: 'registration-wall', action: '/register', signIn: { href: '/login' } },
      block: {
        type: 'custom-block',
        html: '<a href="/a?x={{trial.limit}}">a</a><a href="#b">b</a><form action="c"></form><img src="//cdn.example/d.png" alt=""><a href="https://e.example/">e</a>',
      },
    },
  },
);

/** How the frame gets its document. */
const KINDS: Readonly<Record<string, (document: string) => string>> = {
  'with an address': () => '<iframe src="/frame.html"></iframe>',
  'with an address, sandboxed': () => '<iframe sandbox="allow-scripts allow-forms" src="/frame.html"></iframe>',
  'of srcdoc': (inner) => `<iframe srcdoc="${inner.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
  'of srcdoc, sandboxed': (inner) =>
    `<iframe sandbox="allow-scripts" srcdoc="${inner.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
  'that the page writes': (inner) =>
    `<iframe></iframe><script>
      const inner = document.querySelector('iframe').contentDocument;
      inner.open(); inner.write(${JSON.stringify(inner).replaceAll('</', '<\\/')}); inner.close();
    </script>`,
};

/** The addresses of links, forms and images in a frame, as the browser follows them; of the page's own origin without it. */
async function addressesIn(kind: string, base: string): Promise<{ found: string[]; faults: string[] }> {
  const inner = (origin: string): string =>
    aPage(
      place('story'),
      `${base}<script>window.faults = []; addEventListener('error', ({ message }) => faults.push(message));</script>` +
        `${inlineConfig(CONFIG)}<script src="${origin}/zephr.js" crossorigin></script>`,
    );
  await using reader = await visit({
    html: aPage('', ''),
    routes: {
      '/frame.html': (request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end(inner(`http://${request.headers.host}`)),
      '/outer.html': (request, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(aPage(KINDS[kind]!(inner(`http://${request.headers.host}`)), '')),
    },
  });
  const { origin } = reader.server;
  await reader.page.goto(`${origin}/outer.html`);
  const handle = await reader.page.waitForSelector('iframe');
  const frame = await handle!.contentFrame();
  await frame.waitForSelector('zephr-custom-block a');
  const seen = await frame.evaluate(() => {
    const roots = [
      document.querySelector('zephr-registration-wall')!.shadowRoot!,
      document.querySelector('zephr-custom-block')!,
    ];
    const nodes = roots.flatMap((root) => [...root.querySelectorAll('a, form, img')]);
    const found = nodes.map((node) => {
      const name = ['href', 'action', 'src'].find((attribute) => node.hasAttribute(attribute));
      return name ? String((node as unknown as Record<string, unknown>)[name]) : '–';
    });
    return { found, faults: (window as unknown as { faults: string[] }).faults };
  });
  return { ...seen, found: seen.found.map((address) => address.replace(origin, '')) };
}

suite('a foreign <base> in a frame', TOGETHER, () => {
  for (const kind of Object.keys(KINDS)) {
    test(`${kind} leads no form, link or image away`, async () => {
      const { found, faults } = await addressesIn(kind, EVIL);
      const page = kind === 'that the page writes' ? '/outer.html' : '/frame.html';

      assert.deepEqual(
        [found, faults],
        [
          kind.includes('srcdoc')
            ? ['–', '–', 'about:srcdoc#b', '–', '–', 'https://e.example/']
            : ['/register', '/login', '/a?x=', `${page}#b`, '/c', 'http://cdn.example/d.png', 'https://e.example/'],
          [],
        ],
      );
    });
  }
});

suite('a frame without a <base>', TOGETHER, () => {
  for (const kind of Object.keys(KINDS)) {
    test(`${kind} has links and forms of its page`, async () => {
      const { found, faults } = await addressesIn(kind, '');

      assert.deepEqual([found.slice(0, 3), faults], [['/register', '/login', '/a?x='], []]);
    });
  }
});
