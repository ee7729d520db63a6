import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { describeOldNode, MIN_NODE_MAJOR } from '../../../src/commands/describe-old-node.js';

test('a version of Node that is too old is named, with those that are not', () => {
  assert.equal(
    describeOldNode('18.20.1'),
    'zephr needs Node 20 or newer, and this is Node 18.20.1. Node 22 is recommended.',
  );
});

for (const version of ['20.0.0', '22.18.0', '100.0.0']) {
  test(`Node ${version} is new enough`, () => {
    assert.equal(describeOldNode(version), null);
  });
}

test('the oldest version is the one that the package names', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };

  assert.equal(manifest.engines.node, `>=${MIN_NODE_MAJOR}`);
});
