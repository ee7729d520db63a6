/** Pages whose text has the script: `zephr bundle --inline`. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aPage, exampleConfig, GOLD, place, TOGETHER, useBrowser, type VisitWish } from '../support/bare-page.js';
import { installCommand } from '../support/run-command.js';

const { visit } = useBrowser();

/** Makes a page, and gives it with the header of a policy that allows its script by the printed hash and no other one. */
async function anInlinedPage(
  args: readonly string[] = [],
): Promise<Required<Pick<VisitWish, 'html' | 'headers' | 'config'>>> {
  await using command = await installCommand({ 'zephr.json': exampleConfig() }, { pages: true });
  const path = join(command.folder, 'page.html');
  await writeFile(path, aPage(place('articles')));
  const { code, out, err } = await command.run(['bundle', 'zephr.json', '--base', '/', ...args, '--inline', path]);
  assert.equal(code, 0, err);
  const [, sources] = /^csp +script-src (.*)$/m.exec(out)!;
  const policy = `script-src ${sources} 'self'; trusted-types lit-html; require-trusted-types-for 'script'; base-uri 'none'`;
  return { html: await readFile(path, 'utf8'), headers: { 'content-security-policy': policy }, config: null };
}

/** The requests of a page besides the document. */
const filesOf = ({ requests }: Awaited<ReturnType<typeof visit>>): string[] =>
  requests.slice(1).map(({ path }) => path);

suite('a page whose text has the script and the config', TOGETHER, () => {
  test('shows a customer the story without any other request, by the hash in its policy', async () => {
    await using reader = await visit({ ...(await anInlinedPage()), token: GOLD });

    assert.deepEqual([await reader.shows('articles'), filesOf(reader), await reader.faults()], ['shown', [], []]);
  });

  test('loads the walls from the folder that --base names, wherever the page is', async () => {
    await using reader = await visit({ ...(await anInlinedPage()), path: '/news/2026/story' });

    assert.deepEqual(
      [await reader.shows('articles'), filesOf(reader).includes('/chunks/walls.js'), await reader.faults()],
      ['walled registration-wall', true, []],
    );
  });

  test('shows a wall without any other file, with --walls', async () => {
    await using reader = await visit(await anInlinedPage(['--walls']));

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    assert.ok(!filesOf(reader).includes('/chunks/walls.js'));
  });
});
