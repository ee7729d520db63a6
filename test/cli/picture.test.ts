import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { makeDemoConfig } from '../../demo/demo-config.mjs';
import { toJwt } from '../../demo/settings.mjs';
import { aConfig, aNode } from '../support/a-config.js';
import { aChain } from '../support/a-drawing.js';
import { launchChromium } from '../support/launch-chromium.js';
import { readCode, readPage } from '../support/read-page.js';
import { installCommand } from '../support/run-command.js';
import { serve, type TestServer } from '../support/serve.js';
import { aKeyPair } from '../support/sign-token.js';

const KEY = aKeyPair('P-256').spki;
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const HOSTILE = [
  '<script>document.title = "broken"</script>',
  ']]> & "quoted" &amp;',
  'MMMMMMMMMMWWWWWWWWWW@@@@@@@@@@%%%%%%%%%%',
  `${LONG} ${LONG.toUpperCase()}`,
  'Ω≈ç√ Привет, мир щшжюфм 日本語の長い見出しがここに入ります مرحبا بالعالم 👩‍💻👨‍👩‍👧‍👦🏳️‍🌈',
  'controls \u0000\u0001\u001b\uFFFE and \uD83D halves',
  'n'.repeat(5000),
];

/** A rule with a graph of shared nodes, sub rules that use sub rules, a node of six exits and outcomes in every zone. */
const GRAPH = aConfig({
  requires: ['split-test', 'sub-rule', 'trial'],
  subRules: {
    loyal: {
      title: 'Loyal reader',
      start: 'visits',
      nodes: {
        visits: aNode('visits', { exit: 'loyal' }, 'news'),
        news: { type: 'sub-rule', rule: 'news', exits: { yes: { exit: 'loyal' }, no: { exit: 'fresh' } } },
      },
      exits: ['loyal', 'fresh'],
    },
    news: {
      start: { type: 'url-path', condition: 'starts-with', value: '/n', yes: { exit: 'yes' }, no: { exit: 'no' } },
      exits: ['yes', 'no'],
    },
  },
  splitTests: { headline: { groups: [...'abcdef'].map((id) => ({ id, weight: 1 })) } },
  features: {
    videos: {},
    articles: {
      rules: {
        anonymous: {
          start: 'trial',
          nodes: {
            trial: { type: 'trial', limit: 3, yes: 'show', no: 'loyal', remaining: { 1: 'sheet', 2: 'sheet' } },
            loyal: { type: 'sub-rule', rule: 'loyal', exits: { loyal: 'teaser', fresh: 'sheet' } },
          },
        },
        registered: {
          start: 'test',
          nodes: {
            test: {
              type: 'split-test',
              test: 'headline',
              exits: { a: 'one', b: 'one', c: 'two', d: 'two', e: 'teaser', f: 'show' },
            },
            one: { ...aNode('one', 'two', 'three'), unknown: 'sheet' },
            two: aNode('two', 'three', 'sheet'),
            three: aNode('three', 'show', 'loyal'),
            loyal: { type: 'sub-rule', rule: 'loyal', exits: { loyal: 'teaser', fresh: 'show' } },
          },
        },
      },
    },
  },
});

/** A rule whose every text is one that a picture could break on. */
const TEXTS = aConfig({
  requires: ['anything'],
  outcomes: {},
  components: Object.fromEntries(HOSTILE.map((heading, i) => [`c${i}`, { type: 'paywall', heading }])),
  features: {
    videos: {},
    articles: {
      title: HOSTILE.join(' '),
      rules: {
        anonymous: {
          start: HOSTILE[0],
          nodes: Object.fromEntries(
            HOSTILE.map((text, i) => [
              text,
              {
                type: 'anything',
                is: text,
                exits: {
                  [text]: { label: text, content: 'hide', components: [`c${i}`], zone: 'sticky-footer' },
                  on: HOSTILE[i + 1] ?? 'show',
                },
              },
            ]),
          ),
        },
      },
    },
  },
});

/** By name: a config, and what is asked of draw besides its feature. */
const PICTURES: Readonly<Record<string, readonly [config: () => Promise<unknown>, ...args: string[]]>> = {
  'the config of the reference': [
    async () => {
      const config = JSON.parse(readCode(readPage('reference/config.md'), 'json')[0]!) as { jwt: object };
      // It has dots in place of a key.
      return { ...config, jwt: { ...config.jwt, publicKey: KEY } };
    },
  ],
  "the demo's config": [async () => makeDemoConfig({ publicKey: KEY, ...toJwt(['userMapping']) })],
  "the demo's config with the path of a reader": [
    async () => makeDemoConfig({ publicKey: KEY, ...toJwt(['userMapping']) }),
    '--claims',
    '{"sub":"1","state":"Texas"}',
  ],
  'a graph with sub rules and a node of six exits': [async () => GRAPH],
  'texts that a picture could break on': [async () => TEXTS],
  'a rule that is too long for a careful layout': [
    async () => aConfig({ features: { articles: { rules: { anonymous: aChain(700) } }, videos: {} } }),
    '--custom',
    '{}',
  ],
};

/** Boxes of a text and of its background, as the browser draws them. */
interface SeenText {
  readonly says: string;
  readonly length: number;
  readonly size: number;
  readonly ink: string;
  readonly ground: string;
  readonly inner: readonly [left: number, top: number, right: number, bottom: number];
  readonly outer: readonly [left: number, top: number, right: number, bottom: number];
}

/** Measures each text of the picture that is open. Runs in the page, where no helper of this file is at hand. */
function measureTexts(): SeenText[] {
  return [...document.querySelectorAll('text')].map((text) => {
    const ground = text.parentElement!.querySelector<SVGRectElement>(
      ':scope > .box, :scope > .tag, :scope > .lane, :scope > .paper',
    )!;
    const [inner, outer] = [text.getBBox(), ground.getBBox()];
    return {
      says: text.textContent.slice(0, 30),
      length: text.getComputedTextLength(),
      size: parseFloat(getComputedStyle(text).fontSize),
      ink: getComputedStyle(text).fill,
      ground: getComputedStyle(ground).fill,
      inner: [inner.x, inner.y, inner.x + inner.width, inner.y + inner.height],
      outer: [outer.x, outer.y, outer.x + outer.width, outer.y + outer.height],
    };
  });
}

/** Counts shapes outside of their lane or of the paper. Runs in the page. */
function countStrays(): number {
  const paper = document.querySelector('.paper')!.getBoundingClientRect();
  return [...document.querySelectorAll('.lane')].flatMap((lane) => {
    const frame = lane.getBoundingClientRect();
    const inside = [...lane.parentElement!.querySelectorAll('.box, .ring, .arrow, .tip, .tag')];
    return [...inside.map((shape) => [shape.getBoundingClientRect(), frame] as const), [frame, paper] as const].filter(
      ([{ left, right, top, bottom }, around]) => {
        return left < around.left || right > around.right || top < around.top || bottom > around.bottom;
      },
    );
  }).length;
}

/** Faults that a designer would reject: one sentence each. */
function findFlaws({ says, length, size, ink, ground, inner, outer }: SeenText): string[] {
  const ratio = contrastOf(ink, ground);
  return [
    [length > 0, 'has no width'],
    [length <= outer[2] - outer[0], 'is wider than its ground'],
    [inner[0] >= outer[0] && inner[2] <= outer[2], 'runs over the side'],
    [inner[1] >= outer[1] - 0.5 && inner[3] <= outer[3] + 0.5, 'runs over the edge'],
    [ratio >= 4.5, `has a contrast of ${ratio.toFixed(2)}`],
    [size >= 11, 'is too small'],
  ].flatMap(([isFine, flaw]) => (isFine ? [] : [`"${says}" ${flaw}`]));
}

/** Contrast of two colours `rgb(…)`. Source: WCAG 2.2, "contrast ratio". */
function contrastOf(...colours: readonly string[]): number {
  const [low = 0, high = 0] = colours
    .map((colour) => {
      const [r = 0, g = 0, b = 0] = colour.match(/[\d.]+/g)!.map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

let browser: Browser;
let server: TestServer;
const pictures = new Map<string, string>();

before(async () => {
  for (const [name, [config, ...args]] of Object.entries(PICTURES)) {
    await using command = await installCommand({ 'zephr.json': await config() });
    const { code, out, err } = await command.run(['draw', 'zephr.json', '-f', 'articles', ...args]);
    assert.deepEqual([code, err], [0, ''], name);
    pictures.set(name, out);
  }
  server = await serve();
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  await server.close();
});

/** Opens a picture by itself, where nothing but its own styles may be used. */
async function open(name: string, scheme: 'light' | 'dark'): Promise<Page> {
  server.route('/picture.svg', (_request, response) => {
    response.writeHead(200, {
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(pictures.get(name));
  });
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`${server.origin}/picture.svg`);
  return page;
}

for (const name of Object.keys(PICTURES)) {
  suite(`the picture of ${name}`, () => {
    for (const scheme of ['light', 'dark'] as const) {
      test(`is sound XML, and keeps its texts inside and legible, in ${scheme}`, async () => {
        const page = await open(name, scheme);
        try {
          assert.equal(await page.$('parsererror'), null);
          assert.equal(await page.evaluate(() => document.documentElement.namespaceURI), 'http://www.w3.org/2000/svg');
          assert.equal(await page.evaluate(() => document.querySelectorAll('script').length), 0);
          assert.ok((await page.$$('.box')).length >= 3);
          assert.deepEqual((await page.evaluate(measureTexts)).flatMap(findFlaws), []);
          assert.equal(await page.evaluate(countStrays), 0);
        } finally {
          await page.close();
        }
      });
    }
  });
}

suite('a picture', () => {
  test('is drawn in an image, at its own size', async () => {
    const page = await open("the demo's config", 'light');
    try {
      const size = await page.evaluate(() => {
        const { width, height } = (document.documentElement as unknown as SVGSVGElement).viewBox.baseVal;
        return [Math.floor(width), Math.floor(height)];
      });
      server.route('/', '<!doctype html><img src="/picture.svg">');
      await page.goto(server.origin);

      const drawn = await page.evaluate(async () => {
        const image = document.querySelector('img')!;
        await image.decode();
        return [Math.floor(image.naturalWidth), Math.floor(image.naturalHeight)];
      });
      assert.deepEqual(drawn, size);
    } finally {
      await page.close();
    }
  });

  test('has other colours in the dark', async () => {
    const grounds = [];
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open("the demo's config", scheme);
      grounds.push(await page.evaluate(() => getComputedStyle(document.querySelector('.paper')!).fill));
      await page.close();
    }

    assert.notEqual(grounds[0], grounds[1]);
  });

  test('marks the path of a reader, and no other, by more than a colour', async () => {
    const page = await open("the demo's config with the path of a reader", 'light');
    try {
      const seen = await page.evaluate(() => ({
        ringed: [...document.querySelectorAll('g:has(> .ring) > title')].map(({ textContent }) => textContent),
        wide: [...document.querySelectorAll('g .arrow')].map((arrow) => getComputedStyle(arrow).strokeWidth).sort(),
      }));

      assert.deepEqual(seen.ringed, [
        'jwt-token · The claim state equals Alabama',
        'Paywall after 60 words · The first 60 words are kept · Paywall "Keep reading with Gold" (subscribe)',
      ]);
      assert.deepEqual(seen.wide, ['1.5px', '1.5px', '1.5px', '3px', '3px']);
    } finally {
      await page.close();
    }
  });
});
