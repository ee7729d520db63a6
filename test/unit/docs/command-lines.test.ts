/** Commands that texts name in the middle of a sentence, and the examples of the help: each has its options. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Command } from 'commander';
import { CODES } from '../../../src/codes/catalogue.js';
import { createProgram } from '../../../src/commands/create-program.js';
import { readDocuments, readShellBlocks } from '../../support/shell-lines.js';

const program = createProgram({ write: () => {}, writeError: () => {} });

/** Text in a document that is a command of this package, with or without options and files. */
const SPAN = /`(?:[A-Z_]+=\S+ )*(?:npx )?(?:zephr|zephr-onpage) ([a-z][^`]*)`/g;

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  return help + command.commands.map(helpOf).join('');
}

/** Finds a command or option that does not exist in the words after `zephr`; `null` where each of them does. */
function findUnknown(line: string): string | null {
  const words = line.replaceAll(/'[^']*'|"[^"]*"/g, '…').split(/\s+/);
  if (words[0] === 'help') words.shift();
  let command: Command = program;
  let flags: string[] = ['-h', '--help'];
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (!next) break;
    command = next;
    flags = [...flags, ...next.options.flatMap(({ short, long }) => [short ?? '', long ?? ''])];
  }
  if (command === program) return `command ${words[0]}`;
  const unknown = words.find((word) => /^--?[a-z]/.test(word) && !flags.includes(word.replace(/=.*/, '')));
  return unknown === undefined ? null : `option ${unknown} of ${command.name()}`;
}

suite('commands in texts', () => {
  const documents = readDocuments();

  test('have the options that documents name with them', () => {
    const spans = documents.flatMap(({ file, text }) => [...text.matchAll(SPAN)].map(([, line]) => ({ file, line })));
    const lines = readShellBlocks(documents).flatMap(({ at, lines }) =>
      lines.flatMap((line) => {
        const [, words] = /\bnpx zephr-onpage (.*)$/.exec(line) ?? [];
        return words ? [{ file: at, line: words }] : [];
      }),
    );

    assert.ok(spans.length > 50);
    assert.ok(lines.length > 20);
    assert.deepEqual(
      [...spans, ...lines].filter(({ line }) => findUnknown(line!) !== null),
      [],
    );
  });

  test('have the options that the help names with them', () => {
    const lines = [...helpOf(program).matchAll(/^ *\$ (?:.* \| )?(?:[A-Z_]+=\S+ )*zephr (.*)$/gm)].map(
      ([, line]) => line!,
    );

    assert.ok(lines.length > 30);
    assert.deepEqual(
      lines.filter((line) => findUnknown(line) !== null),
      [],
    );
  });

  test('have the options that entries of codes name with them', () => {
    const texts = Object.values(CODES).flatMap((entry) => JSON.stringify(entry));
    const lines = texts.flatMap((text) => [...text.matchAll(SPAN)].map(([, line]) => line!));

    assert.ok(lines.length > 5);
    assert.deepEqual(
      lines.filter((line) => findUnknown(line) !== null),
      [],
    );
  });

  for (const [line, unknown] of [
    ['validate zephr.json --pag story.html', 'option --pag of validate'],
    ['users import readers.csv --stor a', 'option --stor of import'],
    ['valid zephr.json', 'command valid'],
    ['help serf', 'command serf'],
    ["token --claims '{ --no }'", null],
  ] as const) {
    test(`${unknown ? 'are found wrong' : 'are found right'} in "${line}"`, () => {
      assert.equal(findUnknown(line), unknown);
    });
  }
});
