import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeElements } from '../../../scripts/analyze-elements.mjs';
import { anchorOf } from '../../../scripts/anchor-of.mjs';
import { replaceGenerated } from '../../../scripts/docs/replace-generated.js';
import type { Manifest } from '../../../scripts/docs/write-elements-page.js';
import { drawRules, writeParts } from '../../../scripts/docs/write-pages.js';
import { readPage } from '../../support/read-page.js';

const parts = await writeParts((await analyzeElements()) as Manifest);

/** The lines that only one of two texts has. */
function findMissing(text: string, other: string): readonly string[] {
  const lines = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !lines.has(line));
}

suite('the generated reference', () => {
  for (const [name, part] of Object.entries(parts)) {
    test(`${name} equals its source; else run "npm run generate"`, () => {
      const committed = readPage(`reference/${name}`);
      const text = replaceGenerated(committed, part);

      assert.deepEqual(
        { missing: findMissing(text, committed), outdated: findMissing(committed, text) },
        { missing: [], outdated: [] },
      );
      assert.equal(committed, text);
    });

    test(`${name} has no markup outside of code, no heading twice and no link to a missing anchor`, () => {
      const text = readPage(`reference/${name}`);
      const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/(`+)[^]*?\1/g, 'code');
      const headings = text
        .replace(/^```[^]*?^```$/gm, '')
        .split('\n')
        .flatMap((line) => /^#+ (.*)/.exec(line)?.[1] ?? []);

      assert.deepEqual(prose.match(/(?<!\\)<[a-z!/][^>]*>|\{\{/gi) ?? [], []);
      assert.deepEqual(
        headings.filter((heading, index) => headings.indexOf(heading) !== index),
        [],
      );
      const anchors = headings.map((heading) => anchorOf(heading));
      const linked = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor!);
      assert.deepEqual(
        linked.filter((anchor) => !anchors.includes(anchor)),
        [],
      );
    });
  }

  for (const [file, svg] of Object.entries(drawRules())) {
    test(`${file} is the drawing of its rule; else run "npm run generate"`, () => {
      assert.equal(readPage(`public/${file}`), svg);
    });
  }
});
