/** Finds elements by role and name as axe computes them: other drivers than Chromium's do not see names that come from slots. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { NameFinder } from './console-page.js';

/** A busy machine draws late. */
const TIMEOUT_MS = 20_000;
const POLL_MS = 100;

/** A finder for browsers whose driver finds no names in shadow roots. */
export const BY_AXE: NameFinder = {
  waitFor: async (page, role, name) => {
    const late = Date.now() + TIMEOUT_MS;
    for (;;) {
      const found = await find(page, role, name);
      if (found) return found;
      assert.ok(Date.now() < late, `no ${role} "${name}"`);
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  },
  waitForNo: async (page, role, name) => {
    const late = Date.now() + TIMEOUT_MS;
    while (await find(page, role, name)) {
      assert.ok(Date.now() < late, `${role} "${name}" stays`);
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  },
  has: async (page, role, name) => (await find(page, role, name)) !== null,
};

/** Finds an element that is not hidden; `null` where none has the role and the name. */
async function find(page: Page, role: string, name: string): Promise<ElementHandle | null> {
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluateHandle(findNamed, role, name);
  return found.asElement() as ElementHandle | null;
}

/** A node of the tree that axe makes of a page, shadow roots included. */
interface AxeNode {
  readonly actualNode: Node;
  readonly children?: readonly AxeNode[];
}

interface AxeTool {
  setup(root: Element): AxeNode;
  teardown(): void;
  readonly commons: {
    readonly aria: { getRole(node: AxeNode): string | null };
    readonly text: { accessibleTextVirtual(node: AxeNode): string };
    readonly dom: { isVisibleToScreenReaders(node: AxeNode): boolean };
  };
}

/** Runs in the page, where functions inside of this one must have no names. */
function findNamed(role: string, name: string): Element | null {
  const { axe } = globalThis as unknown as { axe: AxeTool };
  const { aria, text, dom } = axe.commons;
  try {
    const whole = axe.setup(document.body);
    const all = [whole];
    // The list grows while it is read: each node is followed by its children.
    for (const { children = [] } of all) all.push(...children);
    // A modal dialog makes the rest of the page inert, which axe does not count.
    const modal = all.filter(({ actualNode }) => actualNode instanceof Element && actualNode.matches('dialog:modal'));
    const rest = [modal.at(-1) ?? whole];
    for (let node = rest.pop(); node; node = rest.pop()) {
      const { actualNode: element, children = [] } = node;
      if (
        element instanceof Element &&
        aria.getRole(node) === role &&
        text.accessibleTextVirtual(node).replace(/\s+/g, ' ').trim() === name &&
        dom.isVisibleToScreenReaders(node)
      )
        return element;
      // The first of the document is the next one.
      rest.push(...[...children].reverse());
    }
    return null;
  } finally {
    axe.teardown();
  }
}
