import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { suite, test } from 'node:test';
import { Command } from 'commander';
import { startProgress } from '../../../src/commands/progress.js';

suite('the progress of a command', () => {
  test('is silent for a second, and then a line each ten seconds where it is no terminal', () => {
    let [now, err] = [0, ''];
    const command = new Command().configureOutput({ writeErr: (text) => (err += text) });
    const progress = startProgress(command, { now: () => now, terminal: null });
    for (; now <= 25_000; now += 100) progress.say(() => `at ${now}`);
    progress.end();

    assert.equal(err, 'at 1000\nat 11000\nat 21000\n');
  });

  test('is a line that changes on a terminal, and goes away', () => {
    let [now, written] = [0, ''];
    const terminal = new Writable({
      write: (chunk, _encoding, done) => {
        written += String(chunk);
        done();
      },
    }) as unknown as NodeJS.WriteStream;
    const moves = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true, columns: 80, isTTY: true };
    Object.assign(terminal, moves);
    const progress = startProgress(new Command(), { now: () => now, terminal });
    progress.say(() => 'too early');
    now = 1500;
    progress.say(() => 'reading: 7 users');
    progress.end();

    assert.match(written, /reading: 7 users/);
    assert.doesNotMatch(written, /too early/);
  });
});
