/** Pages whose text has the script, as `zephr bundle --inline` makes them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

let command: InstalledCommand;

before(async () => {
  command = await installCommand({ 'zephr.json': aConfig({ outcomes: {} }) }, { pages: true });
});
after(() => command[Symbol.asyncDispose]());

const pathOf = (name: string): string => join(command.folder, name);
const read = (name: string): Promise<string> => readFile(pathOf(name), 'utf8');
const inline = (...args: readonly string[]): ReturnType<InstalledCommand['run']> =>
  command.run(['bundle', 'zephr.json', '--base', '/z/', ...args]);

/** The page around the script tag, with all that a careless tool would change. */
const BEFORE =
  '\uFEFF<!DOCTYPE html>\r\n<html lang=en>\n<!-- <script src="/zephr.js"></script> -->\n<head ><title>a &amp; b</title>';
const BEHIND = '\n<SCRIPT src="/other.js" defer></SCRIPT><body><p>caf\u00e9 <b>open</p></body>';
const page = (tag: string): string => BEFORE + tag + BEHIND;
const TAG =
  '<script src="/assets/zephr.js?v=3" data-config="/zephr.json" integrity="sha384-x" crossorigin async></script>';

/** The text of the script in a page that `page` has made. */
function scriptIn(html: string, open = '<script>'): string {
  assert.equal(html.startsWith(BEFORE + open), true, html.slice(0, 300));
  assert.equal(html.endsWith(`</script>${BEHIND}`), true, html.slice(-200));
  return html.slice(BEFORE.length + open.length, -`</script>${BEHIND}`.length);
}

suite('zephr bundle --inline', () => {
  test('puts the script in the place of its tag, and changes nothing else', async () => {
    await writeFile(pathOf('a.html'), page(TAG));
    const { code } = await inline('--inline', 'a.html');
    await command.run(['bundle', 'zephr.json', '--base', '/z/', '-o', 'site.js']);

    assert.equal(code, 0);
    const script = scriptIn(await read('a.html'));
    const file = await read('site.js');
    const withoutComment = (text: string): string => text.slice(text.indexOf('*/'));
    assert.equal(withoutComment(script), withoutComment(file));
    assert.match(script, /^(\/\/.*\n)?\/\*! zephr-onpage .* licences: \/z\/chunks\/THIRD-PARTY-NOTICES\.txt \*\//);
  });

  test('prints the hash by which a policy allows it, the pages, and those that load no script', async () => {
    await Promise.all([writeFile(pathOf('a.html'), page(TAG)), writeFile(pathOf('b.html'), page(''))]);
    const { out } = await inline('--inline', 'a.html', 'b.html');

    const hash = createHash('sha256')
      .update(scriptIn(await read('a.html')))
      .digest('base64');
    assert.match(out, /^pages +a\.html$/m);
    assert.match(out, /^unchanged +b\.html: no script tag of the SDK$/m);
    assert.equal(/^csp +script-src '(.*)'$/m.exec(out)![1], `sha256-${hash}`);
    assert.match(out, /^<link rel="modulepreload" href="\/z\/chunks\/walls-/m);
    assert.doesNotMatch(out, /<script/);
    assert.equal(await read('b.html'), page(''));
  });

  test('takes the place of the script that it has put there before', async () => {
    await writeFile(pathOf('a.html'), page(TAG));
    await inline('--inline', 'a.html');
    const first = await read('a.html');
    await inline('--walls', '--inline', 'a.html');
    const larger = await read('a.html');
    await inline('--inline', 'a.html');

    assert.ok(scriptIn(larger).length > scriptIn(first).length);
    assert.equal(await read('a.html'), first);
  });

  test('keeps what the tag says of the page, and drops what is said of a file', async () => {
    await writeFile(
      pathOf('a.html'),
      page(
        `<script type="module" nonce="n&quot;1" data-fallback='show' data-manual src="https://cdn.example/zephr.js">\n</script>`,
      ),
    );
    await inline('--inline', 'a.html');

    scriptIn(await read('a.html'), '<script nonce="n&quot;1" data-fallback="show" data-manual>');
  });

  test('finds a script of another name by its address', async () => {
    await writeFile(pathOf('a.html'), page('<script src="/site.js"></script>'));
    const { code } = await inline('--src', '/site.js', '--inline', 'a.html');

    assert.equal(code, 0);
    scriptIn(await read('a.html'));
  });

  test('holds everything with --single, notices too, and needs no address', async () => {
    await writeFile(pathOf('a.html'), page(TAG));
    const { code, out } = await command.run(['bundle', 'zephr.json', '--single', '--inline', 'a.html']);

    assert.equal(code, 0);
    assert.match(out, /^needs +no other file$/m);
    assert.match(scriptIn(await read('a.html')), /Third-party notices/);
  });

  for (const [what, args, html, says] of [
    ['a page without the tag', ['--inline', 'a.html'], page(''), /a\.html has no script tag of the SDK/],
    ['a tag in a comment alone', ['--inline', 'a.html'], `<!-- ${TAG} -->`, /a\.html has no script tag/],
    ['a page that is not there', ['--inline', 'a.html', 'no.html'], page(TAG), /no\.html cannot be read/],
    ['an address that other pages lack', ['--base', './', '--inline', 'a.html'], page(TAG), /add --base/],
    ['an output beside it', ['-o', 'site.js', '--inline', 'a.html'], page(TAG), /cannot be used with/],
    ['neither', [], page(TAG), /'-o, --output <file>' not specified/],
  ] as const) {
    test(`refuses ${what}, and leaves the pages alone`, async () => {
      await writeFile(pathOf('a.html'), html);
      const { code, err } = await inline(...args);

      assert.equal(code, 2);
      assert.match(err, says);
      assert.equal(await read('a.html'), html);
    });
  }

  test('refuses a page that is not UTF-8, and leaves it as it is', async () => {
    const octets = Buffer.from(page(TAG), 'latin1');
    await writeFile(pathOf('a.html'), octets);
    const { code, err } = await inline('--inline', 'a.html');

    assert.deepEqual([code, err.includes('it is not UTF-8')], [2, true]);
    assert.deepEqual(await readFile(pathOf('a.html')), octets);
  });
});
