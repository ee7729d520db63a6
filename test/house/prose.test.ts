/** One English in all that people read: pages, help of editors and of the command, messages, texts of walls, the demo. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { createProgram } from '../../src/commands/create-program.js';
import { writeJsonSchema, writeReadersSchema } from '../../src/schema/write-json-schema.js';
import {
  findOldProse,
  readDescriptions,
  readLiterals,
  readMarkdown,
  readMarkup,
  type Passage,
} from './find-old-prose.js';
import { findLongSentences, MAX_SENTENCE_WORDS } from './find-long-sentences.js';
import { readSources, type Source } from './read-imports.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of the demo that hold stories and walls of a newspaper: they may say what stories say. */
const STORIES = /^demo\/(?:stories|gallery-words|blocks-config)\.mjs$/;

function read(file: string): Source {
  return { file, text: readFileSync(root + file, 'utf8') };
}

function listFiles(folder: string, ending: RegExp): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => ending.test(file) && !/\/(?:\.vitepress|node_modules|reference\/api)\//.test(file))
    .sort();
}

const pages = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...listFiles('docs', /\.md$/)];

function helpOf(command: Command): Passage[] {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  // Commander breaks lines inside of sentences, and indents the rest further than the name of an option.
  const text = help.replace(/\n {4,}/g, ' ').replace(/\$ .*/g, '…');
  const at = `zephr ${command.name()} --help`;
  return [...text.split('\n').map((line) => ({ at, text: line })), ...command.commands.flatMap(helpOf)];
}

/** Sources whose texts are programs and tables; the help of the command is read besides. */
const NOT_PROSE = /^(?:src\/endpoint\/redis\/lua-scripts|src\/commands\/create-program|.*\.styles)\.ts:/;

/** Finds old phrases and long sentences. */
function findFaults(passages: readonly Passage[]): string[] {
  return [...findOldProse(passages), ...findLongSentences(passages.filter(({ at }) => !NOT_PROSE.test(at)))];
}

suite(`texts for people use the words of the field, at most ${MAX_SENTENCE_WORDS} in a sentence`, () => {
  for (const page of pages) {
    test(page, () => {
      assert.deepEqual(findFaults(readMarkdown(read(page))), []);
    });
  }

  test('descriptions of the schemas', () => {
    const passages = [...readDescriptions(writeJsonSchema(), ''), ...readDescriptions(writeReadersSchema(), '')];

    assert.ok(passages.length > 200);
    assert.deepEqual(findFaults(passages), []);
  });

  test('the help of the command', () => {
    const passages = helpOf(createProgram({ write: () => {}, writeError: () => {} }));

    assert.ok(passages.length > 200);
    assert.deepEqual(findFaults(passages), []);
  });

  test('messages and texts of src and components', () => {
    const sources = readSources();
    const passages = sources.flatMap(readLiterals);

    assert.ok(passages.length > 500);
    assert.deepEqual(findFaults(passages), []);
  });

  test('the demo', () => {
    const files = listFiles('demo', /\.mjs$/).filter((file) => !STORIES.test(file));

    const pages = listFiles('demo', /\.html$/).map(read);

    assert.ok(pages.length > 1);
    assert.deepEqual(findOldProse([...files.map(read).flatMap(readLiterals), ...pages.flatMap(readMarkup)]), []);
  });
});

suite('the search for old phrases in texts', () => {
  const page = (text: string): string[] => findOldProse(readMarkdown({ file: 'a.md', text }));

  for (const [says, text] of [
    ['a phrase in a paragraph that a line break divides', 'Five unless\ntold.'],
    ['a reader who is a he', '- The reader keeps his place.'],
    ['a bare subject in a sentence', 'It is so. What comes later is found.'],
    ['a bare subject in a cell', '| a | b |\n|---|---|\n| x | Who asks is answered |'],
    ['a thing that is no other thing', 'The value is no number.'],
  ] as const) {
    test(`finds ${says}`, () => {
      assert.equal(page(text).length, 1);
    });
  }

  test('leaves headings, code, addresses, questions and the words of the field alone', () => {
    const text = [
      '# What it protects',
      '```\nHe is told.\n```',
      'There is no token, a `he`, <b title="told">a stand-in</b> and [a page](https://example.com/told).',
      'What is a token? It is no longer valid, and a rule can stand for it.',
      '| What | told `x` |'.replace('told ', ''),
    ].join('\n\n');

    assert.deepEqual(page(text), []);
  });

  test('finds phrases in texts and templates of sources, not in comments', () => {
    const text = "// He is told.\nconst a = 'the cookie is no token';\nconst b = `It is ${a} unless told.`;";
    const found = findOldProse(readLiterals({ file: 'a.ts', text }));

    assert.deepEqual(
      found.map((one) => one.split(' ')[0]),
      ['a.ts:2:', 'a.ts:3:'],
    );
  });
});

suite('the search for long sentences', () => {
  const words = (count: number): string => 'word '.repeat(count).trim();

  for (const [says, text, found] of [
    ['finds one', `A ${words(40)}.`, 1],
    ['counts over line breaks and code', `A ${words(20)}\n${words(19)} \`x\`.`, 1],
    ['counts semicolons as one sentence', `A ${words(20)}; ${words(20)}.`, 1],
    ['leaves two sentences alone', `A ${words(30)}. A ${words(30)}.`, 0],
    ['leaves the points of a list alone', `- A ${words(30)}\n- A ${words(30)}`, 0],
    ['leaves code alone', `\`\`\`\n${words(50)}\n\`\`\``, 0],
  ] as const) {
    test(says, () => {
      assert.equal(findLongSentences(readMarkdown({ file: 'a.md', text })).length, found);
    });
  }
});
