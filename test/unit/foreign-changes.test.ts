/** Files of the console that other programs change while they are edited. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ConfigDocument } from '../../console/store/config-document.js';
import type { ConsoleState, FileText } from '../../console/store/console-api.js';
import { ForeignChanges } from '../../console/store/foreign-changes.js';
import { ReadersDocument } from '../../console/store/readers-document.js';

let hashes = 0;

function aText(value: unknown): FileText {
  return { text: typeof value === 'string' ? value : JSON.stringify(value), hash: `hash-${++hashes}` };
}

const BEGIN = { version: 1, features: {}, texts: { close: 'Close', signIn: 'Log in' } };

/** A config that is edited in one place, and a disk on which another program writes. */
function begin() {
  const configFile = new ConfigDocument();
  const readersFile = new ReadersDocument();
  configFile.name = 'zephr.json';
  configFile.open(aText(BEGIN));
  readersFile.name = 'zephr.readers.json';
  readersFile.open(aText({ version: 1, readers: {} }));
  const said: string[] = [];
  const disk = { file: configFile.file, readers: readersFile.file! };
  const foreign = new ForeignChanges({
    ...{ configFile, readersFile, isSaving: () => false, dismiss: () => {}, writeAgain: () => {}, tell: () => {} },
    readState: () => Promise.resolve({ file: disk.file, readers: { file: disk.readers } } as unknown as ConsoleState),
    say: (_tone, text) => said.push(text),
    reopen: (edited, file) => (edited === 'config' ? configFile : readersFile).open(file),
    onRebased: () => {},
  });
  const write = async (value: unknown): Promise<void> => {
    disk.file = value === null ? null : aText(value);
    await foreign.onFile(disk.file?.hash ?? null);
  };
  const edit = (pointer: string, value: unknown): void => configFile.record(configFile.editsFor(pointer, value), null);
  return { configFile, readersFile, foreign, said, write, edit, disk };
}

suite('a config that another program writes', () => {
  test('is loaded again without edits of one’s own', async () => {
    const { configFile, said, write } = begin();
    await write({ ...BEGIN, texts: { close: 'Shut' } });
    assert.deepEqual(configFile.history.config, { ...BEGIN, texts: { close: 'Shut' } });
    assert.match(said.at(-1)!, /loaded again/);
  });

  test('has the edits of both at different places, and mine are still unsaved', async () => {
    const { configFile, said, write, edit } = begin();
    edit('/texts/signIn', 'Sign in');
    await write({ ...BEGIN, texts: { ...BEGIN.texts, close: 'Shut' } });
    assert.deepEqual(configFile.history.config, { ...BEGIN, texts: { close: 'Shut', signIn: 'Sign in' } });
    assert.deepEqual(
      configFile.unsaved.map(({ pointer }) => pointer),
      ['/texts/signIn'],
    );
    assert.equal(configFile.history.done.length, 1);
    assert.match(said.at(-1)!, /Your edits were kept/);
  });

  for (const [chosen, mine, close] of [
    ['mine', ['/texts/close'], 'Dismiss'],
    ['theirs', [], 'Shut'],
  ] as const)
    test(`asks about a place that both changed, and takes ${chosen}`, async () => {
      const { configFile, foreign, write, edit } = begin();
      edit('/texts/close', 'Dismiss');
      edit('/texts/signIn', 'Sign in');
      await write({ ...BEGIN, texts: { ...BEGIN.texts, close: 'Shut' } });
      assert.deepEqual(
        foreign.conflict?.conflicts.map(({ pointer }) => pointer),
        ['/texts/close'],
      );
      foreign.resolve(new Set(mine));
      assert.equal(foreign.conflict, null);
      assert.deepEqual(configFile.history.config, { ...BEGIN, texts: { close, signIn: 'Sign in' } });
    });

  test('waits while a typed text is not JSON, also after a save that was refused', async () => {
    const { configFile, foreign, said, write, edit, disk } = begin();
    edit('/texts/signIn', 'Sign in');
    configFile.isBroken = true;
    configFile.typed = { text: '{', config: configFile.history.config };
    await write({ ...BEGIN, texts: { ...BEGIN.texts, close: 'Shut' } });
    foreign.merge(disk.file!);
    assert.equal(configFile.typed.text, '{');
    assert.match(said.at(-1)!, /once your text is JSON/);
  });

  test('keeps the edits where the file is gone, or is not JSON any more', async () => {
    const { configFile, said, write, edit } = begin();
    edit('/texts/close', 'Dismiss');
    await write('{');
    assert.match(said.at(-1)!, /is not JSON now/);
    await write(null);
    assert.match(said.at(-1)!, /deleted or moved/);
    assert.equal(configFile.unsaved.length, 1);
  });
});

suite('test readers that another program writes', () => {
  test('have the edits of both, and mine where both changed one place', async () => {
    const { readersFile, foreign, said, disk } = begin();
    readersFile.record(readersFile.editsFor('/readers/texan', { title: 'Texan' }), null);
    disk.readers = aText({ version: 1, readers: { gold: { title: 'Gold' } } });
    await foreign.onReaders(disk.readers.hash);
    assert.deepEqual(Object.keys(readersFile.readers).sort(), ['gold', 'texan']);
    disk.readers = aText({ version: 1, readers: { texan: { title: 'From Texas' } } });
    await foreign.onReaders(disk.readers.hash);
    assert.equal(readersFile.readers['texan']?.title, 'Texan');
    assert.match(said.at(-1)!, /at the same places as here/);
  });
});
