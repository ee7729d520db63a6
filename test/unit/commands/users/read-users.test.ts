import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { StoredUser } from '../../../../src/endpoint/sqlite/put-users.js';
import { checkUsers, MistakesFound } from '../../../../src/commands/users/check-users.js';
import { readCsv } from '../../../../src/commands/users/read-csv.js';
import { readJsonUsers } from '../../../../src/commands/users/read-json-users.js';
import type { RowMistake, UserRow } from '../../../../src/commands/users/user-row.js';

/** The octets of a file, in pieces of a size. */
async function* inPieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const octets = Buffer.from(text);
  for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}

/** Users, or mistakes as `line: says`. */
async function read(rows: AsyncIterable<UserRow | RowMistake> | Iterable<UserRow | RowMistake>, system = 'crm') {
  const users: StoredUser[] = [];
  const mistakes: string[] = [];
  try {
    for await (const user of checkUsers(rows, system, (line, says) => mistakes.push(`${line}: ${says}`)))
      users.push(user);
  } catch (error) {
    if (!(error instanceof MistakesFound)) throw error;
    assert.equal(error.count, mistakes.length);
  }
  return mistakes.length > 0
    ? mistakes
    : users.map(({ foreignKeySystem, foreignUserId, attributes }) => [foreignKeySystem, foreignUserId, attributes]);
}
const csv = (text: string | Uint8Array, size?: number) => read(readCsv(() => inPieces(text, size)));

const ONE = [['crm', '1', { state: 'Alabama' }]];

suite('CSV of users', () => {
  const files: readonly (readonly [says: string, text: string, users: unknown])[] = [
    ['lines that end as in RFC 4180', 'foreignUserId,state\r\n1,Alabama\r\n', ONE],
    ['lines that end with a line feed, the last one with nothing', 'foreignUserId,state\n1,Alabama', ONE],
    ['lines that end with a carriage return', 'foreignUserId,state\r1,Alabama\r', ONE],
    ['lines of every kind', 'foreignUserId,state\r\n\n\r1,Alabama\r', ONE],
    ['a byte order mark', '\uFEFFforeignUserId,state\n1,Alabama\n', ONE],
    ['semicolons', 'foreignUserId;state\n1;Alabama\n', ONE],
    ['tabs', 'foreignUserId\tstate\n1\tAlabama\n', ONE],
    ['columns in any order', 'state,foreignUserId\nAlabama,1\n', ONE],
    ['names with spaces around', ' foreignUserId , state \n1,Alabama\n', ONE],
    ['quotes, and what they hold', 'foreignUserId,a\n"1","x ""y"", z;\r\n\tä"\n', [['crm', '1', { a: 'x "y", z;\n\tä' }]]],
    ['semicolons inside quotes of a file of commas', 'foreignUserId,"a;b;c;d"\n1,x\n', [['crm', '1', { 'a;b;c;d': 'x' }]]],
    ['spaces in values, unchanged', 'foreignUserId,a\n 1 , x \n', [['crm', ' 1 ', { a: ' x ' }]]],
    ['zeros in front of an id', 'foreignUserId\n007\n', [['crm', '007', {}]]],
    ['empty fields, which are not attributes', 'foreignUserId,a,b\n1,,"",\n'.replace(',\n', '\n'), [['crm', '1', {}]]],
    ['systems of its own', 'foreignKeySystem,foreignUserId\nshop,1\n,1\n', [['shop', '1', {}], ['crm', '1', {}]]],
    ['attributes with names of objects', 'foreignUserId,constructor,toString\n1,a,b\n', [['crm', '1', { constructor: 'a', toString: 'b' }]]],
    ['no users', 'foreignUserId\n', []],
  ]; // prettier-ignore
  for (const [says, text, users] of files) {
    test(`may have ${says}`, async () => {
      assert.deepEqual(await csv(text), users);
      assert.deepEqual(await csv(text, 1), users, 'octet by octet');
      assert.deepEqual(await csv(text, 65_536), users, 'at once');
    });
  }

  test('keeps an attribute whose name means something in JavaScript', async () => {
    const users: StoredUser[] = [];
    for await (const user of checkUsers(
      readCsv(() => inPieces('foreignUserId,__proto__\n1,a\n')),
      'crm',
      () => {},
    ))
      users.push(user);

    assert.equal(JSON.stringify(users[0]!.attributes), '{"__proto__":"a"}');
  });

  const latin1 = Buffer.from('foreignUserId,name\n1,M\u00fcller\n2,x\n', 'latin1');
  const mistakes: readonly (readonly [says: string, text: string | Uint8Array, mistakes: readonly RegExp[]])[] = [
    ['nothing', '', [/^1: the file is empty$/]],
    ['no names', '1,Alabama\n2,Texas\n', [/^1: the first line must name the columns, with foreignUserId among them$/]],
    ['a column without a name', 'foreignUserId,\n1,x\n', [/^1: column 2 has no name$/]],
    ['two columns of one name', 'foreignUserId,a,a\n', [/^1: two columns have the name of column 2$/]],
    ['a row that is short, and one that is long', 'foreignUserId,a\n1\n2,x\n3,x,y\n', [/^2: fields: 1; /, /^4: fields: 3; /]],
    ['a user without an id', 'foreignUserId,a\n"a\nb",x\n,x\n', [/^4: foreignUserId is missing/]],
    ['a user twice', 'foreignUserId\n1\n2\n\n1\n1\n', [/^5: line 2 has the same user$/, /^6: line 2/]],
    ['an id with U+0000', 'foreignUserId\n1\0\n', [/^2: foreignUserId contains U\+0000/]],
    ['a quote that is never closed', 'foreignUserId,a\r\n1,"x\r\ny"\r\n2,"x\r\n3,y\r\n', [/^4: a quote opens here and never closes$/]],
    ['a quote inside a field', 'foreignUserId,a\n1,x"y"\n2,y\n', [/^2: a quote is inside a field/]],
    ['something after a quote', 'foreignUserId,a\n1,"x"y\n', [/^2: text follows a quote/]],
    ['a record without an end', `foreignUserId,a\n1,x\n2,"${'x\n'.repeat(600_000)}`, [/^3: a record that begins here is too long/]],
    ['octets that are not UTF-8', latin1, [/^2: contains bytes that are not UTF-8/]],
    ['a file of UTF-16', Buffer.from('\uFEFFforeignUserId\n1\n', 'utf16le'), [/^1: the first line must name/, /^1: contains bytes that are not UTF-8/]],
  ]; // prettier-ignore
  for (const [says, text, expected] of mistakes) {
    test(`with ${says} is reported by line, and nothing of it is quoted`, async () => {
      const found = (await csv(text, 4096)) as string[];

      assert.equal(found.length, expected.length, found.join('\n'));
      expected.forEach((pattern, index) => assert.match(found[index]!, pattern));
      assert.doesNotMatch(found.join(), /Alabama|Texas|"x/);
    });
  }

  test('names no system anywhere: each user is reported', async () => {
    const rows = readCsv(() => inPieces('foreignUserId\n1\n2\n'));

    assert.deepEqual(await read(rows, ''), [
      '2: foreignKeySystem is missing: add it here, or set it for all users with --system',
      '3: foreignKeySystem is missing: add it here, or set it for all users with --system',
    ]);
  });

  test('that cannot be read to its end throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('foreignUserId\n1\n');
      throw new Error('disk');
    }

    await assert.rejects(read(readCsv(broken)), /disk/);
  });

  test('is read no faster than users are taken', async () => {
    let pieces = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('foreignUserId\n');
      for (; ; pieces++) yield Buffer.from(`${pieces}${' '.repeat(1000)}\n`);
    }
    const users = checkUsers(readCsv(endless), 'crm', () => {});
    for (let n = 0; n < 10; n++) await users.next();
    await users.return(undefined);

    assert.ok(pieces < 1000, String(pieces));
  });
});

suite('JSON of users', () => {
  const json = (text: string) => read(readJsonUsers(text));
  const files: readonly (readonly [says: string, text: string, users: unknown])[] = [
    ['attributes beside the id', '[{"foreignUserId":"1","state":"Alabama"}]', ONE],
    ['attributes of their own', '[{"foreignUserId":"1","attributes":{"state":"Alabama"}}]', ONE],
    ['an attribute that is called attributes', '[{"foreignUserId":"1","attributes":["a"]}]', [['crm', '1', { attributes: ['a'] }]]],
    ['numbers as ids', '[{"foreignUserId":42}]', [['crm', '42', {}]]],
    ['systems of its own', '[{"foreignUserId":"1","foreignKeySystem":"shop"}]', [['shop', '1', {}]]],
    ['no users', '[]', []],
  ]; // prettier-ignore
  for (const [says, text, users] of files) {
    test(`may have ${says}`, async () => {
      assert.deepEqual(await json(text), users);
    });
  }

  const mistakes: readonly (readonly [says: string, text: string, mistakes: readonly RegExp[]])[] = [
    ['that is malformed', '[{"foreignUserId":"1"},\n{foreignUserId:1}]', [/^2: this is not JSON: /]],
    ['that is not a list', '{"foreignUserId":"1"}', [/^1: the file must be a list of records/]],
    ['with a user that is not an object', '[\n"1",\n{"foreignUserId":"1"},\nnull]', [/^2: a user must be an object/, /^4: a user must be/]],
    ['with invalid ids', '[\n{"foreignUserId":true},\n{"foreignUserId":12345678901234567890},\n{"foreignUserId":1.5}\n,{}]', [/^2: .* must be text/, /^3: .* must be text/, /^4: .* must be text/, /^5: foreignUserId is missing/]],
    ['with an invalid system', '[{"foreignUserId":"1","foreignKeySystem":1}]', [/^1: foreignKeySystem must be text/]],
    ['with half of a character', '[{"foreignUserId":"\\ud800"}]', [/^1: foreignUserId contains U\+0000 or half of a character/]],
    ['with attributes in two places', '[{"foreignUserId":"1","a":1,"attributes":{}}]', [/^1: has members beside "attributes"/]],
    ['with a name twice', '[{"foreignUserId":"1",\n"foreignUserId":"2"}]', [/^2: a record has the same name twice, the first time in line 1$/]],
  ]; // prettier-ignore
  for (const [says, text, expected] of mistakes) {
    test(`${says} is reported by line`, async () => {
      const found = (await json(text)) as string[];

      assert.equal(found.length, expected.length, found.join('\n'));
      expected.forEach((pattern, index) => assert.match(found[index]!, pattern));
    });
  }
});
