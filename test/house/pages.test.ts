/** The pages of the documentation: each has what the site needs of it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listPages, readPage } from '../support/read-page.js';

/** A line that YAML reads as the text that it is: plain, or in double quotes. */
const DESCRIPTION = /^---\ndescription: (?:"(?:[^"\\]|\\.)+"|[A-Za-z](?:(?!: | #)[^"`\n])+)\n/;

suite('the pages of docs/', () => {
  for (const page of listPages().filter((one) => one !== 'index.md' && !one.startsWith('project/decisions/0'))) {
    test(`${page} has a title, and a description of its own`, () => {
      const text = readPage(page);
      const body = text.replace(/^---\n[^]*?\n---\n/, '').replace(/^(`{3,})[^]*?^\1$/gm, '');
      const headings = body.match(/^# .+$/gm);

      // Search engines show it, and a wrong one would break the build with a message about YAML.
      assert.match(text, DESCRIPTION);
      assert.equal(headings?.length, 1);
    });
  }
});
