import { inlineScript } from '../../src/commands/bundle/inline-script.js';
import { aBundle } from '../../test/support/a-bundle.js';
import { readBuilt } from '../../test/support/built-files.js';
import { bundlePeers } from './bundle-peers.js';
import { SERVER_TIME, type Wish } from './conditions.js';
import { CONFIG } from './make-config.js';
import { makePage, STORY, STYLES, WALL } from './make-page.js';
import type { Answer } from './serve-compressed.js';

/** One way to show readers the content that they may see. */
export interface Contestant {
  readonly says: string;
  readonly wish: Wish;
  readonly html: string;
  /** Selector of what is to be seen; behind `>>>` it goes on in a shadow root. */
  readonly shows: string;
  /** Whether it is of others. A returning reader is measured with the limits and with this SDK only. */
  readonly isPeer?: boolean;
}

/** All of them, with what they ask the server for. */
export interface Contest {
  /** The first of each wish is the limit that the others are held against, the second the limit for a script. */
  readonly contestants: readonly Contestant[];
  readonly routes: Readonly<Record<string, Answer>>;
}

const script = (body: string): Answer => ({ type: 'text/javascript', body });
const json = (body: unknown, takes?: number): Answer => ({
  type: 'application/json',
  body: JSON.stringify(body),
  ...(takes && { takes }),
});

const gate = (inner: string, attributes = ''): string => `<div id="gate"${attributes}>${inner}</div>`;
const feature = `<zephr-feature id="gate" feature="articles">${STORY}</zephr-feature>`;
const waiting = gate(STORY, ' hidden');
const tag = (name: string): string => `<script src="/${name}.js"></script>`;
const GATED = '<script src="/zephr.js" data-config="/zephr.json"></script>';
const TEMPLATE = `<template id="wall-template">${WALL}</template>`;

/** Builds what the contestants need. */
export async function makeContest(): Promise<Contest> {
  const peers = await bundlePeers();
  const [bundle, whole] = await Promise.all([
    aBundle(CONFIG),
    aBundle(CONFIG, ['--walls', '--src', '/site-walls.js', '-o', 'site.js']),
  ]);
  const inlined = await aBundle(CONFIG, ['--walls', '--base', '/']);
  const ours: readonly (readonly [says: string, head: string])[] = [
    ['this SDK, script and config', GATED],
    ['this SDK, zephr bundle', bundle.tags],
    ['this SDK, zephr bundle --walls', whole.tags],
    ['this SDK, zephr bundle --walls --inline', inlineScript(GATED, inlined.text, () => true)!],
  ];
  const gates: readonly (readonly [says: string, head: string])[] = [
    ['two calls to a server, a stand-in', tag('two-calls')],
    ['GrowthBook as a gate', `<script defer src="/growthbook.js"></script>${TEMPLATE}`],
  ];
  const wall = { wish: 'wall', shows: '#wall' } as const;
  const story = { wish: 'story', shows: '#story' } as const;
  const contestants: Contestant[] = [
    { ...wall, says: 'the wall in the HTML: the limit', html: makePage('', gate(WALL)) },
    { ...wall, says: 'the same and an empty script tag', html: makePage(tag('empty'), gate(WALL)) },
    ...ours.map(([says, head]) => ({
      ...wall,
      ...{ says, html: makePage(head, feature), shows: 'zephr-registration-wall>>>h2' },
    })),
    ...gates.map(([says, head]) => ({ ...wall, says, html: makePage(head, waiting), isPeer: true })),
    {
      ...{ ...wall, isPeer: true },
      ...{ says: 'RevenueCat’s Paywall, which decides nothing', html: makePage(tag('paywall'), waiting) },
      shows: '#gate .paywall, #gate h1, #gate [id="heading"], #gate span',
    },
    { ...story, says: 'the story in the HTML: the limit', html: makePage('', gate(STORY)) },
    { ...story, says: 'the same and an empty script tag', html: makePage(tag('empty'), gate(STORY)) },
    ...ours.map(([says, head]) => ({ ...story, says, html: makePage(head, feature) })),
    // A server that sees the cookie of a token can spare its reader the walls.
    {
      ...story,
      ...{
        says: 'this SDK, zephr bundle without its line for walls',
        html: makePage(bundle.tags.replace(/<link.*?>/, ''), feature),
      },
    },
    ...gates.map(([says, head]) => ({ ...story, says, html: makePage(head, waiting), isPeer: true })),
  ];
  const decisions = (html: string | null): Answer => json({ featureResults: { articles: html } }, SERVER_TIME);
  const dist = async (file: string): Promise<string> => String(await readBuilt(file));
  const isPaid = { condition: { prod: 'gold' }, force: true };
  return {
    contestants,
    routes: {
      '/styles.css': { type: 'text/css', body: STYLES },
      '/empty.js': script(''),
      '/zephr.js': script(await dist('zephr.js')),
      '/chunks/walls.js': script(await dist('chunks/walls.js')),
      '/chunks/verify.js': script(await dist('chunks/verify.js')),
      '/zephr.json': json(CONFIG),
      '/site.js': script(bundle.text),
      '/site-walls.js': script(whole.text),
      '/two-calls.js': script(peers['two-calls']),
      '/growthbook.js': script(peers.growthbook),
      '/paywall.js': script(peers.paywall),
      '/zephr/features': json([{ id: 'articles', cssSelector: '#gate' }], SERVER_TIME),
      '/zephr/feature-decisions': decisions(WALL),
      '/zephr/feature-decisions/customer': decisions(null),
      '/api/features/bench': json({ features: { articles: { defaultValue: false, rules: [isPaid] } } }),
    },
  };
}
